/* What a function does that matters to its callers, and what of it is wrong here already. See solver.h. */
#include "analysis/solver.h"

#include <string.h>

/* Whether something has been undone that was in force at the function's entry: the lock that made it atomic.
 */
static bool has_dropped(const struct context *ctx)
{
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (ctx->level[i] < 0) return true;
    }
    return false;
}

bool sleep_forbidden(const struct rule_sleep *rule, const struct context *ctx)
{
    if (ctx->known == KNOWN_CAN_SLEEP || ctx->known == KNOWN_LOST) return false;
    if (rule->deferred_in_interrupt && (ctx->level[LEVEL_BH] > 0 || ctx->known == KNOWN_INTERRUPT))
        return false;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (ctx->level[i] > 0 && (!rule->atomic || rule->atomic & level_bits[i])) return true;
    }
    if (rule->atomic) return false;
    return ctx->known == KNOWN_INTERRUPT || (ctx->known == KNOWN_ATOMIC && !has_dropped(ctx));
}

/* ---- events ---- */

static bool same_place(const struct event *a, const struct event *b)
{
    return a->func->link == b->func->link && a->loc.line == b->loc.line && a->loc.col == b->loc.col &&
           a->loc.file == b->loc.file;
}

static bool same_event(const struct event *a, const struct event *b)
{
    return a->kind == b->kind && a->rule == b->rule && a->need == b->need && a->value == b->value &&
           a->amount == b->amount && memcmp(a->level, b->level, sizeof a->level) == 0 &&
           same_place(event_leaf(a), event_leaf(b));
}

struct event solver_event_at(const struct solver *sv, enum event_kind kind, uint32_t insn, const void *rule,
                             sym callee)
{
    struct event e = {.kind = (uint8_t)kind, .rule = rule, .func = sv->self, .callee = callee};
    e.loc = *ir_insn_loc(sv->f, &sv->f->insns[insn]);
    return e;
}

struct event *solver_event(struct solver *sv, const struct state *s, const struct event *base)
{
    struct cond conds[MAX_CONDS];
    unsigned n = solver_path_conds(sv, s, EX_NONE, conds), alike = 0;
    struct event *last = NULL;
    for (guint i = 0; i < sv->events->len; i++) {
        struct event *e = sv->events->pdata[i];
        if (!same_event(e, base)) continue;
        last = e;
        alike++;
        struct cond both[MAX_CONDS];
        if (e->nconds) memcpy(both, e->conds, sizeof *both * e->nconds);
        if (solver_common_conds(both, e->nconds, conds, n) == e->nconds && n >= e->nconds)
            return e; /* said already */
    }
    if (alike == MAX_DISJUNCTS ||
        (last && sv->events->len >= MAX_EVENTS)) { /* one condition weaker than all */
        last->nconds = (uint8_t)solver_common_conds((struct cond *)last->conds, last->nconds, conds, n);
        return last;
    }
    if (sv->events->len >= MAX_EVENTS) return NULL;
    struct event *e = arena_dup(sv->an->arena, base, sizeof *base);
    e->nconds = (uint8_t)n;
    e->conds = arena_dup(sv->an->arena, conds, sizeof *conds * n);
    g_ptr_array_add(sv->events, e);
    return e;
}

void solver_violation(struct solver *sv, const struct violation *v, const struct event *e)
{
    struct violation *copy = arena_dup(sv->an->arena, v, sizeof *v);
    copy->event = arena_dup(sv->an->arena, e, sizeof *e);
    g_ptr_array_add(sv->an->violations, copy);
}

/* ---- sleeping ---- */

static void sleep_violation(struct solver *sv, const struct state *s, const struct event *e,
                            const struct origin *inside, sym assumption)
{
    if (!assumption) assumption = state_assumption(sv, s);
    if (!assumption && !inside) assumption = solver_lock_assumption(sv, s, e->rule);
    struct violation v = {
        .kind = VIOLATION_SLEEP, .likely = e->assumed || assumption, .assumption = assumption};
    v.origin = inside ? *inside : solver_origin(sv, s, e->rule);
    solver_violation(sv, &v, e);
}

static void add_levels(struct context *ctx, const int8_t level[LEVEL_COUNT])
{
    for (int i = 0; i < LEVEL_COUNT; i++) ctx->level[i] = (int8_t)CLAMP(ctx->level[i] + level[i], -8, 8);
}

/* "GFP_KERNEL = 0xcc0 has __GFP_DIRECT_RECLAIM": the value by the name of the probed macro that covers most
 * of it. */
