/* gfpcheck_why(): what the program database knows of a function, for people.
 *
 * Needs program/why.h; reads the database and brings nothing up to date.
 */
#include "program/why.h"

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

static bool answer(struct gfpcheck_session *s, const char *function, bool tree, FILE *out, GError **error)
{
    const char *rules = store_value(s->store, "rules");
    if (g_strcmp0(rules, rules_hash(s->rules)) != 0) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                    "the program database was not analysed with these rules: check the sources first");
        return false;
    }
    s->program = program_new(s->rules, s->store);
    GPtrArray *found = program_why(s->program, function, s->arena);
    for (guint i = 0; i < found->len; i++) {
        if (i) fputc('\n', out);
        print_function(out, found->pdata[i], tree);
    }
    bool any = found->len > 0;
    g_ptr_array_unref(found);
    if (!any)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "the program database has no function '%s'",
                    function);
    return any;
}

gfpcheck_result gfpcheck_why(gfpcheck_session *s, const char *function, int tree, FILE *out)
{
    GError *wrong = NULL;
    g_return_val_if_fail(!s->ran, GFPCHECK_FAILED);
    s->ran = true;
    if (s->error) return GFPCHECK_FAILED;
    if (db_open_to_read(s, &wrong) && session_load_rules(s, &wrong) && answer(s, function, tree, out, &wrong))
        return GFPCHECK_CLEAN;
    s->error = g_strdup(wrong->message);
    g_error_free(wrong);
    return GFPCHECK_FAILED;
}
