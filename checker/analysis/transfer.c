/* One instruction on one state. See solver.h. */
#include "analysis/solver.h"

#include <string.h>

ex solver_value(const struct solver *sv, const struct state *s, ir_val v)
{
    struct ex_pool *pool = sv->sp.pool;
    uint32_t i = ir_val_index(v);
    switch (ir_val_kind(v)) {
    case IRV_NONE: return EX_NONE;
    case IRV_VAR: return sv->f->vars[i].aggregate ? EX_NONE : s->env[i];
    case IRV_CONST: return ex_const(pool, sv->f->consts[i]);
    case IRV_FUNC: return ex_leaf(pool, EXK_FUNC, i, 0);
    case IRV_GLOBAL: return ex_leaf(pool, EXK_GLOBAL, i, 0);
    case IRV_STRING: return ex_leaf(pool, EXK_STRING, i, 0);
    }
    return EX_NONE;
}

void solver_assign(struct solver *sv, struct state *s, ir_val dst, ex value)
{
    if (ir_val_kind(dst) != IRV_VAR) return;
    uint32_t v = ir_val_index(dst);
    if (!sv->f->vars[v].aggregate) s->env[v] = value;
}

static bool is_aggregate(const struct solver *sv, ir_val v)
{
    return ir_val_kind(v) == IRV_VAR && sv->f->vars[ir_val_index(v)].aggregate;
}

static ex address_of(const struct solver *sv, ir_val var)
{
    return ex_leaf(sv->sp.pool, EXK_LOCAL, ir_val_index(var), 0);
}

/* A temporary that holds what a call returned by value is not marked: it has cells. */
static bool holds_aggregate(const struct solver *sv, const struct state *s, ir_val v)
{
    if (ir_val_kind(v) != IRV_VAR) return false;
    return is_aggregate(sv, v) || state_has_cells(&sv->sp, s, address_of(sv, v));
}

/* What is put into a field that has a contract: a callback, or memory. */
static void store_by_contract(struct solver *sv, struct state *s, uint32_t insn, ex addr, ex value)
{
    const struct ex_node *n = ex_node(sv->sp.pool, addr);
    if (!sv->collect || n->kind != EXK_FIELD) return;
    sym field = n->b;
    const struct rule_callback *rule = rules_field(sv->an->rules, field);
    const struct rule_use *use = rules_field_use(sv->an->rules, field);
    if (rule) solver_register(sv, s, insn, field, rule, value);
    if (use) solver_use(sv, s, insn, field, use, value);
}

static void step_load(struct solver *sv, struct state *s, const struct ir_insn *i, uint32_t insn)
{
    ex addr = solver_value(sv, s, i->a);
    if (is_aggregate(sv, i->dst))
        state_copy_aggregate(&sv->sp, s, address_of(sv, i->dst), addr);
    else
        solver_assign(sv, s, i->dst,
                      addr ? state_load(&sv->sp, s, addr) : ex_leaf(sv->sp.pool, EXK_CALL, insn, 0));
}

/* A field of pointers, or an array of them; of global variables the type is not known. */
static bool may_hold_pointers(const struct solver *sv, ex addr)
{
    const struct ex_node *n = ex_node(sv->sp.pool, addr);
    while (n->kind == EXK_INDEX) n = ex_node(sv->sp.pool, n->a);
    if (n->kind == EXK_GLOBAL) return true;
    return n->kind == EXK_FIELD && strchr(sym_text(n->c), '*') && !strstr(sym_text(n->c), "(*");
}

static void step_store(struct solver *sv, struct state *s, const struct ir_insn *i, uint32_t insn)
{
    ex addr = solver_value(sv, s, i->a);
    if (!addr) return;
    if (holds_aggregate(sv, s, i->b)) {
        state_copy_aggregate(&sv->sp, s, addr, address_of(sv, i->b));
        return;
    }
    ex value = solver_value(sv, s, i->b);
    if (!value) value = ex_leaf(sv->sp.pool, EXK_CALL, insn, 0);
    store_by_contract(sv, s, insn, addr, value);
    state_give_away(&sv->sp, s, value, insn); /* who has the pointer's holder can fill what it points to */
    if (may_hold_pointers(sv, addr)) solver_note_store(sv, s, addr, value);
    state_store(&sv->sp, s, addr, value);
}

static void step_call(struct solver *sv, struct forks *forks, unsigned k, uint32_t insn)
{
    struct state *s = forks->at[k];
    const struct ir_insn *i = &sv->f->insns[insn];
    struct call call = {.insn = insn, .ir = i};
    for (; call.nargs < i->nargs && call.nargs < MAX_ARGS; call.nargs++) {
        ir_val arg = ir_insn_arg(sv->f, i, call.nargs);
        call.args[call.nargs] = is_aggregate(sv, arg) ? EX_NONE : solver_value(sv, s, arg);
    }
    state_forget_insn(&sv->sp, s, insn);
    if (i->op == IR_CALL) {
        call.link = i->ref;
        call.name = ir_base_name(i->ref);
        solver_call(sv, forks, k, &call);
    } else {
        solver_icall(sv, forks, k, &call, solver_value(sv, s, i->a));
    }
}

void solver_step(struct solver *sv, struct forks *forks, unsigned k, uint32_t insn)
{
    struct state *s = forks->at[k];
    struct ex_pool *pool = sv->sp.pool;
    const struct ir_insn *i = &sv->f->insns[insn];
    ex a = EX_NONE, b = EX_NONE;
    switch ((enum ir_opcode)i->op) {
    case IR_COPY:
        if (is_aggregate(sv, i->dst) && holds_aggregate(sv, s, i->a))
            state_copy_aggregate(&sv->sp, s, address_of(sv, i->dst), address_of(sv, i->a));
        else
            solver_assign(sv, s, i->dst, solver_value(sv, s, i->a));
        break;
    case IR_UNARY:
        solver_assign(sv, s, i->dst, ex_unary(pool, (enum ir_operator)i->sub, solver_value(sv, s, i->a)));
        break;
    case IR_BINARY:
        a = solver_value(sv, s, i->a), b = solver_value(sv, s, i->b);
        solver_assign(sv, s, i->dst, ex_binary(pool, (enum ir_operator)i->sub, a, b));
        break;
    case IR_ADDR: solver_assign(sv, s, i->dst, address_of(sv, i->a)); break;
    case IR_FIELD:
        a = state_pointee(&sv->sp, s, solver_value(sv, s, i->a));
        solver_assign(sv, s, i->dst,
                      rules_transparent_field(sv->an->rules, i->ref) ? a
                                                                     : ex_field(pool, a, i->ref, i->type));
        break;
    case IR_INDEX:
        a = solver_value(sv, s, i->a), b = solver_value(sv, s, i->b);
        solver_assign(sv, s, i->dst, ex_index(pool, a, b));
        break;
    case IR_LOAD: step_load(sv, s, i, insn); break;
    case IR_STORE: step_store(sv, s, i, insn); break;
    case IR_ZERO:
        a = solver_value(sv, s, i->a);
        if (a) state_renew(&sv->sp, s, a, true);
        break;
    case IR_CALL:
    case IR_ICALL: step_call(sv, forks, k, insn); break;
    case IR_OPAQUE:
        state_forget_insn(&sv->sp, s, insn);
        solver_assign(sv, s, i->dst, ex_leaf(pool, EXK_CALL, insn, 0));
        break;
    default: break;
    }
}
