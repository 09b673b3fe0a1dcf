/* Conditions of summaries: made of what a path's branches have taught, weakened where paths meet, and asked
 * of a caller's state. See solver.h.
 */
#include "analysis/solver.h"

#include <string.h>

/* ---- making ---- */

static enum cond_about about_type(sym type)
{
    const char *text = sym_text(type);
    size_t n = strlen(text);
    if (strstr(text, "(*")) return COND_HOOK;
    return n > 0 && text[n - 1] == '*' ? COND_POINTER : COND_MODE;
}

static enum cond_about about(const struct solver *sv, ex e)
{
    const struct ex_node *n = ex_node(sv->sp.pool, e);
    switch ((enum ex_kind)n->kind) {
    case EXK_PARAM: return n->a < sv->f->nparams ? about_type(sv->f->vars[n->a].type) : COND_MODE;
    case EXK_LOAD: {
        const struct ex_node *addr = ex_node(sv->sp.pool, n->a);
        return addr->kind == EXK_FIELD ? about_type(addr->c) : COND_MODE;
    }
    case EXK_UNARY:
    case EXK_BINARY: return about(sv, n->a);
    default: return COND_MODE;
    }
}

/* Whether a caller can make something of the fact. */
static bool is_outside(const struct solver *sv, const struct fact *f)
{
    return ex_node(sv->sp.pool, f->e)->entry && (!f->guard || ex_node(sv->sp.pool, f->guard)->entry);
}

/* Whether it is a comparison with a constant that says no more than the fact of what is compared. */
static bool is_said(const struct solver *sv, const struct state *s, const struct fact *f)
{
    const struct ex_node n = *ex_node(sv->sp.pool, f->e);
    int64_t c;
    if (n.kind != EXK_BINARY || f->guard || !ex_is_const(sv->sp.pool, n.b, &c)) return false;
    const struct fact *of = state_fact(s, n.a);
    if (!of || n.sub != IR_EQ || c < 0 || c >= RANGE_WINDOW) return false;
    return fact_is_zero(f) ? !range_has(of->in, c) : range_is_one(of->in);
}

/* There is room for some conditions only: a mode that the caller passes and a test of the context tell most,
 * and what holds under a guard least. */
static int rank(const struct solver *sv, const struct fact *f)
{
    const struct ex_node *n = ex_node(sv->sp.pool, f->e);
    if (f->guard) return 2;
    while (n->kind == EXK_BINARY || n->kind == EXK_UNARY) n = ex_node(sv->sp.pool, n->a);
    return n->kind != EXK_FACT && (n->kind != EXK_PARAM || about(sv, f->e) != COND_MODE);
}

unsigned solver_path_conds(struct solver *sv, const struct state *s, ex part, struct cond out[MAX_CONDS])
{
    unsigned n = 0;
    for (int wanted = 0; wanted < 3; wanted++) {
        for (uint32_t i = s->nfacts; i-- > 0 && n < MAX_CONDS;) {
            const struct fact *f = &s->facts[i];
            if (rank(sv, f) != wanted || !is_outside(sv, f) || is_said(sv, s, f)) continue;
            if (part && !ex_contains(sv->sp.pool, f->e, part)) continue;
            struct cond c = {.in = f->in, .when = f->when};
            c.e = exporter_add(sv->exporter, f->e);
            c.guard = exporter_add(sv->exporter, f->guard);
            c.about = (uint8_t)about(sv, f->e);
            out[n++] = c;
        }
    }
    return n;
}

unsigned solver_common_conds(struct cond *a, unsigned n, const struct cond *b, unsigned m)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < n; i++) {
        for (unsigned k = 0; k < m; k++) {
            if (a[i].e != b[k].e || a[i].guard != b[k].guard || a[i].when != b[k].when) continue;
            struct cond c = a[i];
            c.in = range_join(c.in, b[k].in);
            if (!range_is_all(c.in)) a[kept++] = c;
            break;
        }
    }
    return kept;
}

/* ---- asking ---- */

static sym last_reference(void)
{
    return sym_of("if that drops the last reference");
}

