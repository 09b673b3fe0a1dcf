/* From what the builder gathered to the finished function.
 *
 * Ends open blocks, leads jumps past blocks that only jump on, drops what is unreachable, joins a block with
 * the only block that it leads to, numbers blocks in reverse postorder, and copies everything tight into the
 * arena. Variables become: parameters, the locals in use, temporaries by first appearance. All this is
 * canonical: finishing a finished function changes nothing, which the text form relies on.
 */
#include "ir/builder.h"

#include <assert.h>
#include <string.h>

struct layout {
    struct ir_builder *b;
    struct ir_func *f;
    uint32_t *order, norder;        /* reachable draft blocks in reverse postorder         */
    uint32_t *number;               /* of a draft block in the result; IRB_END: it has none */
    bool *joined;                   /* the block ends in a jump to the next in `order`, and is one with it */
    uint32_t *vars, *consts, *locs; /* draft index to final index, or IRB_END: not in use            */
    uint32_t ntemps, nlocals;
};

static struct irb_block *block_at(struct ir_builder *b, uint32_t i)
{
    return &g_array_index(b->blocks, struct irb_block, i);
}

static struct ir_insn *insn_at(struct ir_builder *b, uint32_t i)
{
    return &g_array_index(b->insns, struct irb_insn, i).insn;
}

static uint32_t next_insn(struct ir_builder *b, uint32_t i)
{
    return g_array_index(b->insns, struct irb_insn, i).next;
}

static struct ir_insn *terminator(struct ir_builder *b, uint32_t block)
{
    return insn_at(b, block_at(b, block)->last);
}

/* The n-th block that the terminator goes to, in the order of the text, or NULL after the last. */
static uint32_t *target(struct ir_builder *b, struct ir_insn *t, uint32_t n)
{
    unsigned direct = ir_target_count(t->op);

    if (n < direct) return &t->block[n];
    if (t->op == IR_SWITCH && n - direct < t->ncases)
        return &g_array_index(b->cases, struct ir_case, t->cases + n - direct).block;
    return NULL;
}

static void end_open_blocks(struct ir_builder *b)
{
    if (b->entry == IRB_END) irb_place(b, irb_block(b));
    for (uint32_t i = 0; i < b->blocks->len; i++) {
        irb_place(b, i);
        if (!irb_done(b)) irb_return(b, IR_NONE);
    }
}

/* ---- jumps ---- */

/* The block that `block` does nothing but jump to, or IRB_END. */
static uint32_t passes_on_to(struct ir_builder *b, uint32_t block)
{
    const struct irb_block *it = block_at(b, block);

    return it->first == it->last && insn_at(b, it->last)->op == IR_JUMP ? insn_at(b, it->last)->block[0]
                                                                        : IRB_END;
}

/* Where a jump to `block` ends up. A ring of jumps (`for (;;);`) is stood for by its lowest block. */
static uint32_t final_target(struct ir_builder *b, uint32_t block)
{
    uint32_t at = block, next, lowest;

    for (uint32_t steps = 0; (next = passes_on_to(b, at)) != IRB_END; steps++) {
        if (steps == b->blocks->len) break;
        at = next;
    }
    if (next == IRB_END) return at;
    lowest = at;
    for (next = passes_on_to(b, at); next != at; next = passes_on_to(b, next))
        if (next < lowest) lowest = next;
    return lowest;
}

/* Whether all targets of the terminator are one block. */
static bool goes_one_way(struct ir_builder *b, struct ir_insn *t)
{
    uint32_t *first = target(b, t, 0), *other;

    for (uint32_t n = 1; (other = target(b, t, n)); n++)
        if (*other != *first) return false;
    return true;
}

static void thread_jumps(struct ir_builder *b)
{
    bool again = true;

    while (again) {
        again = false;
        for (uint32_t i = 0; i < b->blocks->len; i++) {
            struct ir_insn *t = terminator(b, i);
            uint32_t *to;

            for (uint32_t n = 0; (to = target(b, t, n)); n++) *to = final_target(b, *to);
            if ((t->op == IR_BRANCH || t->op == IR_SWITCH) && goes_one_way(b, t)) {
                *t = (struct ir_insn){.op = IR_JUMP, .block = {t->block[0]}, .loc = t->loc};
                again = true; /* the block may be one that only jumps now */
            }
        }
    }
}

/* ---- order ---- */

/* Depth first from the entry, the last target first: so the first target comes right after in the result, and
 * what follows a loop comes after its body. */
