/* Mends, and which of them fits a finding: the section `advice:`.
 *
 * Needs parsed rows; gives rule_advice, and the text for a case. A row fits if all that it asks for holds and
 * every blank in its text has a value.
 */
#include "rules/build.h"

#include <string.h>

static const char *const blanks[RULE_BLANKS_COUNT] = {
#define X(id, text) text,
    RULE_BLANKS(X)
#undef X
};

/* The blank that `text` starts with; RULE_BLANKS_COUNT if it is none. */
static enum rule_blank blank_at(const char *text)
{
    int i = 0;
    while (i < RULE_BLANKS_COUNT && !g_str_has_prefix(text, blanks[i])) i++;
    return (enum rule_blank)i;
}

/* ---- loading ---- */

static bool check_text(const struct build *b, const struct place *at)
{
    const char *text = at->row->text;
    if (!text) return row_fail(b, at, "'text' is missing");
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        if (blank_at(open) == RULE_BLANKS_COUNT)
            return row_fail(b, at, "text: '%.*s' is none of {callee}, {origin}, {release}",
                            (int)strcspn(open, "} ") + 1, open);
    }
    return true;
}

bool build_advice(struct build *b, const struct raw_file *f)
{
    struct place at;
    char path[32];

    for (unsigned i = 0; i < f->advice_count; i++) {
        const struct raw_row *row = &f->advice[i];
        struct rule_advice *advice = ARENA_NEW(b->arena, struct rule_advice);

        g_snprintf(path, sizeof(path), "/advice/%u", i);
        if (!row_open(b, &at, path, row, NULL) || !check_text(b, &at)) return false;
        *advice = (struct rule_advice){
            .checks = row_syms(b, row->check, row->check_count),
            .fns = row_syms(b, row->fn, row->fn_count),
            .families = row_syms(b, row->family, row->family_count),
            .whats = row_syms(b, row->whats, row->whats_count),
            .flags = row->flags,
            .text = sym_of(row->text),
            .file = b->file,
            .line = at.line,
        };
        if (at.holds) g_ptr_array_add(b->advice, advice);
    }
    return true;
}

static bool is_callback(const struct build *b, sym what)
{
    const GPtrArray *callbacks = b->rules[RULE_KIND_CALLBACK];
    for (guint i = 0; i < callbacks->len; i++) {
        if (((const struct rule_callback *)callbacks->pdata[i])->what == what) return true;
    }
    return false;
}

bool build_check_advice(const struct build *b)
{
    for (guint i = 0; i < b->advice->len; i++) {
        const struct rule_advice *a = b->advice->pdata[i];
        for (const sym *name = a->families; name && *name; name++) {
            if (g_hash_table_contains(b->families, GUINT_TO_POINTER(*name))) continue;
            rule_error(b->error, sym_text(a->file), a->line, NULL, "advice for '%s', which is no family",
                       sym_text(*name));
            return false;
        }
        for (const sym *what = a->whats; what && *what; what++) {
            if (is_callback(b, *what)) continue;
            rule_error(b->error, sym_text(a->file), a->line, NULL, "advice for '%s', which is no callback",
                       sym_text(*what));
            return false;
        }
    }
    return true;
}

/* ---- looking up ---- */

static bool lists(const sym *list, sym name)
{
    if (!list) return true;
    while (*list && *list != name) list++;
    return *list != SYM_NONE;
}

/* Appends the text with its blanks filled in; false if one has no value. */
static bool fill_in(GString *out, const char *text, const struct rule_case *c)
{
    for (const char *open; (open = strchr(text, '{'));) {
        enum rule_blank blank = blank_at(open);
        if (!c->blanks[blank]) return false;
        g_string_append_len(out, text, open - text);
        g_string_append(out, sym_text(c->blanks[blank]));
        text = open + strlen(blanks[blank]);
    }
    g_string_append(out, text);
    return true;
}

/* Appends the first text that fits, of the rows about single functions or of the others. */
static void append_first(GString *out, const struct rules *r, const struct rule_case *c, bool about_fn)
{
    const GPtrArray *all = rules_advice(r);
    gsize before = out->len;
    for (guint i = 0; i < all->len; i++) {
        const struct rule_advice *a = all->pdata[i];
        if ((a->fns != NULL) != about_fn || !lists(a->checks, c->check) || !lists(a->families, c->family) ||
            !lists(a->whats, c->what) || (a->flags && !c->flags))
            continue;
        /* a macro is known by its own name or by what it calls */
        if (!lists(a->fns, c->fn) && !lists(a->fns, c->blanks[RULE_BLANK_CALLEE])) continue;
        if (before) g_string_append(out, "; or ");
        if (fill_in(out, sym_text(a->text), c)) return;
        g_string_truncate(out, before);
    }
}

sym rules_advise(const struct rules *r, const struct rule_case *c)
{
    GString *text = g_string_new(NULL);
    append_first(text, r, c, true);
    append_first(text, r, c, false);
    sym s = text->len ? sym_of(text->str) : SYM_NONE;
    g_string_free(text, TRUE);
    return s;
}