sym state_assumption(const struct solver *sv, const struct state *s)
{
    /* whoever asks and then does what may sleep has thought of it */
    if (s->ctx.known == KNOWN_ATOMIC && sv->f->insns[s->known_insn].op == IR_BRANCH)
        return sym_of("where a test of the context says that it is atomic");
    for (uint32_t i = 0; i < s->nfacts; i++) {
        const struct ex_node *n = ex_node(sv->sp.pool, s->facts[i].e);
        if (n->kind == EXK_FACT && n->a == RULE_FACT_LAST_REFERENCE && !s->facts[i].guard &&
            fact_is_nonzero(&s->facts[i]))
            return last_reference();
    }
    return SYM_NONE;
}

/* The parameter or field that the value is about, as the source names it; or SYM_NONE. */
static sym subject(const struct summary *s, sx e)
{
    const struct ex_node *n = &s->nodes[e];
    sym found;
    switch ((enum ex_kind)n->kind) {
    case EXK_PARAM: return s->func && n->a < s->func->nparams ? s->func->params[n->a] : SYM_NONE;
    case EXK_LOAD: return s->nodes[n->a].kind == EXK_FIELD ? s->nodes[n->a].b : SYM_NONE;
    case EXK_UNARY: return subject(s, n->a);
    case EXK_BINARY: found = subject(s, n->a); return found ? found : subject(s, n->b);
    default: return SYM_NONE;
    }
}

sym cond_assumption(const struct summary *s, const struct cond *c)
{
    if (c->guard || c->about == COND_POINTER) return SYM_NONE;
    const struct ex_node *n = &s->nodes[c->e];
    bool zero = range_is_zero(c->in);
    if (n->kind == EXK_FACT && n->a == RULE_FACT_LAST_REFERENCE) return zero ? SYM_NONE : last_reference();
    if (n->kind == EXK_FACT) return sym_of("depending on the test of the context");
    sym what = subject(s, c->e);
    if (!what || (c->about == COND_HOOK && !zero)) return SYM_NONE;
    return c->about == COND_HOOK ? sym_fmt("if `%s` is not set", sym_text(what))
                                 : sym_fmt("depending on `%s`", sym_text(what));
}

/* Whether the guard lets the condition matter: 1, 0, or -1 if that is not known. */
static int guard_truth(struct solver *sv, const struct state *s, struct importer *im, const struct cond *c)
{
    if (!c->guard) return 1;
    ex guard = import_ex(im, c->guard);
    int t = guard ? state_truth(&sv->sp, s, guard) : -1;
    return t < 0 ? -1 : t == c->when;
}

static int cond_truth(struct solver *sv, const struct state *s, struct importer *im, const struct cond *c)
{
    ex e = import_ex(im, c->e);
    if (!e) return -1;
    struct range r = state_range(&sv->sp, s, e);
    return !range_overlap(r, c->in) ? 0 : range_within(r, c->in) ? 1 : -1;
}

/* Whether the condition has a meaning to this function's callers as well. */
static bool is_passed_on(const struct solver *sv, struct importer *im, const struct cond *c)
{
    ex e = import_ex(im, c->e);
    return e && ex_node(sv->sp.pool, e)->entry;
}

int solver_conds(struct solver *sv, const struct state *s, struct importer *im, const struct cond *conds,
                 unsigned n, sym *assumption, bool *lost)
{
    int all = 1;
    for (unsigned i = 0; i < n; i++) {
        int guard = guard_truth(sv, s, im, &conds[i]), t = guard ? cond_truth(sv, s, im, &conds[i]) : 1;
        if (guard == 1 && t == 0) return 0;
        if (guard == 0 || t == 1) continue;
        all = -1;
        sym mode = assumption ? cond_assumption(im->from, &conds[i]) : SYM_NONE;
        if (!mode) continue;
        if (!*assumption) *assumption = mode;
        *lost |= !is_passed_on(sv, im, &conds[i]);
    }
    return all;
}

bool solver_assume_conds(struct solver *sv, struct state *s, struct importer *im, const struct cond *conds,
                         unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        const struct cond *c = &conds[i];
        if (guard_truth(sv, s, im, c) != 1) continue;
        if (!state_assume_range(&sv->sp, s, import_ex(im, c->e), c->in)) return false;
    }
    return true;
}
