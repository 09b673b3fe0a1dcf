/* Calls: rules first, then the callee's summary, else nothing is known of it. See solver.h. */
#include "analysis/solver.h"

#include <string.h>

void solver_escape(struct solver *sv, struct state *s, const struct call *call)
{
    for (unsigned n = 0; n < call->nargs; n++) {
        uint32_t var;
        if (!call->args[n]) continue;
        if (ex_local_base(sv->sp.pool, call->args[n], &var))
            state_havoc(&sv->sp, s, call->args[n], call->insn);
        else
            state_give_away(&sv->sp, s, call->args[n], call->insn);
    }
}

void solver_wait(struct solver *sv, struct state *s, const struct call *call)
{
    state_share(&sv->sp, s, call->insn);
    sv->waits = true;
}

static void unknown_call(struct solver *sv, struct state *s, const struct call *call)
{
    ex unknown = ex_leaf(sv->sp.pool, EXK_CALL, call->insn, 0);
    for (unsigned n = 0; n < call->nargs; n++) /* it may put something there */
        if (call->args[n]) solver_note_store(sv, s, call->args[n], unknown);
    solver_escape(sv, s, call);
    solver_assign(sv, s, call->ir->dst, ex_leaf(sv->sp.pool, EXK_CALL, call->insn, 0));
}

/* The caller's locks that the callee releases, and those that it returns with. */
static void outcome_locks(struct state *s, struct importer *im, const struct outcome *o, uint32_t insn)
{
    for (unsigned i = 0; i < o->nundone; i++)
        state_unhold(s, o->undone[i].rule, import_ex(im, o->undone[i].lock));
    for (unsigned i = 0; i < o->nheld; i++)
        state_hold(s, o->held[i].rule, import_ex(im, o->held[i].lock), insn);
    for (int l = 0; l < LEVEL_COUNT; l++) {
        int v = s->ctx.level[l] + o->level[l];
        s->ctx.level[l] = (int8_t)CLAMP(v, -8, 8);
        s->merged = s->merged || (o->level[l] > 0 && !o->nheld); /* the callee does not know of what */
    }
}

static void outcome_memory(struct solver *sv, struct state *s, struct importer *im, const struct outcome *o,
                           uint32_t insn)
{
    struct cell cells[MAX_STORES];
    for (unsigned i = 0; i < o->nstores; i++) {
        cells[i].addr = import_ex(im, o->stores[i].addr);
        cells[i].value = o->stores[i].value ? import_ex(im, o->stores[i].value) : EX_NONE;
    }
    for (unsigned i = 0; i < o->nstores; i++) {
        if (!cells[i].addr) continue;
        ex value = cells[i].value;
        if (!value) value = ex_leaf(sv->sp.pool, EXK_CALL, insn, cells[i].addr);
        /* functions of headers have no notes of their own */
        if (im->from->func && im->from->func->is_header) solver_note_store(sv, s, cells[i].addr, value);
        state_store(&sv->sp, s, cells[i].addr, value);
    }
}

static void apply_outcome(struct solver *sv, struct state *s, const struct call *call, struct importer *im,
                          const struct outcome *o)
{
    uint8_t known = s->ctx.known;
    if (!solver_assume_conds(sv, s, im, o->conds, o->nconds)) {
        s->dead = true;
        return;
    }
    /* that the callee has looked for an atomic context does not make this one */
    if (s->ctx.known == KNOWN_ATOMIC || s->ctx.known == KNOWN_INTERRUPT) s->ctx.known = known;
    ex result = import_ex(im, o->result);
    if (!result) result = ex_leaf(sv->sp.pool, EXK_CALL, call->insn, 0);
    if (im->from->truncated) solver_escape(sv, s, call);
    outcome_memory(sv, s, im, o, call->insn);
    outcome_locks(s, im, o, call->insn);
    solver_assign(sv, s, call->ir->dst, result);
    if (!state_assume_range(&sv->sp, s, result, o->in)) s->dead = true;
}

static struct importer importer_for(struct solver *sv, const struct state *before, const struct call *call,
                                    const struct summary *sum)
{
    struct importer im = {.sp = &sv->sp,
                          .state = before,
                          .from = sum,
                          .args = call->args,
                          .nargs = call->nargs,
                          .insn = call->insn};
    ir_val dst = call->ir->dst;
    if (ir_val_kind(dst) == IRV_VAR) im.result_addr = ex_leaf(sv->sp.pool, EXK_LOCAL, ir_val_index(dst), 0);
    im.memo = ARENA_ARRAY(sv->an->scratch, ex, sum->nnodes);
    im.done = ARENA_ARRAY(sv->an->scratch, bool, sum->nnodes);
    return im;
}

static void apply_summary(struct solver *sv, struct forks *forks, unsigned k, const struct call *call,
                          const struct summary *sum)
{
    struct state *s = forks->at[k], *before = s;
    if (sum->noutcomes != 1 ||
        sum->outcomes[0].nstores) { /* the expressions mean the state before the call */
        before = solver_state(sv);
        state_copy(before, s, sv->f);
    }
    struct importer im = importer_for(sv, before, call, sum);
    if (sv->collect) {
        for (uint32_t i = 0; i < sum->nevents; i++) solver_inner_event(sv, s, call, &im, sum->events[i]);
    }
    unsigned feasible[MAX_OUTCOMES], n = 0;
    for (uint32_t i = 0; i < sum->noutcomes; i++) {
        if (solver_conds(sv, s, &im, sum->outcomes[i].conds, sum->outcomes[i].nconds, NULL, NULL) != 0)
            feasible[n++] = i;
    }
    s->dead = n == 0;
    if (sum->waits) {
        solver_wait(sv, s, call);
        if (before != s) state_share(&sv->sp, before, call->insn);
    }
    for (unsigned i = 1; i < n; i++) {
        struct state *copy = solver_fork(sv, forks, before);
        if (copy) apply_outcome(sv, copy, call, &im, &sum->outcomes[feasible[i]]);
    }
    if (n) apply_outcome(sv, s, call, &im, &sum->outcomes[feasible[0]]);
    if (before != s) solver_drop(sv, before);
}

