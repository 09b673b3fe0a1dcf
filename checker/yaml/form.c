/* Loads YAML by a schema; see form.h.
 *
 * libcyaml reports through a log: its first line is the reason, the first line of its backtrace with a number
 * is the place.
 */
#include "yaml/form.h"

#include <stdlib.h>
#include <string.h>

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
static const struct form_words *words_of(const struct form *form, const char *key)
{
    for (size_t i = 0; i < form->nwords; i++)
        if (strcmp(form->words[i].key, key) == 0) return &form->words[i];
    return NULL;
}

/* libcyaml's reason in the terms of the file: the key that it is about, and the words that it allows. Some of
 * its backtraces begin at the token before the culprit: then *line is moved to the key itself. */
static char *explain(const struct form *form, const struct complaint *c, const struct locations *where,
                     const char *otherwise, uint32_t *line)
{
    static const char *const names_key[] = {"Unexpected key: ", "Mapping field already seen: "};
    static const char *const about_key[] = {"Invalid ", "Expecting ", "Unknown flag: ", "Insufficient ",
                                            "STRING length "};
    const char *reason = c->reason->len ? c->reason->str : otherwise;
    GString *text = g_string_new(NULL);
    const struct form_words *words;

    for (size_t i = 0; i < G_N_ELEMENTS(names_key); i++)
        if (g_str_has_prefix(reason, names_key[i]))
            *line = locations_key_line(where, reason + strlen(names_key[i]), c->line);
    for (size_t i = 0; c->key->len && i < G_N_ELEMENTS(about_key); i++)
        if (g_str_has_prefix(reason, about_key[i])) g_string_append_printf(text, "%s: ", c->key->str);
    g_string_append(text, reason);
    words = text->len > strlen(reason) ? words_of(form, c->key->str) : NULL;
    for (size_t i = 0; words && i < words->n; i++)
        g_string_append_printf(text, "%s%s", i ? ", " : "; one of ", words->words[i].str);
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

void *form_load(const struct form *form, const char *text, gsize length, const struct locations *where,
                uint32_t *line, char **reason)
{
    struct complaint c = {.reason = g_string_new(NULL), .key = g_string_new(NULL)};
    cyaml_config_t config;
    cyaml_data_t *data = NULL;
    cyaml_err_t err;

    config_init(&config, &c);
    err = cyaml_load_data((const uint8_t *)text, length, &config, form->schema, &data, NULL);
    if (err != CYAML_OK) {
        data = NULL;
        *line = c.line;
        *reason = explain(form, &c, where, cyaml_strerror(err), line);
    }
    g_string_free(c.reason, TRUE);
    g_string_free(c.key, TRUE);
    return data;
}

void form_free(const struct form *form, void *data)
{
    cyaml_config_t config;

    if (!data) return;
    config_init(&config, NULL);
    cyaml_free(&config, form->schema, data, 0);
}
