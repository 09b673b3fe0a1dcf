/* Which variables are live at the start of each block, and what each loop changes.
 *
 * A dead variable is dropped from the states, so that states differ only in what matters; what a loop assigns
 * is unknown at its head, so that one round through the loop is enough for any number of rounds.
 */
#include "analysis/solver.h"

#include <string.h>

static void set_bit(uint64_t *row, uint32_t i)
{
    row[i / 64] |= (uint64_t)1 << (i % 64);
}
static void clear_bit(uint64_t *row, uint32_t i)
{
    row[i / 64] &= ~((uint64_t)1 << (i % 64));
}

static void use(uint64_t *row, ir_val v)
{
    if (ir_val_kind(v) == IRV_VAR) set_bit(row, ir_val_index(v));
}

/* row: live after the instruction; becomes live before it. */
static void step_back(const struct ir_func *f, const struct ir_insn *i, uint64_t *row)
{
    if (ir_val_kind(i->dst) == IRV_VAR && !f->vars[ir_val_index(i->dst)].aggregate)
        clear_bit(row, ir_val_index(i->dst));
    use(row, i->a);
    use(row, i->b);
    if (i->op == IR_CALL || i->op == IR_ICALL) {
        for (unsigned n = 0; n < i->nargs; n++) use(row, f->args[i->args + n]);
    }
}

void solver_liveness(struct solver *sv)
{
    const struct ir_func *f = sv->f;
    sv->words = (f->nvars + 63) / 64 + 1;
    sv->live = ARENA_ARRAY(sv->an->scratch, uint64_t, (size_t)sv->words * f->nblocks);
    uint64_t *always = ARENA_ARRAY(sv->an->scratch, uint64_t, sv->words);
    for (uint32_t i = 0; i < f->ninsns; i++) {
        if (f->insns[i].op == IR_ADDR) use(always, f->insns[i].a);
    }
    uint64_t *row = ARENA_ARRAY(sv->an->scratch, uint64_t, sv->words);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t b = f->nblocks; b-- > 0;) {
            memcpy(row, always, sizeof *row * sv->words);
            for (uint32_t e = sv->cfg->succ_start[b]; e < sv->cfg->succ_start[b + 1]; e++) {
                const uint64_t *next = sv->live + (size_t)sv->cfg->succ[e] * sv->words;
                for (uint32_t w = 0; w < sv->words; w++) row[w] |= next[w];
            }
            const struct ir_block *block = &f->blocks[b];
            for (uint32_t i = block->first + block->count; i-- > block->first;)
                step_back(f, &f->insns[i], row);
            uint64_t *mine = sv->live + (size_t)b * sv->words;
            if (memcmp(mine, row, sizeof *row * sv->words) == 0) continue;
            memcpy(mine, row, sizeof *row * sv->words);
            changed = true;
        }
    }
}

/* Whether others run in a call. */
static bool is_wait(const struct solver *sv, const struct ir_insn *i)
{
    if (i->op != IR_CALL) return false;
    const struct rule_fn *fn = rules_call(sv->an->rules, ir_base_name(i->ref), i->nargs);
    if (fn) return fn->waits;
    const struct summary *sum = solver_summary(sv, i->ref);
    return sum && sum->waits;
}

/* Adds what block `b` changes, and what it loads (`others`): others change that where the loop waits.
 * `field_of` maps a variable to the field whose address it holds. */
static void add_block(struct solver *sv, struct loop *loop, uint32_t b, const sym *field_of, GArray *others)
{
    const struct ir_block *block = &sv->f->blocks[b];
    for (uint32_t k = block->first; k < block->first + block->count; k++) {
        const struct ir_insn *i = &sv->f->insns[k];
        if (ir_val_kind(i->dst) == IRV_VAR) set_bit(loop->vars, ir_val_index(i->dst));
        loop->waits |= is_wait(sv, i);
        if ((i->op != IR_STORE && i->op != IR_LOAD) || ir_val_kind(i->a) != IRV_VAR) continue;
        sym field = field_of[ir_val_index(i->a)];
        if (field) g_array_append_val(i->op == IR_STORE ? loop->fields : others, field);
    }
}

static void collect_loop(struct solver *sv, uint32_t head, const sym *field_of)
{
    const struct ir_func *f = sv->f;
    struct loop *loop = ARENA_NEW(sv->an->scratch, struct loop);
    loop->vars = ARENA_ARRAY(sv->an->scratch, uint64_t, sv->words);
    loop->fields = g_array_new(FALSE, FALSE, sizeof(sym));
    GArray *others = g_array_new(FALSE, FALSE, sizeof(sym));
    bool *seen = ARENA_ARRAY(sv->an->scratch, bool, f->nblocks);
    uint32_t *stack = ARENA_ARRAY(sv->an->scratch, uint32_t, f->nblocks + 1), depth = 0;
    seen[head] = true;
    add_block(sv, loop, head, field_of, others);
    for (uint32_t e = sv->cfg->pred_start[head]; e < sv->cfg->pred_start[head + 1]; e++) {
        uint32_t p = sv->cfg->pred[e];
        if (p >= head && !seen[p]) seen[p] = true, stack[depth++] = p;
    }
    while (depth) {
        uint32_t b = stack[--depth];
        add_block(sv, loop, b, field_of, others);
        for (uint32_t e = sv->cfg->pred_start[b]; e < sv->cfg->pred_start[b + 1]; e++) {
            uint32_t p = sv->cfg->pred[e];
            if (!seen[p] && p > head) seen[p] = true, stack[depth++] = p;
        }
    }
    if (loop->waits) g_array_append_vals(loop->fields, others->data, others->len);
    g_array_unref(others);
    sv->loops[head] = loop;
}

void solver_loops(struct solver *sv)
{
    const struct ir_func *f = sv->f;
    sv->loops = ARENA_ARRAY(sv->an->scratch, struct loop *, f->nblocks);
    sym *field_of = ARENA_ARRAY(sv->an->scratch, sym, f->nvars);
    for (uint32_t i = 0; i < f->ninsns; i++) {
        const struct ir_insn *n = &f->insns[i];
        if (n->op == IR_FIELD && ir_val_kind(n->dst) == IRV_VAR) field_of[ir_val_index(n->dst)] = n->ref;
    }
    for (uint32_t b = 0; b < f->nblocks; b++) {
        if (sv->cfg->is_head[b]) collect_loop(sv, b, field_of);
    }
}