static bool same_site(const struct call_site *a, const struct call_site *b)
{
    return a->callee == b->callee && a->bits == b->bits && a->loc.line == b->loc.line &&
           a->loc.col == b->loc.col && a->loc.file == b->loc.file;
}

/* Notes what is in force at the call, for whoever asks in which contexts the callee runs. */
static void note_site(struct solver *sv, const struct state *s, const struct call *call, sym callee)
{
    static const struct rule_sleep anything;
    struct call_site site = {.callee = callee, .loc = *ir_insn_loc(sv->f, call->ir)};
    GPtrArray *calls = sv->an->calls;
    if (!sv->collect || s->ctx.known == KNOWN_LOST) return;
    for (int l = 0; l < LEVEL_COUNT; l++) {
        if (s->ctx.level[l] > 0) site.bits |= level_bits[l];
    }
    for (guint i = sv->first_call; i < calls->len; i++) {
        if (same_site(calls->pdata[i], &site)) return;
    }
    if (site.bits) {
        struct origin o = solver_origin(sv, s, &anything);
        site.origin = o.text, site.origin_line = o.loc.line;
    }
    g_ptr_array_add(calls, arena_dup(sv->an->arena, &site, sizeof site));
}

/* A driver's own static function is not what a rule means by its name. */
static const struct rule_fn *rule_of(const struct solver *sv, const struct call *call)
{
    const struct resolver *r = &sv->an->resolver;
    bool own = call->link != call->name && r->own(r->context, call->link);
    return own ? NULL : rules_call(sv->an->rules, call->name, call->nargs);
}

const struct summary *solver_summary(const struct solver *sv, sym link)
{
    return sv->an->resolver.summary(sv->an->resolver.context, link);
}

void solver_call(struct solver *sv, struct forks *forks, unsigned k, const struct call *call)
{
    const struct rule_fn *fn = rule_of(sv, call);
    if (fn && solver_apply_rule(sv, forks, k, call, fn)) return;
    const struct summary *sum = solver_summary(sv, call->link);
    if (sum) {
        trace_call(sv, forks->at[k], call, "its body is known");
        note_site(sv, forks->at[k], call, call->link);
        struct call c = *call;
        if (fn && fn->likely)
            c.assumed = true, c.assumption = sym_fmt("unless the mode allows it: %s", sym_text(fn->likely));
        apply_summary(sv, forks, k, &c, sum);
    } else {
        trace_call(sv, forks->at[k], call, "it has neither a rule nor a body: nothing is known of it");
        unknown_call(sv, forks->at[k], call);
    }
}

void solver_pass(struct solver *sv, struct state *s, const struct call *call, ex callback, ex argument)
{
    const struct ex_node n = *ex_node(sv->sp.pool, callback);
    if (n.kind != EXK_FUNC || !argument) return;
    struct call c = {.insn = call->insn, .ir = call->ir, .link = n.a, .name = ir_base_name(n.a), .nargs = 1};
    c.args[0] = argument;
    const struct rule_fn *fn = rule_of(sv, &c);
    if (fn && fn->release) solver_release_memory(sv, s, &c, fn->release);
    const struct summary *sum = fn && fn->ignore_body ? NULL : solver_summary(sv, c.link);
    if (!sum) return;
    struct importer im = importer_for(sv, s, &c, sum);
    for (uint32_t i = 0; i < sum->nevents; i++)
        if (sum->events[i]->kind == EVENT_RELEASE) solver_inner_event(sv, s, &c, &im, sum->events[i]);
}

/* What the functions that the field may hold do inside; their effect on the state is not known. */
static void possible_targets(struct solver *sv, struct state *s, struct call *call, sym field)
{
    const struct summary *targets[MAX_TARGETS];
    const struct resolver *r = &sv->an->resolver;
    unsigned n = sv->collect ? r->targets(r->context, field, targets) : 0;
    call->name = field;
    trace_call(sv, s, call,
               n ? "every function in the field may sleep"
                 : "not every function in the field is known to sleep");
    call->assumed = true;
    for (unsigned i = 0; i < n; i++) {
        const struct summary *sum = targets[i];
        struct importer im = importer_for(sv, s, call, sum);
        for (uint32_t e = 0; e < sum->nevents; e++) {
            if (sum->events[e]->kind == EVENT_SLEEP) solver_inner_event(sv, s, call, &im, sum->events[e]);
        }
    }
}

void solver_icall(struct solver *sv, struct forks *forks, unsigned k, const struct call *call, ex target)
{
    struct call c = *call;
    const struct ex_node n = *ex_node(sv->sp.pool, target);
    if (n.kind == EXK_FUNC) {
        c.link = n.a;
        c.name = ir_base_name(n.a);
        solver_call(sv, forks, k, &c);
        return;
    }
    solver_outside_call(sv, forks->at[k], call, target);
    const struct ex_node addr = *ex_node(sv->sp.pool, n.kind == EXK_LOAD ? n.a : EX_NONE);
    if (addr.kind == EXK_FIELD) {
        note_site(sv, forks->at[k], &c, addr.b);
        possible_targets(sv, forks->at[k], &c, addr.b);
    }
    unknown_call(sv, forks->at[k], call);
}
