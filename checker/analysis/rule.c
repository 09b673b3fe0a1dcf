/* What the rules say of a call. See solver.h and rules/README.md. */
#include "analysis/solver.h"

/* What a row asks of the value `a`, as an expression; EX_NONE if the unit does not tell the macro's value. */
static ex condition_on(struct solver *sv, ex a, const struct rule_when *w)
{
    struct ex_pool *pool = sv->sp.pool;
    int64_t value = w->value;
    if (w->value_name) {
        const int64_t *probe = g_hash_table_lookup(sv->an->probes, GUINT_TO_POINTER(w->value_name));
        if (!probe) return EX_NONE;
        value = *probe;
    }
    ex c = ex_const(pool, value);
    switch ((enum rule_relation)w->relation) {
    case RULE_EQ: return ex_binary(pool, IR_EQ, a, c);
    case RULE_NE: return ex_binary(pool, IR_NE, a, c);
    case RULE_LT: return ex_binary(pool, IR_LT, a, c);
    case RULE_LE: return ex_binary(pool, IR_LE, a, c);
    case RULE_GT: return ex_binary(pool, IR_GT, a, c);
    case RULE_GE: return ex_binary(pool, IR_GE, a, c);
    case RULE_HAS_BITS: return ex_binary(pool, IR_EQ, ex_binary(pool, IR_AND, a, c), c);
    case RULE_LACKS_BITS: return ex_unary(pool, IR_NOT, ex_binary(pool, IR_AND, a, c));
    case RULE_ALWAYS: break;
    }
    return EX_NONE;
}

/* A row's `when:` as an expression: EX_NONE with *always set if there is no condition. */
static ex when_expression(struct solver *sv, const struct call *call, const struct rule_when *w, bool *always)
{
    *always = w->relation == RULE_ALWAYS;
    return *always ? EX_NONE : condition_on(sv, call_argument(call, w->arg), w);
}

bool solver_is_given(struct solver *sv, const struct state *s, const struct call *call,
                     const struct rule_given *given)
{
    if (given->is.relation == RULE_ALWAYS) return true;
    ex value = call_argument(call, given->is.arg);
    if (value && given->field)
        value = state_load(&sv->sp, s, ex_field(sv->sp.pool, value, given->field, SYM_NONE));
    ex holds = value ? condition_on(sv, value, &given->is) : EX_NONE;
    return holds && state_truth(&sv->sp, s, holds) == 1;
}

static void apply_sleep(struct solver *sv, struct state *s, const struct call *call,
                        const struct rule_sleep *rule, const struct rule_fn *fn)
{
    struct ex_pool *pool = sv->sp.pool;
    bool always;
    ex need = when_expression(sv, call, &rule->when, &always), flags = EX_NONE;
    if (!always && !need) return; /* the condition can't be told: silent */
    if (rule->gfp != RULE_NO_ARG) {
        flags = call_argument(call, rule->gfp);
        ex blocking =
            sv->an->gfp_known ? ex_binary(pool, IR_AND, flags, ex_const(pool, sv->an->gfp_mask)) : EX_NONE;
        if (!blocking) {
            sv->an->stats.unknown_flags++;
            return;
        }
        need = always ? blocking : ex_select(pool, need, blocking, ex_const(pool, 0));
        if (!need) return;
    }
    ex value = fn->release ? call_argument(call, fn->release->arg) : EX_NONE;
    solver_sleep(sv, s, call, rule, need, value, flags);
}

static void add_known(struct registration *r, sym field, const struct fact *f)
{
    if (!f || f->guard || r->nknown == MAX_KNOWN_FIELDS) return;
    r->known[r->nknown++] = (struct known_field){field, f->in};
}

/* What branches have said of fields before the registration. Constants say nothing: fields that are set at
 * the start are changed later. */
