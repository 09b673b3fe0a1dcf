/* See directives.h: finds the comments of a C text, and parses those that are directives. */
#include "directives.h"

#include <stdlib.h>
#include <string.h>

enum { LAST_OFFSET = 99 };

static const char *const known_checks[] = {
#define X(id, text, on, words) text,
#include "checks/checks.def"
#undef X
    NULL,
};

/* The words that begin a directive, with what follows them. */
static const struct {
    const char *word;
    enum directive_kind kind;
} kinds[] = {
    {"expect", EXPECT},
    {"todo-expect", TODO_EXPECT},
    {"todo-expect-none-here", TODO_EXPECT_NONE},
};

static GQuark directives_error(void)
{
    return g_quark_from_static_string("directives");
}

static void free_directive(void *data)
{
    struct directive *d = data;
    g_ptr_array_unref(d->texts);
    g_free(d->check);
    g_free(d->chain);
    g_free(d->confidence);
    g_free(d);
}

void directives_free(struct directives *d)
{
    if (!d) return;
    g_ptr_array_unref(d->list);
    g_free(d);
}

/* What follows the check's name: texts, chain, confidence. */
static gboolean parse_attributes(struct directive *d, const char *s, GError **error)
{
    for (s += strspn(s, " \t"); *s; s += strspn(s, " \t")) {
        if (g_str_has_prefix(s, "{{")) {
            const char *end = strstr(s, "}}");
            if (!end || end == s + 2) {
                g_set_error(error, directives_error(), 0, "%u: {{ without text or }}", d->written);
                return FALSE;
            }
            g_ptr_array_add(d->texts, g_strndup(s + 2, (gsize)(end - s - 2)));
            s = end + 2;
            continue;
        }
        gsize length = strcspn(s, " \t");
        char *word = g_strndup(s, length), **slot = NULL;
        if (g_str_has_prefix(word, "chain=")) slot = &d->chain;
        if (strcmp(word, "confidence=definite") == 0 || strcmp(word, "confidence=likely") == 0)
            slot = &d->confidence;
        if (!slot || *slot) {
            g_set_error(error, directives_error(), 0, "%u: '%s' is not understood here", d->written, word);
            g_free(word);
            return FALSE;
        }
        *slot = g_strdup(strchr(word, '=') + 1);
        g_free(word);
        s += length;
    }
    return TRUE;
}

/* "@+2: check ..." or ": check ...", after the directive's word. */
static gboolean parse_expectation(struct directives *out, enum directive_kind kind, unsigned line,
                                  const char *s, GError **error)
{
    long offset = 0;
    if (*s == '@') {
        char *end;
        offset = strtol(s + 1, &end, 10);
        if ((s[1] != '+' && s[1] != '-') || labs(offset) > LAST_OFFSET || (long)line + offset < 1) {
            g_set_error(error, directives_error(), 0, "%u: '@' wants +N or -N", line);
            return FALSE;
        }
        s = end;
    }
    if (*s != ':') {
        g_set_error(error, directives_error(), 0, "%u: a ':' and a check's id must follow", line);
        return FALSE;
    }
    s++;
    s += strspn(s, " \t");
    struct directive *d = g_new0(struct directive, 1);
    d->kind = kind;
    d->written = line;
    d->line = (unsigned)((long)line + offset);
    d->texts = g_ptr_array_new_with_free_func(g_free);
    d->check = g_strndup(s, strcspn(s, " \t"));
    g_ptr_array_add(out->list, d);
    if (!g_strv_contains(known_checks, d->check)) {
        g_set_error(error, directives_error(), 0, "%u: there is no check '%s'", line, d->check);
        return FALSE;
    }
    return parse_attributes(d, s + strlen(d->check), error);
}

/* One comment's text, without the slashes. Prose is passed over. */
static gboolean parse_comment(struct directives *out, unsigned line, const char *s, GError **error)
{
    s += strspn(s, " \t");
    char *word = g_strndup(s, strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"));
    const char *rest = s + strlen(word);
    gboolean ok = TRUE, known = FALSE;
    if (strcmp(word, "expect-none") == 0 && rest[strspn(rest, " \t")] == '\0') {
        out->none = known = TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(kinds) && !known; i++) {
        if (strcmp(word, kinds[i].word) != 0) continue;
        known = TRUE;
        ok = parse_expectation(out, kinds[i].kind, line, rest, error);
    }
    gboolean looks_like = *rest == ':' || *rest == '@' || strstr(word, "expect") || strstr(word, "todo");
    if (!known && *word && looks_like) {
        g_set_error(error, directives_error(), 0, "%u: unknown directive '%s'", line, s);
        ok = FALSE;
    }
    g_free(word);
    return ok;
}

/* The first "//" of a line that opens a comment, or NULL. `in_block` is carried from line to line. */
static char *find_comment(char *line, gboolean *in_block)
{
    char quote = 0;
    for (char *p = line; *p; p++) {
        if (*in_block) {
            if (p[0] == '*' && p[1] == '/') *in_block = FALSE, p++;
        } else if (quote) {
            if (*p == '\\' && p[1]) {
                p++;
            } else if (*p == quote) {
                quote = 0;
            }
        } else if (*p == '"' || *p == '\'') {
            quote = *p;
        } else if (p[0] == '/' && p[1] == '*') {
            *in_block = TRUE, p++;
        } else if (p[0] == '/' && p[1] == '/') {
            return p + 2;
        }
    }
    return NULL;
}

struct directives *directives_read(const char *text, GError **error)
{
    struct directives *out = g_new0(struct directives, 1);
    out->list = g_ptr_array_new_with_free_func(free_directive);
    char **lines = g_strsplit(text, "\n", -1);
    gboolean in_block = FALSE, ok = TRUE;
    for (unsigned i = 0; lines[i] && ok; i++) {
        char *comment = find_comment(g_strchomp(lines[i]), &in_block);
        if (!comment) continue;
        char **parts = g_strsplit(comment, "//", -1);
        for (char **part = parts; *part && ok; part++)
            ok = parse_comment(out, i + 1, g_strchomp(*part), error);
        g_strfreev(parts);
    }
    g_strfreev(lines);
    gboolean findings = FALSE;
    for (guint i = 0; i < out->list->len; i++) {
        const struct directive *d = out->list->pdata[i];
        findings |= d->kind != TODO_EXPECT;
    }
    if (ok && !out->none && out->list->len == 0) {
        g_set_error(error, directives_error(), 0, "1: neither an expectation nor 'expect-none'");
        ok = FALSE;
    } else if (ok && out->none && findings) {
        g_set_error(error, directives_error(), 0, "1: 'expect-none', but findings are expected");
        ok = FALSE;
    }
    if (ok) return out;
    directives_free(out);
    return NULL;
}

char *directive_text(const struct directive *d)
{
    GString *out = g_string_new(d->check);
    for (guint i = 0; i < d->texts->len; i++) {
        g_string_append_printf(out, " {{%s}}", (const char *)d->texts->pdata[i]);
    }
    if (d->chain) g_string_append_printf(out, " chain=%s", d->chain);
    if (d->confidence) g_string_append_printf(out, " confidence=%s", d->confidence);
    return g_string_free(out, FALSE);
}
