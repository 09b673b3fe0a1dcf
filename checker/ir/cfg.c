/* The control flow graph of a finished function: edges both ways, and loops.
 *
 * Needs blocks in reverse postorder, so an edge to a lower or the same number closes a loop. A loop's blocks
 * are those from which such an edge is reached without passing its head; where a loop has a second way in
 * (irreducible), the walk stays within the numbers above the head, and the parts that it can't place belong
 * to the loop around. Each block is given its innermost loop.
 */
#include "ir/builder.h"

#include <string.h>

/* The n-th successor of the block that `t` ends, or IRB_END; a block may come several times. */
static uint32_t successor(const struct ir_func *f, const struct ir_insn *t, uint32_t n)
{
    unsigned direct = ir_target_count(t->op);

    if (n < direct) return t->block[n];
    return t->op == IR_SWITCH && n - direct < t->ncases ? f->cases[t->cases + n - direct].block : IRB_END;
}

static void find_edges(struct arena *arena, struct ir_cfg *cfg, const struct ir_func *f)
{
    uint32_t most = f->ncases + 2 * f->nblocks, nedges = 0, next;
    uint32_t *seen_from = g_new(uint32_t, cfg->nblocks + 1), *fill = g_new0(uint32_t, cfg->nblocks + 1);

    cfg->succ_start = ARENA_ARRAY(arena, uint32_t, cfg->nblocks + 1);
    cfg->pred_start = ARENA_ARRAY(arena, uint32_t, cfg->nblocks + 1);
    cfg->succ = ARENA_ARRAY(arena, uint32_t, most);
    memset(seen_from, 0xff, (cfg->nblocks + 1) * sizeof(*seen_from));
    for (uint32_t i = 0; i < cfg->nblocks; i++) {
        const struct ir_insn *t = &f->insns[f->blocks[i].first + f->blocks[i].count - 1];

        cfg->succ_start[i] = nedges;
        for (uint32_t n = 0; (next = successor(f, t, n)) != IRB_END; n++) {
            if (seen_from[next] == i) continue; /* cases often share a block */
            seen_from[next] = i;
            cfg->succ[nedges++] = next;
            cfg->pred_start[next + 1]++;
        }
    }
    cfg->succ_start[cfg->nblocks] = nedges;

    cfg->pred = ARENA_ARRAY(arena, uint32_t, nedges);
    for (uint32_t i = 0; i < cfg->nblocks; i++) cfg->pred_start[i + 1] += cfg->pred_start[i];
    for (uint32_t i = 0; i < cfg->nblocks; i++)
        for (uint32_t e = cfg->succ_start[i]; e < cfg->succ_start[i + 1]; e++)
            cfg->pred[cfg->pred_start[cfg->succ[e]] + fill[cfg->succ[e]]++] = i;
    g_free(seen_from);
    g_free(fill);
}

/* Gives the blocks of the loop at `head` that have no inner loop yet to it. */
static void fill_loop(struct ir_cfg *cfg, uint32_t head, uint32_t *stack, uint32_t *seen_in)
{
    uint32_t depth = 0, at = head;

    cfg->is_head[head] = true;
    cfg->loop_head[head] = head;
    seen_in[head] = head;
    for (;;) {
        for (uint32_t e = cfg->pred_start[at]; e < cfg->pred_start[at + 1]; e++) {
            uint32_t from = cfg->pred[e];

            if (from < head || seen_in[from] == head) continue;
            seen_in[from] = head;
            if (cfg->loop_head[from] == UINT32_MAX) cfg->loop_head[from] = head;
            stack[depth++] = from;
        }
        if (!depth) return;
        at = stack[--depth];
    }
}

struct ir_cfg *ir_cfg_new(struct arena *arena, const struct ir_func *f)
{
    struct ir_cfg *cfg = ARENA_NEW(arena, struct ir_cfg);
    uint32_t *stack = g_new(uint32_t, f->nblocks + 1), *seen_in = g_new(uint32_t, f->nblocks + 1);

    cfg->nblocks = f->nblocks;
    find_edges(arena, cfg, f);
    cfg->is_head = ARENA_ARRAY(arena, bool, f->nblocks);
    cfg->loop_head = ARENA_ARRAY(arena, uint32_t, f->nblocks);
    memset(cfg->loop_head, 0xff, f->nblocks * sizeof(*cfg->loop_head));
    memset(seen_in, 0xff, (f->nblocks + 1) * sizeof(*seen_in));

    /* Inner heads have higher numbers than the heads around them: take those first. */
    for (uint32_t head = f->nblocks; head-- > 0;)
        for (uint32_t e = cfg->pred_start[head]; e < cfg->pred_start[head + 1]; e++)
            if (cfg->pred[e] >= head) {
                fill_loop(cfg, head, stack, seen_in);
                break;
            }
    g_free(stack);
    g_free(seen_in);
    return cfg;
}