static void add_known_fields(const struct solver *sv, const struct state *s, struct registration *r)
{
    const struct ex_pool *pool = sv->sp.pool;
    for (uint32_t i = s->nfacts; i-- > 0;) {
        const struct ex_node *n = ex_node(pool, s->facts[i].e);
        const struct ex_node *addr = ex_node(pool, n->kind == EXK_LOAD ? n->a : EX_NONE);
        if (addr->kind == EXK_FIELD) add_known(r, addr->b, &s->facts[i]);
    }
    for (uint32_t i = 0; i < s->ncells; i++) {
        const struct ex_node *addr = ex_node(pool, s->cells[i].addr);
        if (addr->kind == EXK_FIELD) add_known(r, addr->b, state_fact(s, s->cells[i].value));
    }
}

/* A global object that `addr` is in: its link name, or SYM_NONE. */
static sym global_base(const struct ex_pool *pool, ex addr)
{
    const struct ex_node *n = ex_node(pool, addr);
    while (n->kind == EXK_FIELD || n->kind == EXK_INDEX) n = ex_node(pool, n->a);
    return n->kind == EXK_GLOBAL ? n->a : SYM_NONE;
}

void solver_register(struct solver *sv, const struct state *s, uint32_t insn, sym how,
                     const struct rule_callback *rule, ex callback)
{
    const struct ex_node n = *ex_node(sv->sp.pool, callback);
    struct registration reg = {n.a, rule, sv->self, *ir_insn_loc(sv->f, &sv->f->insns[insn]), .how = how};
    const struct ex_node *addr = ex_node(sv->sp.pool, n.kind == EXK_LOAD ? n.a : EX_NONE);
    if (addr->kind == EXK_FIELD && global_base(sv->sp.pool, n.a)) {
        reg.callback = global_base(sv->sp.pool, n.a);
        reg.member = addr->b;
    }
    if (n.kind == EXK_FUNC || reg.member) {
        add_known_fields(sv, s, &reg);
        g_ptr_array_add(sv->an->registrations, arena_dup(sv->an->arena, &reg, sizeof reg));
    } else if (n.entry && (n.kind == EXK_PARAM || n.kind == EXK_LOAD)) {
        struct event e = solver_event_at(sv, EVENT_REGISTER, insn, rule, how);
        e.value = exporter_add(sv->exporter, callback);
        solver_event(sv, s, &e);
    }
}

static void apply_callbacks(struct solver *sv, const struct state *s, const struct call *call,
                            const struct rule_fn *fn)
{
    for (uint32_t i = 0; i < fn->ncallbacks && sv->collect; i++) {
        const struct rule_callback *rule = fn->callbacks[i];
        bool always;
        ex when = when_expression(sv, call, &rule->when, &always);
        if (!always && (!when || state_truth(&sv->sp, s, when) != 1)) continue;
        ex callback = call_argument(call, rule->arg);
        if (rule->member)
            callback = state_load(&sv->sp, s, ex_field(sv->sp.pool, callback, rule->member, SYM_NONE));
        solver_register(sv, s, call->insn, call->name, rule, callback);
    }
}

static void apply_uses(struct solver *sv, struct state *s, const struct call *call, const struct rule_fn *fn)
{
    for (uint32_t i = 0; i < fn->nuses; i++) {
        const struct rule_use *rule = fn->uses[i];
        ex size = call_argument(call, rule->size);
        if (!size || state_truth(&sv->sp, s, size) != 0)
            solver_use(sv, s, call->insn, call->name, rule, call_argument(call, rule->arg));
    }
    for (uint32_t i = 0; i < fn->nflags; i++) solver_flags(sv, s, call, fn, fn->flags[i]);
}

sym memory_test_field(enum rule_fact_kind test)
{
    return sym_of(test == RULE_FACT_VMALLOC ? "?.is_vmalloc" : "?.origin");
}

ex solver_memory_test(struct solver *sv, enum rule_fact_kind test, ex address)
{
    /* equal questions of equal addresses are equal expressions, for callers too */
    return ex_load(sv->sp.pool, ex_field(sv->sp.pool, address, memory_test_field(test), SYM_NONE));
}