static void order_blocks(struct layout *l)
{
    struct ir_builder *b = l->b;
    struct visit {
        uint32_t block, left; /* targets not yet visited */
    } *stack = g_new(struct visit, b->blocks->len);
    uint32_t depth = 0, nblocks = b->blocks->len, at = nblocks, block = b->entry;
    bool *seen = g_new0(bool, nblocks);

    for (;;) {
        if (!seen[block]) {
            uint32_t n = 0;

            while (target(b, terminator(b, block), n)) n++;
            seen[block] = true;
            stack[depth++] = (struct visit){.block = block, .left = n};
        }
        while (depth && stack[depth - 1].left == 0) l->order[--at] = stack[--depth].block;
        if (!depth) break;
        struct visit *top = &stack[depth - 1];
        block = *target(b, terminator(b, top->block), --top->left);
    }
    l->norder = nblocks - at;
    memmove(l->order, l->order + at, l->norder * sizeof(*l->order));
    g_free(seen);
    g_free(stack);
}

/* Joins and numbers the blocks of `order`. A block's only successor that has no other way in follows it
 * there. */
static void number_blocks(struct layout *l)
{
    struct ir_builder *b = l->b;
    uint32_t *entries = g_new0(uint32_t, b->blocks->len), *to;

    entries[b->entry]++;
    for (uint32_t i = 0; i < l->norder; i++)
        for (uint32_t n = 0; (to = target(b, terminator(b, l->order[i]), n)); n++) entries[*to]++;
    for (uint32_t i = 0; i < l->norder; i++) {
        const struct ir_insn *t = terminator(b, l->order[i]);

        l->joined[i] = t->op == IR_JUMP && entries[t->block[0]] == 1;
        assert(!l->joined[i] || l->order[i + 1] == t->block[0]);
        if (i == 0 || !l->joined[i - 1]) l->number[l->order[i]] = l->f->nblocks++;
    }
    g_free(entries);
}

/* ---- numbering and copying ---- */

static void note_value(struct layout *l, ir_val v)
{
    uint32_t i = ir_val_index(v);

    if (ir_val_kind(v) == IRV_CONST && l->consts[i] == IRB_END) l->consts[i] = l->f->nconsts++;
    if (ir_val_kind(v) != IRV_VAR || l->vars[i] != IRB_END) return;
    switch (g_array_index(l->b->vars, struct ir_var, i).kind) {
    case IR_TEMP: l->vars[i] = l->ntemps++; break;
    case IR_LOCAL: l->vars[i] = 0; break; /* in use; numbered when all are known */
    default: break;                       /* parameters have their place already */
    }
}

static ir_val final_value(const struct layout *l, ir_val v)
{
    switch (ir_val_kind(v)) {
    case IRV_VAR: return ir_val_make(IRV_VAR, l->vars[ir_val_index(v)]);
    case IRV_CONST: return ir_val_make(IRV_CONST, l->consts[ir_val_index(v)]);
    default: return v;
    }
}

/* Calls `visit` for each instruction that stays. */
static void each_insn(struct layout *l, void (*visit)(struct layout *l, const struct ir_insn *insn))
{
    for (uint32_t i = 0; i < l->norder; i++) {
        const struct irb_block *block = block_at(l->b, l->order[i]);

        for (uint32_t at = block->first; at != IRB_END; at = next_insn(l->b, at))
            if (!l->joined[i] || at != block->last) visit(l, insn_at(l->b, at));
    }
}

static void count_insn(struct layout *l, const struct ir_insn *insn)
{
    note_value(l, insn->dst);
    note_value(l, insn->a);
    note_value(l, insn->b);
    for (unsigned n = 0; n < insn->nargs; n++)
        note_value(l, g_array_index(l->b->args, ir_val, insn->args + n));
    if (l->locs[insn->loc] == IRB_END) l->locs[insn->loc] = l->f->nlocs++;
    l->f->ninsns++;
    l->f->nargs += insn->nargs;
    l->f->ncases += insn->ncases;
}

static void copy_insn(struct layout *l, const struct ir_insn *insn)
{
    struct ir_func *f = l->f;
    struct ir_insn *out = &f->insns[f->ninsns++];

    *out = *insn;
    out->dst = final_value(l, insn->dst);
    out->a = final_value(l, insn->a);
    out->b = final_value(l, insn->b);
    out->loc = l->locs[insn->loc];
    if (insn->op == IR_CALL || insn->op == IR_ICALL) {
        out->args = f->nargs;
        for (unsigned n = 0; n < insn->nargs; n++)
            f->args[f->nargs++] = final_value(l, g_array_index(l->b->args, ir_val, insn->args + n));
    }
    for (unsigned n = 0; n < ir_target_count(insn->op); n++) out->block[n] = l->number[insn->block[n]];
    if (insn->op == IR_SWITCH) {
        out->cases = f->ncases;
        for (unsigned n = 0; n < insn->ncases; n++) {
            struct ir_case *c = &f->cases[f->ncases++];

            *c = g_array_index(l->b->cases, struct ir_case, insn->cases + n);
            c->block = l->number[c->block];
        }
    }
}

