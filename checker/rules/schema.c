/* The form of a rule file, as libcyaml checks it.
 *
 * Needs the words of rules.h; gives raw_parse(). Each section has the list of the keys that it allows; all
 * rows are read into the one struct raw_row. libcyaml reports through a log: the first line is the reason,
 * the first line of its backtrace with a number is the place.
 */
#include "rules/schema.h"

#include "rules/rules.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <string.h>

/* ---- words ---- */

static const cyaml_strval_t kind_words[] = {
#define X(id, text) {text, RULE_SLEEP_##id},
    RULE_SLEEP_KINDS(X)
#undef X
};
static const cyaml_strval_t context_words[] = {
#define X(id, text, words) {text, RULE_CTX_##id},
    RULE_CONTEXTS(X)
#undef X
};
static const cyaml_strval_t fact_words[] = {
#define X(id, text) {text, RULE_FACT_##id},
    RULE_FACT_KINDS(X)
#undef X
};
static const cyaml_strval_t effect_words[] = {
#define X(id, text, bit) {text, bit},
    RULE_EFFECTS(X)
#undef X
};

/* ---- keys ---- */

static const cyaml_schema_value_t text_value = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, CYAML_UNLIMITED)};

#define OPTIONAL                (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)
#define WORD                    (CYAML_FLAG_STRICT | CYAML_FLAG_CASE_SENSITIVE)
#define TEXT(key, type, member) CYAML_FIELD_STRING_PTR(key, OPTIONAL, struct type, member, 1, CYAML_UNLIMITED)
#define TEXTS(key, type, member)                                                                             \
    CYAML_FIELD_SEQUENCE(key, OPTIONAL, struct type, member, &text_value, 1, CYAML_UNLIMITED)
#define ROWS(key, type, member, entry)                                                                       \
    CYAML_FIELD_SEQUENCE(key, OPTIONAL, struct type, member, entry, 1, CYAML_UNLIMITED)
#define NUMBER(key, member) CYAML_FIELD_INT_PTR(key, OPTIONAL, struct raw_row, member)
#define YES(key, member)    CYAML_FIELD_BOOL(key, CYAML_FLAG_OPTIONAL, struct raw_row, member)
#define ONE_OF(key, member, words)                                                                           \
    CYAML_FIELD_ENUM(key, WORD, struct raw_row, member, words, CYAML_ARRAY_LEN(words))
#define EFFECTS(key, member)                                                                                 \
    CYAML_FIELD_FLAGS(key, WORD | CYAML_FLAG_OPTIONAL, struct raw_row, member, effect_words,                 \
                      CYAML_ARRAY_LEN(effect_words))
#define WHEN CYAML_FIELD_MAPPING_PTR("when", OPTIONAL, struct raw_row, when, when_keys)
/* In every row. */
#define ROW TEXT("why", raw_row, why), TEXT("kernel", raw_row, kernel)
#define FN  TEXTS("fn", raw_row, fn), NUMBER("nargs", nargs)
/* What says that a call sleeps, beside `sleeps` itself. */
#define SLEEP                                                                                                \
    WHEN, EFFECTS("atomic", atomic), YES("deferred_in_interrupt", deferred_in_interrupt),                    \
        YES("needs_vmalloc", needs_vmalloc), YES("likely", likely)

