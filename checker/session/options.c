/* The session's copy of the user's options, and what is derived from them.
 *
 * Needs session.h. A wrong value becomes the session's error, which gfpcheck_run() then returns with.
 */
#include "session/session.h"

#include <string.h>

/* Members of gfpcheck_options that are strings, and arrays of them: copied and freed alike. */
#define STRINGS(X)                                                                                           \
    X(database) X(kbuild) X(root) X(rules_dir) X(cache_dir) X(db) X(dump) X(new_from) X(diff) X(baseline)
#define ARRAYS(X) X(paths) X(flags) X(rules) X(select) X(ignore) X(exclude)

enum { UNIT_TIMEOUT_S = 60, UNIT_MEMORY_MIB = 2048 };

void gfpcheck_options_init(gfpcheck_options *options)
{
    memset(options, 0, sizeof *options);
    options->min_confidence = options->fail_level = GFPCHECK_LIKELY;
    options->unit_timeout = UNIT_TIMEOUT_S;
    options->unit_memory = UNIT_MEMORY_MIB;
}

static void set_error(struct gfpcheck_session *s, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void set_error(struct gfpcheck_session *s, const char *format, ...)
{
    if (s->error) return;
    va_list args;
    va_start(args, format);
    s->error = g_strdup_vprintf(format, args);
    va_end(args);
}

/* Sets the checks that `ids` names to `value`. */
static void switch_checks(struct gfpcheck_session *s, const char *const *ids, bool value)
{
    for (; ids && *ids; ids++) {
        enum check_id check = check_of(*ids);
        if (check < CHECKS)
            s->enabled[check] = value;
        else
            set_error(s, "no check '%s'; there are: %s", *ids, check_ids());
    }
}

static const char dump_names[] =
#define X(id, text) " " text
    DUMPS(X)
#undef X
    ;

static unsigned dump_bit(const char *name)
{
#define X(id, text)                                                                                          \
    if (strcmp(name, text) == 0) return DUMP_##id;
    DUMPS(X)
#undef X
    return 0;
}

/* "ir,summary:probe" */
static void parse_dump(struct gfpcheck_session *s, const char *text)
{
    const char *colon = strchr(text, ':');
    char *names = colon ? g_strndup(text, (gsize)(colon - text)) : g_strdup(text);
    char **list = g_strsplit(names, ",", -1);
    if (colon) s->dump_function = g_strdup(colon + 1);
    for (char **name = list; *name; name++) {
        unsigned bit = dump_bit(*name);
        s->dumps |= bit;
        if (!bit) set_error(s, "no dump '%s'; there are:%s", *name, dump_names);
    }
    if (!*list) set_error(s, "no dump is named");
    if (!s->options.dump_to) set_error(s, "dumps need a stream to go to");
    g_strfreev(list);
    g_free(names);
}

/* A database may be new, but its folder is there. */
static void check_db(struct gfpcheck_session *s, const char *path)
{
    char *folder = g_path_get_dirname(path);
    if (s->options.no_db) {
        set_error(s, "a program database is named, and none is wanted: it is one or the other");
    } else if (!*path) {
        set_error(s, "the name of the program database is empty");
    } else if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        set_error(s, "%s: a folder, not a program database", path);
    } else if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        set_error(s, "%s: no such folder for a program database", folder);
    }
    g_free(folder);
}

static void check_shard(struct gfpcheck_session *s)
{
    const gfpcheck_options *o = &s->options;
    if (o->shard < 1 || o->shard > o->shards)
        set_error(s, "shard %u of %u: they are counted from 1", o->shard, o->shards);
    else if (!o->db && !o->dump)
        set_error(s, "a shard needs a program database of its own: none is named");
}

void session_copy_options(struct gfpcheck_session *s, const gfpcheck_options *options)
{
    s->options = *options;
#define X(name) s->options.name = g_strdup(options->name);
    STRINGS(X)
#undef X
#define X(name) s->options.name = (const char *const *)g_strdupv((char **)options->name);
    ARRAYS(X)
#undef X
    /* an empty list of paths is none */
    if (s->options.paths && !s->options.paths[0]) {
        g_free((void *)s->options.paths);
        s->options.paths = NULL;
    }
    bool selected = s->options.select && s->options.select[0];
    for (int i = 0; i < CHECKS; i++) s->enabled[i] = !selected && check_infos[i].on;
    switch_checks(s, s->options.select, true);
    switch_checks(s, s->options.ignore, false);
    if (s->options.dump) parse_dump(s, s->options.dump);
    if (s->options.db) check_db(s, s->options.db);
    if (s->options.shard || s->options.shards) check_shard(s);
    if (s->options.jobs == 0) s->options.jobs = g_get_num_processors();
}

void session_free_options(struct gfpcheck_session *s)
{
#define X(name) g_free((void *)s->options.name);
    STRINGS(X)
#undef X
#define X(name) g_strfreev((char **)s->options.name);
    ARRAYS(X)
#undef X
    g_free(s->dump_function);
}