/* Parameters and locals get their numbers, temporaries theirs after them. */
static void number_vars(struct layout *l)
{
    uint32_t next = l->f->nparams;

    for (uint32_t i = 0; i < l->b->vars->len; i++)
        if (g_array_index(l->b->vars, struct ir_var, i).kind == IR_LOCAL && l->vars[i] != IRB_END)
            l->vars[i] = next++;
    for (uint32_t i = 0; i < l->b->vars->len; i++)
        if (g_array_index(l->b->vars, struct ir_var, i).kind == IR_TEMP && l->vars[i] != IRB_END)
            l->vars[i] += next;
    l->f->nvars = next + l->ntemps;
}

static void copy_tables(struct layout *l)
{
    struct ir_builder *b = l->b;
    struct ir_func *f = l->f;

    f->vars = ARENA_ARRAY(b->arena, struct ir_var, f->nvars);
    f->consts = ARENA_ARRAY(b->arena, int64_t, f->nconsts);
    f->locs = ARENA_ARRAY(b->arena, struct ir_loc, f->nlocs);
    f->insns = ARENA_ARRAY(b->arena, struct ir_insn, f->ninsns);
    f->blocks = ARENA_ARRAY(b->arena, struct ir_block, f->nblocks);
    f->args = ARENA_ARRAY(b->arena, ir_val, f->nargs);
    f->cases = ARENA_ARRAY(b->arena, struct ir_case, f->ncases);
    for (uint32_t i = 0; i < b->vars->len; i++)
        if (l->vars[i] != IRB_END) f->vars[l->vars[i]] = g_array_index(b->vars, struct ir_var, i);
    for (uint32_t i = 0; i < b->consts->len; i++)
        if (l->consts[i] != IRB_END)
            f->consts[l->consts[i]] = g_array_index(b->consts, struct irb_const, i).value;
    for (uint32_t i = 0; i < b->locs->len; i++)
        if (l->locs[i] != IRB_END) f->locs[l->locs[i]] = g_array_index(b->locs, struct ir_loc, i);

    f->ninsns = f->nargs = f->ncases = 0; /* counted up again while filling */
    each_insn(l, copy_insn);

    uint32_t at = 0;
    for (uint32_t n = 0; n < f->nblocks; n++) {
        f->blocks[n].first = at;
        while (!ir_is_terminator(f->insns[at].op)) at++;
        f->blocks[n].count = ++at - f->blocks[n].first;
    }
}

static uint32_t *new_map(uint32_t n)
{
    uint32_t *map = g_new(uint32_t, n + 1);

    memset(map, 0xff, (n + 1) * sizeof(*map)); /* IRB_END; never an empty array, which would be NULL */
    return map;
}

struct ir_func *irb_finish(struct ir_builder *b)
{
    struct ir_func *f = b->f;
    struct layout l = {.b = b, .f = f};

    end_open_blocks(b);
    thread_jumps(b);
    l.order = new_map(b->blocks->len);
    l.number = new_map(b->blocks->len);
    l.joined = g_new0(bool, b->blocks->len);
    l.vars = new_map(b->vars->len);
    l.consts = new_map(b->consts->len);
    l.locs = new_map(b->locs->len);

    order_blocks(&l);
    number_blocks(&l);
    for (uint32_t i = 0; i < b->vars->len; i++)
        if (g_array_index(b->vars, struct ir_var, i).kind == IR_PARAM) l.vars[i] = f->nparams++;
    each_insn(&l, count_insn);
    number_vars(&l);
    copy_tables(&l);

    g_free(l.order);
    g_free(l.number);
    g_free(l.joined);
    g_free(l.vars);
    g_free(l.consts);
    g_free(l.locs);
    g_array_unref(b->vars);
    g_array_unref(b->consts);
    g_array_unref(b->insns);
    g_array_unref(b->blocks);
    g_array_unref(b->args);
    g_array_unref(b->cases);
    g_array_unref(b->locs);
    g_free(b);
    return f;
}