static sym flags_text(const struct analysis *an, const struct ex_pool *pool, ex flags)
{
    int64_t value, best = 0;
    sym name = SYM_NONE;
    if (!flags || !ex_is_const(pool, flags, &value)) return SYM_NONE;
    GHashTableIter it;
    gpointer key, probe;
    g_hash_table_iter_init(&it, an->probes);
    while (g_hash_table_iter_next(&it, &key, &probe)) {
        int64_t v = *(int64_t *)probe;
        bool covers = (v & an->gfp_mask) && v != an->gfp_mask && (v & value) == v;
        if (!covers || v < best || (v == best && strcmp(sym_text(GPOINTER_TO_UINT(key)), sym_text(name)) > 0))
            continue;
        best = v;
        name = GPOINTER_TO_UINT(key);
    }
    const char *bit = sym_text(rules_gfp_bit(an->rules));
    if (!name) return sym_fmt("0x%llx has %s", (unsigned long long)value, bit);
    const char *more = best == value ? "" : " and more";
    return sym_fmt("%s%s = 0x%llx has %s", sym_text(name), more, (unsigned long long)value, bit);
}

/* The flags of a `need` of the form `flags & bit`, once the choices in them are made. */
static sym chosen_flags(struct solver *sv, const struct state *s, ex need)
{
    const struct ex_node n = *ex_node(sv->sp.pool, need);
    if (n.kind != EXK_BINARY || n.sub != IR_AND) return SYM_NONE;
    ex flags = n.a;
    for (const struct ex_node *c = ex_node(sv->sp.pool, flags); c->kind == EXK_SELECT;
         c = ex_node(sv->sp.pool, flags))
        flags = state_truth(&sv->sp, s, c->a) == 0 ? c->c : c->b;
    return flags_text(sv->an, sv->sp.pool, flags);
}

/* The condition of the first selection in `e`, or EX_NONE. */
static ex open_choice(const struct ex_pool *pool, ex e)
{
    const struct ex_node n = *ex_node(pool, e);
    ex found = EX_NONE;
    switch ((enum ex_kind)n.kind) {
    case EXK_SELECT: return n.a;
    case EXK_BINARY: found = open_choice(pool, n.a); return found ? found : open_choice(pool, n.b);
    case EXK_UNARY: return open_choice(pool, n.a);
    default: return EX_NONE;
    }
}

static void decide_sleep(struct solver *sv, struct state *s, struct event *e, ex need,
                         const struct origin *inside, sym assumption);

/* The flags depend on a choice that is open: `atomic ? GFP_ATOMIC : GFP_KERNEL`. Each way of it is a way that
 * the function may go; where a callee chose by a test of the context or by a parameter, the finding says so.
 */
static void decide_by_choice(struct solver *sv, struct state *s, const struct event *e, ex need, ex choice,
                             const struct origin *inside, sym assumption)
{
    bool test = ex_node(sv->sp.pool, choice)->kind == EXK_FACT;
    if ((e->inner || test) && !assumption) assumption = sym_of("depending on what chooses the flags");
    for (int side = 0; side < 2; side++) {
        struct state *way = solver_state(sv);
        struct event copy = *e;
        state_copy(way, s, sv->f);
        if (state_assume(&sv->sp, way, choice, side == 0))
            decide_sleep(sv, way, &copy, need, inside, assumption);
        solver_drop(sv, way);
    }
}

/* `e` is complete but for conditions; `need` is its need in this function's terms. */
static void decide_sleep(struct solver *sv, struct state *s, struct event *e, ex need,
                         const struct origin *inside, sym assumption)
{
    struct context ctx = s->ctx, mine = s->ctx;
    if (mine.known == KNOWN_CAN_SLEEP || mine.known == KNOWN_LOST) {
        trace_verdict(sv, s, e, mine.known == KNOWN_LOST ? TRACE_LOST : TRACE_CAN_SLEEP, EX_NONE);
        return;
    }
    add_levels(&ctx, e->level);
    int t = need ? state_truth(&sv->sp, s, need) : 1;
    if (t == 0) {
        trace_verdict(sv, s, e, TRACE_FLAGS_ATOMIC, need);
        return;
    }
    ex choice = t < 0 ? open_choice(sv->sp.pool, need) : EX_NONE;
    if (choice && state_truth(&sv->sp, s, choice) < 0) {
        decide_by_choice(sv, s, e, need, choice, inside, assumption);
        return;
    }
    bool forbidden = sleep_forbidden(e->rule, &ctx);
    memcpy(e->level, ctx.level, sizeof e->level);
    if (sleep_forbidden(e->rule, &mine) && !solver_has_origin(s, e->rule)) {
        trace_verdict(sv, s, e, TRACE_LOST, EX_NONE);
        sv->an->stats.lost_levels++;
        return;
    }
    if (t == 1) {
        e->need = 0;
        if (!e->flags) e->flags = chosen_flags(sv, s, need);
        trace_verdict(sv, s, e, forbidden ? TRACE_REPORTED : TRACE_CALLERS, EX_NONE);
        if (forbidden)
            sleep_violation(sv, s, e, sleep_forbidden(e->rule, &mine) ? NULL : inside, assumption);
        else
            solver_event(sv, s, e);
        return;
    }
    if (!ex_node(sv->sp.pool, need)->entry) {
        trace_verdict(sv, s, e, TRACE_FLAGS_UNKNOWN, need);
        sv->an->stats.unknown_flags++;
        return;
    }
    trace_verdict(sv, s, e, TRACE_CALLERS_FLAGS, need);
    e->need = exporter_add(sv->exporter, need);
    if (forbidden && !inside) {
        struct origin o = solver_origin(sv, s, e->rule);
        inside = arena_dup(sv->an->arena, &o, sizeof o);
    }
    e->origin = forbidden ? inside : NULL;
    solver_event(sv, s, e);
}

