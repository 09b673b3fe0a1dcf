/* Reads config files; see config.h. */
#include "config/config.h"

#include "yaml/form.h"

#include <stdlib.h>
#include <string.h>

char *config_find(const char *from)
{
    char *folder = g_canonicalize_filename(from, NULL);
    for (;;) {
        char *path = g_build_filename(folder, CONFIG_NAME, NULL), *up = g_path_get_dirname(folder);
        bool there = g_file_test(path, G_FILE_TEST_EXISTS), top = strcmp(up, folder) == 0;
        g_free(folder);
        folder = up;
        if (!there) g_clear_pointer(&path, g_free);
        if (there || top) {
            g_free(folder);
            return path;
        }
    }
}

/* ---- the form ---- */

#define IF_true(...) __VA_ARGS__
#define IF_false(...)

#define RAW_FLAG(id)  int *id;
#define RAW_TEXT(id)  char *id;
#define RAW_PATH(id)  char *id;
#define RAW_TEXTS(id) RAW_LIST(id)
#define RAW_PATHS(id) RAW_LIST(id)
#define RAW_GLOBS(id) RAW_LIST(id)
#define RAW_WORDS(id) RAW_LIST(id)
#define RAW_LIST(id)                                                                                         \
    char **id;                                                                                               \
    unsigned id##_count;

/* As the file has it. */
struct raw {
#define X(kind, id, name, letter, in_config, words, value) IF_##in_config(RAW_##kind(id))
#include "config/options.def"
#undef X
};

#define STRICT   (CYAML_FLAG_STRICT | CYAML_FLAG_CASE_SENSITIVE)
#define OPTIONAL (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define FIELD_FLAG(name, id)                                                                                 \
    CYAML_FIELD_ENUM_PTR(name, OPTIONAL | STRICT, struct raw, id, flag_words, CYAML_ARRAY_LEN(flag_words)),
#define FIELD_TEXT(name, id)  CYAML_FIELD_STRING_PTR(name, OPTIONAL, struct raw, id, 1, CYAML_UNLIMITED),
#define FIELD_PATH(name, id)  FIELD_TEXT(name, id)
#define FIELD_TEXTS(name, id) FIELD_LIST(name, id)
#define FIELD_PATHS(name, id) FIELD_LIST(name, id)
#define FIELD_GLOBS(name, id) FIELD_LIST(name, id)
#define FIELD_WORDS(name, id) FIELD_LIST(name, id)
#define FIELD_LIST(name, id)                                                                                 \
    CYAML_FIELD_SEQUENCE(name, OPTIONAL, struct raw, id, &text_value, 0, CYAML_UNLIMITED),

static const cyaml_strval_t flag_words[] = {
    {"true", true}, {"false", false}, {"yes", true}, {"no", false}, {"on", true}, {"off", false},
};
static const cyaml_schema_value_t text_value = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED)};
static const cyaml_schema_field_t fields[] = {
#define X(kind, id, name, letter, in_config, words, value) IF_##in_config(FIELD_##kind(name, id))
#include "config/options.def"
#undef X
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw, fields)};

#define KEY_FLAG(name) {name, flag_words, CYAML_ARRAY_LEN(flag_words)},
#define KEY_TEXT(name)
#define KEY_PATH(name)
#define KEY_TEXTS(name)
#define KEY_PATHS(name)
#define KEY_GLOBS(name)
#define KEY_WORDS(name)
static const struct form_words words_of_keys[] = {
#define X(kind, id, name, letter, in_config, words, value) IF_##in_config(KEY_##kind(name))
#include "config/options.def"
#undef X
};
static const struct form form = {&schema, words_of_keys, CYAML_ARRAY_LEN(words_of_keys)};

/* ---- taking over ---- */

/* Options of which the first, if it is set, stands for the second as well. */
static const struct {
    enum option_id set, moot;
} replaced[] = {
    {OPTION_ID_kbuild, OPTION_ID_database},      {OPTION_ID_kbuild, OPTION_ID_model},
    {OPTION_ID_database, OPTION_ID_kbuild},      {OPTION_ID_database, OPTION_ID_model},
    {OPTION_ID_model, OPTION_ID_kbuild},         {OPTION_ID_model, OPTION_ID_database},
    {OPTION_ID_select, OPTION_ID_ignore},        {OPTION_ID_no_db, OPTION_ID_db},
    {OPTION_ID_no_baseline, OPTION_ID_baseline}, {OPTION_ID_dump, OPTION_ID_format},
};

