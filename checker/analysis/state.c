/* See state.h: copying, memory and locks. Values are in value.c, the join in join.c. */
#include "analysis/state.h"

#include <string.h>

const uint8_t level_bits[LEVEL_COUNT] = {
#define X(id, bit, text) bit,
    LEVELS(X)
#undef X
};
const char *const level_texts[LEVEL_COUNT] = {
#define X(id, bit, text) text,
    LEVELS(X)
#undef X
};

size_t state_size(const struct ir_func *f)
{
    return sizeof(struct state) + sizeof(ex) * SLOTS(f);
}

void state_copy(struct state *to, const struct state *from, const struct ir_func *f)
{
    memcpy(to, from, offsetof(struct state, facts));
    memcpy(to->facts, from->facts, sizeof(struct fact) * from->nfacts);
    memcpy(to->cells, from->cells, sizeof(struct cell) * from->ncells);
    memcpy(to->env, from->env, sizeof(ex) * SLOTS(f));
}

bool levels_equal(const struct context *a, const struct context *b)
{
    return memcmp(a->level, b->level, sizeof a->level) == 0;
}

/* ---- memory ---- */

static ex cell_value(const struct state *s, ex addr)
{
    for (uint32_t i = s->ncells; i-- > 0;) {
        if (s->cells[i].addr == addr) return s->cells[i].value;
    }
    return EX_NONE;
}

/* The object around a field's address, of which the state knows that all of it is zero (state_renew()) unless
 * something else was stored; EX_NONE if there is none. */
static ex zeroed_around(const struct space *sp, const struct state *s, ex addr)
{
    int64_t v;
    for (const struct ex_node *n = ex_node(sp->pool, addr); n->kind == EXK_FIELD;
         n = ex_node(sp->pool, addr)) {
        addr = n->a;
        ex value = cell_value(s, addr);
        if (value) return ex_is_const(sp->pool, value, &v) && v == 0 ? addr : EX_NONE;
    }
    return EX_NONE;
}

ex state_load(const struct space *sp, const struct state *s, ex addr)
{
    const struct ex_node *n = ex_node(sp->pool, addr);
    if (n->kind == EXK_LOCAL) return s->env[n->a];
    ex value = cell_value(s, addr);
    if (value) return value;
    return zeroed_around(sp, s, addr) ? ex_const(sp->pool, 0) : ex_load(sp->pool, addr);
}

void state_give_away(const struct space *sp, struct state *s, ex addr, uint32_t insn)
{
    int64_t v;
    ex value = cell_value(s, addr);
    ex base = value && ex_is_const(sp->pool, value, &v) && v == 0 ? addr : zeroed_around(sp, s, addr);
    if (base) state_store(sp, s, base, ex_leaf(sp->pool, EXK_CALL, insn, base));
}

static void drop_cell(struct state *s, uint32_t i)
{
    memmove(&s->cells[i], &s->cells[i + 1], sizeof(struct cell) * (s->ncells - i - 1));
    s->ncells--;
}

static bool below(const struct space *sp, ex addr, ex base)
{
    for (;;) {
        if (addr == base) return true;
        const struct ex_node *n = ex_node(sp->pool, addr);
        if (n->kind != EXK_FIELD && n->kind != EXK_INDEX) return false;
        addr = n->a;
    }
}

void state_store(const struct space *sp, struct state *s, ex addr, ex value)
{
    const struct ex_node *n = ex_node(sp->pool, addr);
    if (!addr) return;
    if (n->kind == EXK_LOCAL && !sp->func->vars[n->a].aggregate) {
        s->env[n->a] = value;
        return;
    }
    ex array = n->kind == EXK_INDEX ? n->a : EX_NONE;
    for (uint32_t i = s->ncells; i-- > 0;) {
        const struct ex_node *cell = ex_node(sp->pool, s->cells[i].addr);
        /* another element of the same array may be the same element */
        if (s->cells[i].addr == addr || (array && cell->kind == EXK_INDEX && cell->a == array))
            drop_cell(s, i);
    }
    /* a full memory forgets its oldest cell: what stood there reads as it was at entry, or as unknown */
    if (s->ncells == MAX_MEMORY) drop_cell(s, 0);
    s->cells[s->ncells++] = (struct cell){addr, value};
}

static ex rebase(const struct space *sp, ex addr, ex from, ex to)
{
    if (addr == from) return to;
    const struct ex_node n = *ex_node(sp->pool, addr);
    if (n.kind == EXK_FIELD) return ex_field(sp->pool, rebase(sp, n.a, from, to), n.b, n.c);
    return ex_index(sp->pool, rebase(sp, n.a, from, to), n.b);
}

void state_copy_aggregate(const struct space *sp, struct state *s, ex to, ex from)
{
    struct cell moved[MAX_MEMORY];
    uint32_t n = 0;
    if (!to || !from || to == from) return;
    for (uint32_t i = 0; i < s->ncells; i++) {
        if (below(sp, s->cells[i].addr, from)) moved[n++] = s->cells[i];
    }
    for (uint32_t i = s->ncells; i-- > 0;) {
        if (below(sp, s->cells[i].addr, to)) drop_cell(s, i);
    }
    for (uint32_t i = 0; i < n; i++) state_store(sp, s, rebase(sp, moved[i].addr, from, to), moved[i].value);
}

bool state_has_cells(const struct space *sp, const struct state *s, ex addr)
{
    for (uint32_t i = 0; i < s->ncells; i++) {
        if (below(sp, s->cells[i].addr, addr)) return true;
    }
    return false;
}

void state_renew(const struct space *sp, struct state *s, ex addr, bool zeroed)
{
    for (uint32_t i = s->ncells; i-- > 0;) {
        if (below(sp, s->cells[i].addr, addr)) drop_cell(s, i);
    }
    if (zeroed) state_store(sp, s, addr, ex_const(sp->pool, 0));
}