/* ---- a call that may sleep ---- */

void solver_sleep(struct solver *sv, struct state *s, const struct call *call, const struct rule_sleep *rule,
                  ex need, ex value, ex flags)
{
    bool never;
    sym assumption = solver_vmalloc_assumption(sv, s, rule, value, &never);
    struct event e = solver_event_at(sv, EVENT_SLEEP, call->insn, rule, call->name);
    if (never) {
        trace_verdict(sv, s, &e, TRACE_NOT_VMALLOC, value);
        return;
    }
    if (rule->likely && !assumption)
        assumption = sym_fmt("unless the mode allows it: %s", sym_text(rule->why));
    e.assumed = call->assumed || assumption;
    e.flags = flags_text(sv->an, sv->sp.pool, flags);
    if (assumption && value && ex_node(sv->sp.pool, value)->entry)
        e.value = exporter_add(sv->exporter, value);
    decide_sleep(sv, s, &e, need, NULL, assumption);
}

/* ---- from a callee ---- */

static void inner_sleep(struct solver *sv, struct state *s, struct importer *im, struct event *e,
                        const struct event *inner, sym assumption)
{
    const struct rule_sleep *rule = inner->rule;
    ex value = import_ex(im, inner->value);
    if (rule->needs_vmalloc && inner->value) {
        bool never;
        sym a = solver_vmalloc_assumption(sv, s, rule, value, &never);
        if (never) {
            trace_verdict(sv, s, e, TRACE_NOT_VMALLOC, value);
            return;
        }
        e->assumed = a != SYM_NONE;
        if (!assumption) assumption = a;
        if (a && value && ex_node(sv->sp.pool, value)->entry) e->value = exporter_add(sv->exporter, value);
    }
    ex need = EX_NONE;
    if (inner->need) {
        const struct ex_node *n = &im->from->nodes[inner->need];
        if (n->kind == EXK_BINARY && n->sub == IR_AND)
            e->flags = flags_text(sv->an, sv->sp.pool, import_ex(im, n->a));
        need = import_ex(im, inner->need);
        if (!need) {
            trace_verdict(sv, s, e, TRACE_FLAGS_UNKNOWN, EX_NONE);
            sv->an->stats.unknown_flags++;
            return;
        }
    }
    decide_sleep(sv, s, e, need, inner->origin, assumption);
}

/* ---- functions that came from outside ---- */

static void set_origin(struct solver *sv, const struct state *s, struct event *e)
{
    static const struct rule_sleep anything;
    bool held = false;
    for (int l = 0; l < LEVEL_COUNT; l++) held |= s->ctx.level[l] > 0;
    if (!held) return;
    struct origin o = solver_origin(sv, s, &anything);
    e->origin = arena_dup(sv->an->arena, &o, sizeof o);
}

void solver_outside_call(struct solver *sv, const struct state *s, const struct call *call, ex target)
{
    const struct ex_node n = *ex_node(sv->sp.pool, target);
    if (!sv->collect || n.kind != EXK_PARAM || s->ctx.known == KNOWN_LOST || s->ctx.known == KNOWN_CAN_SLEEP)
        return;
    struct event e = solver_event_at(sv, EVENT_CALL, call->insn, NULL, SYM_NONE);
    GString *name = g_string_new("parameter ");
    ex_print(name, sv->sp.pool, sv->f, target);
    e.callee = sym_of(name->str);
    g_string_free(name, TRUE);
    memcpy(e.level, s->ctx.level, sizeof e.level);
    e.value = exporter_add(sv->exporter, target);
    set_origin(sv, s, &e);
    solver_event(sv, s, &e);
}

/* The way of calls down to that of a parameter, and what the function in it does. */
static const struct event *with_end(struct solver *sv, const struct event *way, const struct event *end)
{
    if (!way) return end;
    struct event *copy = arena_dup(sv->an->arena, way, sizeof *way);
    copy->kind = end->kind;
    copy->rule = end->rule;
    copy->inner = with_end(sv, way->inner, end);
    return copy;
}