/* How the memory is to be released is settled from here on, also for those who load it from a field. */
static void settle_origin(struct solver *sv, struct state *s, const struct call *call, ex memory)
{
    ex unknown = ex_leaf(sv->sp.pool, EXK_CALL, call->insn, 0);
    if (!memory) return;
    for (uint32_t i = 0; i < s->ncells; i++) {
        if (s->cells[i].value == memory) solver_note_store(sv, s, s->cells[i].addr, unknown);
    }
    state_assume(&sv->sp, s, solver_memory_test(sv, RULE_FACT_ORIGIN, memory), true);
}

/* The caller holds the lock: one that spins makes this atomic, one that sleeps is not held in interrupts. */
static void assume_held(struct solver *sv, struct state *s, const struct call *call, ir_val lock)
{
    sym type = ir_val_kind(lock) == IRV_VAR ? sv->f->vars[ir_val_index(lock)].type : SYM_NONE;
    switch (rules_held(sv->an->rules, type)) {
    case RULE_HELD_ATOMIC:
        if (s->ctx.known == KNOWN_NOTHING) s->ctx.known = KNOWN_ATOMIC, s->known_insn = call->insn;
        break;
    case RULE_HELD_SLEEPING:
        state_assume(&sv->sp, s, ex_leaf(sv->sp.pool, EXK_FACT, RULE_FACT_TASK, 0), true);
        break;
    case RULE_HELD_UNKNOWN: break;
    }
}

static ex fact_result(struct solver *sv, struct state *s, const struct call *call,
                      const struct rule_fact *fact)
{
    switch ((enum rule_fact_kind)fact->kind) {
    case RULE_FACT_BLOCKING:
        if (!sv->an->gfp_known) return EX_NONE;
        return ex_binary(sv->sp.pool, IR_AND, call_argument(call, fact->arg),
                         ex_const(sv->sp.pool, sv->an->gfp_mask));
    case RULE_FACT_VMALLOC: return solver_memory_test(sv, RULE_FACT_VMALLOC, call_argument(call, fact->arg));
    case RULE_FACT_ORIGIN: settle_origin(sv, s, call, call_argument(call, fact->arg)); return EX_NONE;
    case RULE_FACT_ASSERT_ATOMIC:
        if (s->ctx.known != KNOWN_LOST) s->ctx.known = KNOWN_ATOMIC, s->known_insn = call->insn;
        return EX_NONE;
    case RULE_FACT_HELD:
        assume_held(sv, s, call, ir_insn_arg(sv->f, call->ir, (unsigned)fact->arg));
        return EX_NONE;
    case RULE_FACT_RELEASED: return EX_NONE;
    case RULE_FACT_LAST_REFERENCE:
        return ex_leaf(sv->sp.pool, EXK_FACT, fact->kind, call->insn << EX_FACT_SHIFT);
    default: return ex_leaf(sv->sp.pool, EXK_FACT, fact->kind, 0);
    }
}

static ex alloc_result(struct solver *sv, struct state *s, const struct call *call,
                       const struct rule_alloc *rule)
{
    struct provenance from = {
        .rule = rule, .func = sv->self, .loc = *ir_insn_loc(sv->f, call->ir), .callee = call->name};
    from.size = call_argument(call, rule->size);
    from.order = call_argument(call, rule->order);
    from.owner = call_argument(call, rule->owner);
    bool zeroed =
        rule->zeroed || (sv->an->zero_mask &&
                         state_has_bits(&sv->sp, s, call_argument(call, rule->gfp), sv->an->zero_mask) == 1);
    ex memory = ex_alloc(sv->sp.pool, call->insn, 0, &from);
    state_renew(&sv->sp, s, memory, zeroed);
    if (rule->out == RULE_RESULT) return memory;
    ex to = call_argument(call, rule->out);
    if (to) state_store(&sv->sp, s, to, memory);
    if (to) solver_note_store(sv, s, to, memory);
    return EX_NONE;
}

