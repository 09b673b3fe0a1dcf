/* gfpcheck_why() and gfpcheck_why_not(): what the program database knows of a function or a line, for people.
 *
 * Needs program/why.h and program/why_not.h; reads the database and brings nothing up to date.
 */
#include "program/why.h"
#include "program/why_not.h"

#include "session/db.h"

#include <string.h>

static void print_place(FILE *out, const struct why_step *s)
{
    if (s->line) fprintf(out, "%s:%u: ", sym_text(s->file), s->line);
    if (s->function) fprintf(out, "%s() ", sym_text(s->function));
}

static const char *const kinds[] = {
    [WHY_ATOMIC] = "must not sleep", [WHY_TASK] = "may sleep", [WHY_OPEN] = "not known"};

static void print_contexts(FILE *out, const struct why_function *f)
{
    for (uint32_t i = 0; i < f->ncontexts; i++) {
        const struct why_context *c = &f->contexts[i];
        fprintf(out, "  %s: %s\n", kinds[c->kind], sym_text(c->words));
        for (uint32_t k = 0; k < c->nsteps; k++) {
            const struct why_step *s = &c->steps[k];
            fprintf(out, "    ");
            if (s->line) fprintf(out, "%s:%u: ", sym_text(s->file), s->line);
            bool call = s->function && g_str_has_prefix(sym_text(s->words), "calls ");
            if (call) fprintf(out, "%s() ", sym_text(s->function));
            fprintf(out, "%s\n", sym_text(s->words));
        }
    }
    if (f->ncontexts == 0) fprintf(out, "  no way to it is known\n");
    if (f->more) fprintf(out, "  ... and more: the search was ended\n");
}

/* The callers below caller `at`, and what begins in it. */
static void print_tree(FILE *out, const struct why_function *f, uint32_t at, int depth)
{
    for (uint32_t i = 0; i < f->ncontexts; i++) {
        const struct why_context *c = &f->contexts[i];
        if (c->caller == at) fprintf(out, "%*s* %s: %s\n", depth * 2, "", kinds[c->kind], sym_text(c->words));
    }
    for (uint32_t i = at + 1; i < f->ncallers; i++) {
        if (f->callers[i].below != at) continue;
        fprintf(out, "%*s", depth * 2, "");
        print_place(out, &f->callers[i].at);
        fprintf(out, "%s\n", sym_text(f->callers[i].at.words));
        print_tree(out, f, i, depth + 1);
    }
}

static void print_function(FILE *out, const struct why_function *f, bool tree)
{
    const struct signature *who = f->summary->func;
    fprintf(out, "%s() at %s:%u\n", sym_text(who->name), sym_text(who->file), who->line);
    if (tree)
        print_tree(out, f, 0, 1);
    else
        print_contexts(out, f);
    fprintf(out, "  itself:\n");
    summary_print_words(out, f->summary, 4);
}

/* The database as the last run left it, or an error. */
static bool open_analysed(struct gfpcheck_session *s, GError **error)
{
    if (!db_open_to_read(s, STORE_WITHOUT_FILES, error) || !session_load_rules(s, error)) return false;
    if (g_strcmp0(store_value(s->store, "rules"), rules_hash(s->rules)) != 0) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "the program database was not analysed with these rules: check the sources first");
        return false;
    }
    s->program = program_new(s->rules, s->store);
    return true;
}

static void print_functions(struct gfpcheck_session *s, const char *name, bool tree, FILE *out,
                            GError **error)
{
    GPtrArray *found = program_why(s->program, name, s->arena);
    for (guint i = 0; i < found->len; i++) {
        if (i) fputc('\n', out);
        print_function(out, found->pdata[i], tree);
    }
    if (found->len == 0)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "the program database has no function '%s'",
                    name);
    g_ptr_array_unref(found);
}

gfpcheck_result gfpcheck_why(gfpcheck_session *s, const char *function, int tree, FILE *out)
{
    GError *wrong = NULL;
    if (!session_begin(s)) return GFPCHECK_FAILED;
    if (open_analysed(s, &wrong)) print_functions(s, function, tree, out, &wrong);
    return session_end(s, wrong);
}

/* ---- why not ---- */

static bool split_place(const char *place, char **file, uint32_t *line, GError **error)
{
    const char *colon = strrchr(place, ':');
    guint64 n;
    if (!colon || colon == place || !g_ascii_string_to_unsigned(colon + 1, 10, 1, UINT32_MAX, &n, NULL)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "'%s' is no place of the form FILE:LINE", place);
        return false;
    }
    *line = (uint32_t)n;
    *file = g_strndup(place, (gsize)(colon - place));
    return true;
}

static void print_why_not(FILE *out, const struct why_not *w, uint32_t line)
{
    sym last = SYM_NONE;
    fprintf(out, "%s:%u in %s():\n", sym_text(w->file), line, sym_text(w->function));
    for (guint i = 0; i < w->notes->len; i++) {
        const struct why_not_note *n = w->notes->pdata[i];
        if (n->function != w->function && n->function != last)
            fprintf(out, "in its caller %s():\n", sym_text(n->function));
        last = n->function;
        fprintf(out, "  %s:%u:%u: %s\n      there: %s\n", sym_text(n->at.file), n->at.line, n->at.col,
                sym_text(n->text), sym_text(n->state));
    }
    if (w->notes->len == 0) fprintf(out, "  no call there that may sleep or release memory\n");
    if (w->more) fprintf(out, "  ... and more callers: the search was ended\n");
}

static void answer_why_not(struct gfpcheck_session *s, const char *file, uint32_t line, FILE *out,
                           GError **error)
{
    struct why_not w = program_why_not(s->program, file, line, s->arena);
    if (!w.function) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "the program database has no function at %s:%u",
                    file, line);
    } else {
        print_why_not(out, &w, line);
        char *name = g_strdup_printf("%s:%s", sym_text(w.file), sym_text(w.function));
        fputs("the function's contexts:\n", out);
        GPtrArray *found = program_why(s->program, name, s->arena);
        if (found->len == 0) {
            g_ptr_array_unref(found);
            found = program_why(s->program, sym_text(w.function), s->arena);
        }
        for (guint i = 0; i < found->len; i++) {
            const struct why_function *f = found->pdata[i];
            if (f->summary->func->file == w.file) print_contexts(out, f);
        }
        g_ptr_array_unref(found);
        g_free(name);
    }
    g_ptr_array_unref(w.notes);
}

gfpcheck_result gfpcheck_why_not(gfpcheck_session *s, const char *place, FILE *out)
{
    GError *wrong = NULL;
    char *file = NULL;
    uint32_t line;
    if (!session_begin(s)) return GFPCHECK_FAILED;
    if (split_place(place, &file, &line, &wrong) && open_analysed(s, &wrong))
        answer_why_not(s, file, line, out, &wrong);
    g_free(file);
    return session_end(s, wrong);
}