/* A callee calls a function that is known here: what that one does whatever its arguments are, happens there.
 */
static void known_call(struct solver *sv, struct state *s, const struct event *e, const struct summary *sum)
{
    for (uint32_t i = 0; i < sum->nevents; i++) {
        const struct event *last = sum->events[i];
        if (last->kind != EVENT_SLEEP || last->need || last->nconds) continue;
        struct event copy = *e;
        copy.kind = EVENT_SLEEP;
        copy.rule = last->rule;
        copy.inner = with_end(sv, e->inner, last);
        copy.assumed = e->assumed || last->assumed;
        copy.flags = last->flags;
        for (int l = 0; l < LEVEL_COUNT; l++)
            copy.level[l] = (int8_t)CLAMP(e->inner->level[l] + last->level[l], -8, 8);
        decide_sleep(sv, s, &copy, EX_NONE, e->inner->origin, SYM_NONE);
    }
}

/* `e` is the call here of a function that calls `target`. */
static void call_event(struct solver *sv, struct state *s, struct event *e, ex target)
{
    const struct ex_node n = *ex_node(sv->sp.pool, target);
    if (n.kind == EXK_FUNC) {
        bool own = sv->an->resolver.own(sv->an->resolver.context, n.a);
        const struct summary *sum = solver_summary(sv, n.a);
        /* what a rule says of a function is not known in this place: only bodies are looked at */
        if (sum && (own || !rules_fn(sv->an->rules, ir_base_name(n.a)))) known_call(sv, s, e, sum);
    } else if (n.kind == EXK_PARAM) {
        struct context ctx = s->ctx;
        add_levels(&ctx, e->level);
        memcpy(e->level, ctx.level, sizeof e->level);
        e->value = exporter_add(sv->exporter, target);
        e->origin = e->inner->origin;
        if (!e->origin) set_origin(sv, s, e);
        solver_event(sv, s, e);
    }
}

/* What a callee does with memory under a condition that is open here. */
static void rest_on(struct solver *sv, guint first, sym assumption)
{
    for (guint i = first; assumption && i < sv->an->violations->len; i++) {
        struct violation *v = sv->an->violations->pdata[i];
        v->likely = true;
        if (!v->assumption) v->assumption = assumption;
    }
}

/* `lost`: what the assumption is about, callers do not hear of: theirs is one as well. */
static void inner_event(struct solver *sv, struct state *s, const struct call *call, struct importer *im,
                        const struct event *inner, sym assumption, bool lost)
{
    struct event e = solver_event_at(sv, (enum event_kind)inner->kind, call->insn, inner->rule, call->name);
    e.inner = inner;
    e.assumed = inner->assumed || call->assumed || lost;
    e.open = assumption != SYM_NONE;
    e.flags = inner->flags;
    memcpy(e.level, inner->level, sizeof e.level);
    ex value = import_ex(im, inner->value);
    guint first = sv->an->violations->len;
    e.from_param = im->from->nodes[inner->value].kind == EXK_PARAM;
    switch ((enum event_kind)inner->kind) {
    case EVENT_SLEEP: inner_sleep(sv, s, im, &e, inner, assumption); break;
    case EVENT_RELEASE:
        solver_decide_release(sv, s, &e, value, import_ex(im, inner->amount));
        rest_on(sv, first, assumption);
        break;
    case EVENT_USE:
        solver_decide_use(sv, s, &e, value);
        rest_on(sv, first, assumption);
        break;
    case EVENT_REGISTER: solver_register(sv, s, call->insn, inner->callee, inner->rule, value); break;
    case EVENT_CALL: call_event(sv, s, &e, value); break;
    case EVENT_FLAGS:
    case EVENT_KINDS: break; /* are decided where they are */
    }
}

void solver_inner_event(struct solver *sv, struct state *s, const struct call *call, struct importer *im,
                        const struct event *inner)
{
    sym assumption = call->assumption;
    bool lost = false;
    int t = solver_conds(sv, s, im, inner->conds, inner->nconds, &assumption, &lost);
    if (t == 0) {
        struct event e =
            solver_event_at(sv, (enum event_kind)inner->kind, call->insn, inner->rule, call->name);
        e.inner = inner;
        trace_verdict(sv, s, &e, TRACE_CONDITION, EX_NONE);
    }
    if (t == 1) inner_event(sv, s, call, im, inner, assumption, lost);
    if (t >= 0) return;
    /* what is open about the conditions is assumed: it says what the memory and the flags are on this way */
    struct state *assumed = solver_state(sv);
    state_copy(assumed, s, sv->f);
    bool feasible = solver_assume_conds(sv, assumed, im, inner->conds, inner->nconds);
    if (feasible) inner_event(sv, assumed, call, im, inner, assumption, lost);
    solver_drop(sv, assumed);
}