struct taking {
    const char *path; /* of the file */
    char *folder;     /* its own, real */
    const struct locations *where;
    bool closed[OPTIONS]; /* not to be set by this file */
    struct options *o;
};

static void close_options(struct taking *t)
{
    const char *written = t->o->write_baseline;
    for (int id = 0; id < OPTIONS; id++) t->closed[id] = option_is_set(t->o, (enum option_id)id);
    for (size_t i = 0; i < G_N_ELEMENTS(replaced); i++)
        if (t->closed[replaced[i].set]) t->closed[replaced[i].moot] = true;
    if (written && *written) t->closed[OPTION_ID_baseline] = true;
}

/* The option is to be set, and is noted to come from this file. */
static bool take(struct taking *t, enum option_id id)
{
    if (t->closed[id]) return false;
    const char *name = option_infos[id].name;
    t->o->origins[id] = g_strdup_printf("%s:%u: %s", t->path, locations_key_line(t->where, name, 1), name);
    return true;
}

static char *resolve(const struct taking *t, enum option_kind kind, const char *value)
{
    bool path = kind == OPTION_PATH || kind == OPTION_PATHS || (kind == OPTION_GLOBS && strchr(value, '/'));
    return path ? g_canonicalize_filename(value, t->folder) : g_strdup(value);
}

static void take_flag(struct taking *t, enum option_id id, const int *value)
{
    if (value && take(t, id)) *(gboolean *)option_at(t->o, id) = *value;
}

static void take_text(struct taking *t, enum option_id id, const char *value)
{
    if (value && take(t, id)) *(char **)option_at(t->o, id) = resolve(t, option_infos[id].kind, value);
}

static void take_list(struct taking *t, enum option_id id, char *const *values, unsigned n)
{
    if (!values || n == 0 || !take(t, id)) return;
    char **list = g_new0(char *, n + 1);
    for (unsigned i = 0; i < n; i++) list[i] = resolve(t, option_infos[id].kind, values[i]);
    *(char ***)option_at(t->o, id) = list;
}

#define TAKE_FLAG(id)  take_flag(t, OPTION_ID_##id, raw->id);
#define TAKE_TEXT(id)  take_text(t, OPTION_ID_##id, raw->id);
#define TAKE_PATH(id)  TAKE_TEXT(id)
#define TAKE_TEXTS(id) TAKE_LIST(id)
#define TAKE_PATHS(id) TAKE_LIST(id)
#define TAKE_GLOBS(id) TAKE_LIST(id)
#define TAKE_WORDS(id) TAKE_LIST(id)
#define TAKE_LIST(id)  take_list(t, OPTION_ID_##id, raw->id, raw->id##_count);

static void take_all(struct taking *t, const struct raw *raw)
{
#define X(kind, id, name, letter, in_config, words, value) IF_##in_config(TAKE_##kind(id))
#include "config/options.def"
#undef X
}

static char *real_folder(const char *path)
{
    char *real = realpath(path, NULL), *folder = g_path_get_dirname(real ? real : path);
    free(real);
    return folder;
}

static bool read_text(struct taking *t, const char *text, gsize length, GError **error)
{
    uint32_t line = 0;
    char *reason = NULL;
    struct raw *raw = form_load(&form, text, length, t->where, &line, &reason);
    if (raw) {
        close_options(t);
        take_all(t, raw);
    }
    if (reason) locations_error(error, t->path, MAX(line, 1), "%s", reason);
    bool ok = !reason;
    form_free(&form, raw);
    g_free(reason);
    return ok;
}

bool config_read(const char *path, struct options *o, GError **error)
{
    struct taking t = {.path = path, .folder = real_folder(path), .o = o};
    char *text = NULL;
    gsize length;
    GError *wrong = NULL;
    bool ok = false;
    if (!g_file_get_contents(path, &text, &length, &wrong)) {
        g_set_error(error, G_FILE_ERROR, wrong->code, "the config file cannot be read: %s", wrong->message);
        g_error_free(wrong);
    } else {
        struct locations *where = locations_new(path, text, length, error);
        t.where = where;
        ok = where && read_text(&t, text, length, error);
        locations_free(where);
    }
    g_free(text);
    g_free(t.folder);
    return ok;
}