/* The state without the lock, if a try fails, is a fork. */
static ex apply_lock(struct solver *sv, struct forks *forks, unsigned k, const struct call *call,
                     const struct rule_lock *rule)
{
    struct state *s = forks->at[k];
    ex lock = call_argument(call, rule->lock);
    if (rule->op == RULE_RELEASE) {
        state_release(s, rule, lock);
        return EX_NONE;
    }
    ex result = ex_leaf(sv->sp.pool, EXK_CALL, call->insn, 0);
    if (rule->op == RULE_TRY) {
        struct state *failed = solver_fork(sv, forks, s);
        if (failed) {
            solver_assign(sv, failed, call->ir->dst, result);
            failed->dead = !state_assume(&sv->sp, failed, result, rule->success == 0);
        }
        s->dead = !state_assume(&sv->sp, s, result, rule->success != 0);
    }
    ex held = rule->result ? result : lock;
    /* what has been locked is there: the release of guard() asks for it */
    if (held && !s->dead && !state_assume(&sv->sp, s, held, true)) s->dead = true;
    if (rule->effect || rule->sleeps) state_acquire(s, rule, held, call->insn);
    return result;
}

/* memset(p, 0, n): of another value nothing is known. */
static void zero_memory(struct solver *sv, struct state *s, const struct call *call, int16_t arg)
{
    ex to = call_argument(call, arg), value = call_argument(call, (int16_t)(arg + 1));
    if (to) state_renew(&sv->sp, s, to, value && state_truth(&sv->sp, s, value) == 0);
}

/* The order of the pages that a known number of bytes takes. */
static ex order_of(struct solver *sv, const struct state *s, ex bytes)
{
    const int64_t *page = solver_page_size(sv);
    int64_t size, order = 0;
    if (!page || !solver_is_known(sv, s, bytes, &size) || size <= 0) return EX_NONE;
    for (int64_t pages = (size - 1) / *page; pages; pages >>= 1) order++;
    return ex_const(sv->sp.pool, order);
}

bool solver_apply_rule(struct solver *sv, struct forks *forks, unsigned k, const struct call *call,
                       const struct rule_fn *fn)
{
    struct state *s = forks->at[k];
    if (fn->never_sleeps || (fn->ignore_body && !fn->nsleeps && !fn->release))
        trace_call(sv, s, call, "a rule says what it does: it does not sleep");
    if (fn->noreturn) {
        s->dead = true;
        return true;
    }
    for (uint32_t i = 0; i < fn->nsleeps && sv->collect && !fn->never_sleeps; i++)
        apply_sleep(sv, s, call, fn->sleeps[i], fn);
    if (fn->release) solver_release_memory(sv, s, call, fn->release);
    apply_uses(sv, s, call, fn);
    apply_callbacks(sv, s, call, fn);
    if (fn->passes_to != RULE_NO_ARG && sv->collect)
        solver_pass(sv, s, call, call_argument(call, fn->passes_to), call_argument(call, fn->passes_arg));
    if (fn->waits) solver_wait(sv, s, call);
    if (!fn->ignore_body) return false;

    const struct rule_alloc *alloc = fn->alloc;
    while (alloc && !solver_is_given(sv, s, call, &alloc->given)) alloc = alloc->otherwise;
    ex result = EX_NONE;
    if (!fn->nlocks && !fn->fact) solver_escape(sv, s, call);
    if (fn->fact) result = fact_result(sv, s, call, fn->fact);
    if (alloc) result = alloc_result(sv, s, call, alloc);
    if (fn->returns_arg != RULE_NO_ARG) result = call_argument(call, fn->returns_arg);
    if (fn->order_of != RULE_NO_ARG) result = order_of(sv, s, call_argument(call, fn->order_of));
    if (fn->zeroes != RULE_NO_ARG) zero_memory(sv, s, call, fn->zeroes);
    for (uint32_t i = 0; i < fn->nlocks; i++) {
        ex r = apply_lock(sv, forks, k, call, fn->locks[i]);
        if (r) result = r;
    }
    solver_assign(sv, s, call->ir->dst, result ? result : ex_leaf(sv->sp.pool, EXK_CALL, call->insn, 0));
    return true;
}