static const cyaml_schema_field_t when_keys[] = {
    CYAML_FIELD_INT("arg", CYAML_FLAG_DEFAULT, struct raw_when, arg),
    CYAML_FIELD_STRING_PTR("is", CYAML_FLAG_POINTER, struct raw_when, is, 1, CYAML_UNLIMITED),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t alloc_keys[] = {
    ROW,
    FN,
    NUMBER("gfp", gfp),
    SLEEP,
    YES("sleeps", sleeps),
    NUMBER("out", out),
    NUMBER("size", size),
    NUMBER("order", order),
    NUMBER("owner", owner),
    YES("error_pointer", error_pointer),
    YES("zeroed", zeroed),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t family_release_keys[] = {
    ROW,
    FN,
    SLEEP,
    YES("sleeps", sleeps),
    NUMBER("arg", arg),
    NUMBER("size", size),
    NUMBER("order", order),
    NUMBER("owner", owner),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t acquire_keys[] = {
    ROW,
    FN,
    NUMBER("lock", lock),
    YES("result", result),
    EFFECTS("disables", effect),
    YES("sets", sets),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t try_keys[] = {
    ROW,
    FN,
    NUMBER("lock", lock),
    YES("result", result),
    EFFECTS("disables", effect),
    YES("sets", sets),
    NUMBER("success", success),
    YES("sleeps", sleeps),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t lock_release_keys[] = {
    ROW, FN, NUMBER("lock", lock), EFFECTS("enables", effect), YES("sets", sets), CYAML_FIELD_END,
};
static const cyaml_schema_field_t sleeper_keys[] = {
    ROW,
    FN,
    NUMBER("gfp", gfp),
    SLEEP,
    CYAML_FIELD_ENUM_PTR("kind", WORD | OPTIONAL, struct raw_row, kind, kind_words,
                         CYAML_ARRAY_LEN(kind_words)),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t fact_keys[] = {
    ROW,
    FN,
    TEXTS("macro", raw_row, macro),
    ONE_OF("means", means, fact_words),
    NUMBER("arg", arg),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t callback_keys[] = {
    ROW,
    FN,
    TEXTS("field", raw_row, field),
    NUMBER("arg", arg),
    WHEN,
    YES("likely", likely),
    TEXT("unless_field", raw_row, unless_field),
    TEXT("what", raw_row, what),
    ONE_OF("context", context, context_words),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t function_keys[] = {
    ROW,
    FN,
    TEXTS("macro", raw_row, macro),
    YES("never_sleeps", never_sleeps),
    YES("noreturn", noreturn),
    YES("ignore_body", ignore_body),
    NUMBER("returns_arg", returns_arg),
    NUMBER("zeroes", zeroes),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t advice_keys[] = {
    ROW,
    TEXTS("fn", raw_row, fn),
    TEXTS("check", raw_row, check),
    TEXTS("family", raw_row, family),
    TEXTS("what", raw_row, whats),
    YES("flags", flags),
    TEXT("text", raw_row, text),
    CYAML_FIELD_END,
};

#define ROW_OF(keys)                                                                                         \
    {                                                                                                        \
        CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_row, keys)                                        \
    }
static const cyaml_schema_value_t alloc_row = ROW_OF(alloc_keys);
static const cyaml_schema_value_t family_release_row = ROW_OF(family_release_keys);
static const cyaml_schema_value_t acquire_row = ROW_OF(acquire_keys);
static const cyaml_schema_value_t try_row = ROW_OF(try_keys);
static const cyaml_schema_value_t lock_release_row = ROW_OF(lock_release_keys);
static const cyaml_schema_value_t sleeper_row = ROW_OF(sleeper_keys);
static const cyaml_schema_value_t fact_row = ROW_OF(fact_keys);
static const cyaml_schema_value_t callback_row = ROW_OF(callback_keys);
static const cyaml_schema_value_t function_row = ROW_OF(function_keys);
static const cyaml_schema_value_t advice_row = ROW_OF(advice_keys);

static const cyaml_schema_field_t family_keys[] = {
    TEXT("name", raw_group, name),
    TEXT("why", raw_group, why),
    CYAML_FIELD_BOOL("linear", CYAML_FLAG_OPTIONAL, struct raw_group, linear),
    CYAML_FIELD_BOOL("vmapped", CYAML_FLAG_OPTIONAL, struct raw_group, vmapped),
    ROWS("alloc", raw_group, alloc, &alloc_row),
    ROWS("release", raw_group, release, &family_release_row),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t lock_keys[] = {
    TEXT("name", raw_group, name),
    TEXT("why", raw_group, why),
    TEXTS("types", raw_group, types),
    CYAML_FIELD_BOOL("sleeps", CYAML_FLAG_OPTIONAL, struct raw_group, sleeps),
    ROWS("acquire", raw_group, acquire, &acquire_row),
    ROWS("try", raw_group, attempt, &try_row),
    ROWS("release", raw_group, release, &lock_release_row),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t family_group = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_group, family_keys)};
static const cyaml_schema_value_t lock_group = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_group, lock_keys)};

static const cyaml_schema_field_t settings_keys[] = {
    TEXT("gfp_bit", raw_settings, gfp_bit),
    TEXT("zero_bit", raw_settings, zero_bit),
    TEXTS("probes", raw_settings, probes),
    TEXTS("transparent", raw_settings, transparent),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t file_keys[] = {
    CYAML_FIELD_MAPPING_PTR("settings", OPTIONAL, struct raw_file, settings, settings_keys),
    ROWS("families", raw_file, families, &family_group),
    ROWS("locks", raw_file, locks, &lock_group),
    ROWS("sleepers", raw_file, sleepers, &sleeper_row),
    ROWS("facts", raw_file, facts, &fact_row),
    ROWS("callbacks", raw_file, callbacks, &callback_row),
    ROWS("functions", raw_file, functions, &function_row),
    ROWS("advice", raw_file, advice, &advice_row),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_file, file_keys)};

/* ---- parsing ---- */

struct complaint {
    GString *reason, *key; /* the first line of the log; the innermost key of its backtrace */
    uint32_t line;
};

static void listen(cyaml_log_t level, void *ctx, const char *format, va_list args)
{
    struct complaint *c = ctx;
    char *text = g_strdup_vprintf(format, args);
    const char *body = g_str_has_prefix(text, "Load: ") ? text + strlen("Load: ") : text;
    const char *at = strstr(text, "(line: "), *key = strstr(text, "in mapping field '");

    (void)level;
    g_strchomp(text);
    if (at && !c->line) {
        c->line = (uint32_t)strtoul(at + strlen("(line: "), NULL, 10);
        if (key) {
            key += strlen("in mapping field '");
            g_string_append_len(c->key, key, (gssize)strcspn(key, "'"));
        }
    }
    if (!at && !c->reason->len && strcmp(body, "Backtrace:") != 0) g_string_append(c->reason, body);
    g_free(text);
}

/* The words that a key allows, or NULL. */
static const cyaml_strval_t *words_of(const char *key, size_t *n)
{
    static const struct {
        const char *key;
        const cyaml_strval_t *words;
        size_t n;
    } keys[] = {
        {"kind", kind_words, CYAML_ARRAY_LEN(kind_words)},
        {"context", context_words, CYAML_ARRAY_LEN(context_words)},
        {"means", fact_words, CYAML_ARRAY_LEN(fact_words)},
        {"atomic", effect_words, CYAML_ARRAY_LEN(effect_words)},
        {"disables", effect_words, CYAML_ARRAY_LEN(effect_words)},
        {"enables", effect_words, CYAML_ARRAY_LEN(effect_words)},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (strcmp(keys[i].key, key) != 0) continue;
        *n = keys[i].n;
        return keys[i].words;
    }
    return NULL;
}

/* libcyaml's reason in the terms of the file: the key that it is about, and the words that it allows. Some of
 * its backtraces begin at the token before the culprit: then *line is moved to the unexpected key itself. */
static char *explain(const struct complaint *c, const struct locations *where, const char *otherwise,
                     uint32_t *line)
{
    static const char *const unexpected = "Unexpected key: ";
    static const char *const about_key[] = {"Invalid ", "Expecting ", "Unknown flag: ", "Insufficient "};
    const char *reason = c->reason->len ? c->reason->str : otherwise;
    GString *text = g_string_new(NULL);
    const cyaml_strval_t *words;
    size_t n = 0;

    if (g_str_has_prefix(reason, unexpected))
        *line = locations_key_line(where, reason + strlen(unexpected), c->line);
    for (size_t i = 0; c->key->len && i < G_N_ELEMENTS(about_key); i++)
        if (g_str_has_prefix(reason, about_key[i])) g_string_append_printf(text, "%s: ", c->key->str);
    g_string_append(text, reason);
    words = text->len > strlen(reason) ? words_of(c->key->str, &n) : NULL;
    for (size_t i = 0; words && i < n; i++)
        g_string_append_printf(text, "%s%s", i ? ", " : "; one of ", words[i].str);
    return g_string_free(text, FALSE);
}

static void config_init(cyaml_config_t *config, struct complaint *c)
{
    *config = (cyaml_config_t){
        .log_fn = c ? listen : NULL,
        .log_ctx = c,
        .log_level = CYAML_LOG_ERROR,
        .mem_fn = cyaml_mem,
        .flags = CYAML_CFG_NO_ALIAS,
    };
}

struct raw_file *raw_parse(const char *path, const char *text, gsize length, GError **error)
{
    struct complaint c = {.reason = g_string_new(NULL), .key = g_string_new(NULL)};
    cyaml_config_t config;
    struct raw_file *file = NULL;
    struct locations *where;
    cyaml_err_t err;

    config_init(&config, &c);
    err = cyaml_load_data((const uint8_t *)text, length, &config, &file_schema, (cyaml_data_t **)&file, NULL);
    if (err != CYAML_OK) {
        where = locations_new(path, text, length, error);
        if (where) { /* it is YAML, but not of our form */
            uint32_t line = c.line;
            char *reason = explain(&c, where, cyaml_strerror(err), &line);

            rule_error(error, path, line, locations_row_name(where, line), "%s", reason);
            g_free(reason);
        }
        locations_free(where);
        file = NULL;
    } else if (!file) {
        rule_error(error, path, 0, NULL, "no rules in this file");
    }
    g_string_free(c.reason, TRUE);
    g_string_free(c.key, TRUE);
    return file;
}

void raw_free(struct raw_file *file)
{
    cyaml_config_t config;

    if (!file) return;
    config_init(&config, NULL);
    cyaml_free(&config, &file_schema, file, 0);
}