void state_havoc(const struct space *sp, struct state *s, ex addr, uint32_t insn)
{
    const struct ex_node *n = ex_node(sp->pool, addr);
    uint32_t var = n->a;
    for (uint32_t i = s->ncells; i-- > 0;) {
        if (below(sp, s->cells[i].addr, addr))
            s->cells[i].value = ex_leaf(sp->pool, EXK_CALL, insn, s->cells[i].addr);
    }
    if (n->kind == EXK_LOCAL) s->env[var] = ex_leaf(sp->pool, EXK_CALL, insn, addr);
}

void state_share(const struct space *sp, struct state *s, uint32_t insn)
{
    int64_t v;
    uint32_t var;
    for (uint32_t i = 0; i < s->ncells; i++) {
        struct cell *c = &s->cells[i];
        if (ex_is_const(sp->pool, c->value, &v) && !ex_local_base(sp->pool, c->addr, &var))
            c->value = ex_leaf(sp->pool, EXK_CALL, insn, c->addr);
    }
}

static void drop_fact(struct state *s, uint32_t i)
{
    memmove(&s->facts[i], &s->facts[i + 1], sizeof(struct fact) * (s->nfacts - i - 1));
    s->nfacts--;
}

void state_forget_field(const struct space *sp, struct state *s, sym field)
{
    for (uint32_t i = s->ncells; i-- > 0;) {
        const struct ex_node *n = ex_node(sp->pool, s->cells[i].addr);
        if (n->kind == EXK_FIELD && n->b == field) drop_cell(s, i);
    }
    for (uint32_t i = s->nfacts; i-- > 0;) {
        const struct fact *f = &s->facts[i];
        if (ex_loads_field(sp->pool, f->e, field) || (f->guard && ex_loads_field(sp->pool, f->guard, field)))
            drop_fact(s, i);
    }
}

static bool made_by(const struct space *sp, ex e, uint32_t insn)
{
    const struct ex_node n = *ex_node(sp->pool, e);
    switch ((enum ex_kind)n.kind) {
    case EXK_CALL:
    case EXK_ALLOC: return n.a == insn;
    case EXK_FACT: return n.a == RULE_FACT_LAST_REFERENCE && n.b >> EX_FACT_SHIFT == insn;
    case EXK_PHI: return n.a == UINT32_MAX - insn;
    case EXK_FIELD:
    case EXK_LOAD:
    case EXK_UNARY: return made_by(sp, n.a, insn);
    case EXK_INDEX:
    case EXK_BINARY: return made_by(sp, n.a, insn) || made_by(sp, n.b, insn);
    case EXK_SELECT: return made_by(sp, n.a, insn) || made_by(sp, n.b, insn) || made_by(sp, n.c, insn);
    default: return false;
    }
}

void state_forget_insn(const struct space *sp, struct state *s, uint32_t insn)
{
    for (uint32_t i = s->nfacts; i-- > 0;) {
        const struct fact *f = &s->facts[i];
        if (made_by(sp, f->e, insn) || (f->guard && made_by(sp, f->guard, insn))) drop_fact(s, i);
    }
}

void state_forget_value(const struct space *sp, struct state *s, ex e)
{
    for (uint32_t i = s->nfacts; i-- > 0;) {
        const struct fact *f = &s->facts[i];
        if (ex_contains(sp->pool, f->e, e) || (f->guard && ex_contains(sp->pool, f->guard, e)))
            drop_fact(s, i);
    }
}

/* ---- locks ---- */

static void clamp_add(int8_t *level, int by)
{
    int v = *level + by;
    *level = (int8_t)(v > 8 ? 8 : v < -8 ? -8 : v);
}

void state_hold(struct state *s, const struct rule_lock *rule, ex lock, uint32_t insn)
{
    if (s->nheld < MAX_HELD) s->held[s->nheld++] = (struct held){lock, rule, insn};
}

void state_acquire(struct state *s, const struct rule_lock *rule, ex lock, uint32_t insn)
{
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (!(rule->effect & level_bits[i])) continue;
        /* local_irq_disable() twice is still undone by one local_irq_enable() */
        if (rule->sets && i == LEVEL_IRQ && s->ctx.level[i] > 0) continue;
        clamp_add(&s->ctx.level[i], 1);
    }
    state_hold(s, rule, lock, insn);
}

static void drop_held(struct state *s, int i)
{
    memmove(&s->held[i], &s->held[i + 1], sizeof(struct held) * (size_t)(s->nheld - i - 1));
    s->nheld--;
}

void state_release(struct state *s, const struct rule_lock *rule, ex lock)
{
    for (int i = 0; i < LEVEL_COUNT; i++) {
        if (!(rule->effect & level_bits[i])) continue;
        if (rule->sets && i == LEVEL_IRQ)
            s->ctx.level[i] = s->ctx.level[i] > 0 ? 0 : -1;
        else
            clamp_add(&s->ctx.level[i], -1);
    }
    state_unhold(s, rule, lock);
}

void state_unhold(struct state *s, const struct rule_lock *rule, ex lock)
{
    /* which one it was: the same lock, else the latest of its kind (an alias we cannot see) */
    int at = -1;
    for (int i = s->nheld - 1; i >= 0; i--) {
        if (s->held[i].rule->name != rule->name) continue;
        if (s->held[i].lock == lock) {
            at = i;
            break;
        }
        if (at < 0) at = i;
    }
    if (at >= 0)
        drop_held(s, at);
    else if (s->nundone < MAX_UNDONE)
        s->undone[s->nundone++] = (struct held){lock, rule, 0};
}
