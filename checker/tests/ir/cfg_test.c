/* The control flow graph: edges, and each block's innermost loop. */
#include "support.h"

static const struct {
    const char *body, *cfg;
} graphs[] = {
    {/* no loop; both arms of a branch and several cases lead to one block once */
     "  branch a, b1, b2\nb1:\n  switch a, b2 [1 -> b3, 2 -> b3, 3 -> b2]\nb2:\n  return\nb3:\n  return a\n",
     "  b0: to b1 b3\n  b1: to b3 b2\n  b2:\n  b3:\n"},
    {/* a block that is its own loop */
     "  jump b1\nb1:\n  a = load a\n  branch a, b1, b2\nb2:\n  return\n",
     "  b0: to b1\n  b1: to b1 b2, loop head\n  b2:\n"},
    {/* nested: the inner loop's blocks belong to it, the rest to the outer one */
     "  jump b1\nb1:\n  branch a, b2, b6\nb2:\n  a = load a\n  jump b3\nb3:\n  branch a, b4, b5\n"
     "b4:\n  call @f()\n  jump b3\nb5:\n  call @g()\n  jump b1\nb6:\n  return\n",
     "  b0: to b1\n  b1: to b2 b6, loop head\n  b2: to b3, in loop b1\n  b3: to b4 b5, loop head\n"
     "  b4: to b3, in loop b3\n  b5: to b1, in loop b1\n  b6:\n"},
    {/* two loops in a row */
     "  jump b1\nb1:\n  a = load a\n  branch a, b1, b2\nb2:\n  a = load a\n  branch a, b2, b3\nb3:\n  "
     "return\n",
     "  b0: to b1\n  b1: to b1 b2, loop head\n  b2: to b2 b3, loop head\n  b3:\n"},
    {/* continue and break: two ways back to one head, a way out of the middle */
     "  jump b1\nb1:\n  a = load a\n  branch a, b1, b2\nb2:\n  a = load a\n  branch a, b1, b3\nb3:\n  "
     "return\n",
     "  b0: to b1\n  b1: to b1 b2, loop head\n  b2: to b1 b3, in loop b1\n  b3:\n"},
    {/* irreducible: the loop of b1 and b2 is entered at both */
     "  branch a, b1, b2\nb1:\n  call @f()\n  jump b2\nb2:\n  call @g()\n  branch a, b1, b3\nb3:\n  return\n",
     "  b0: to b2 b1\n  b1: to b2 b3, loop head\n  b2: to b1, in loop b1\n  b3:\n"},
    {/* irreducible inside a loop: its head is inside the outer loop's body */
     "  jump b1\nb1:\n  branch a, b2, b3\nb2:\n  call @f()\n  jump b3\nb3:\n  call @g()\n  branch a, b2, b4\n"
     "b4:\n  call @h()\n  branch a, b1, b5\nb5:\n  return\n",
     "  b0: to b1\n  b1: to b3 b2, loop head\n  b2: to b3 b4, loop head\n  b3: to b2, in loop b2\n"
     "  b4: to b1 b5, in loop b1\n  b5:\n"},
    {/* no way out */
     "  jump b1\nb1:\n  call @f()\n  jump b2\nb2:\n  call @g()\n  jump b1\n",
     "  b0: to b1\n  b1: to b1, loop head\n"},
};

START_TEST(loops_are_found)
{
    struct arena *arena = arena_new();
    char *text = g_strdup_printf("func @f(a) {\n%s}\n", graphs[_i].body);
    char *wanted = g_strdup_printf("cfg @f {\n%s}\n", graphs[_i].cfg);
    char *printed = PRINTED(ir_print_cfg, read_text(arena, text)->funcs[0]);

    ck_assert_str_eq(printed, wanted);
    free(printed);
    g_free(wanted);
    g_free(text);
    arena_free(arena);
}
END_TEST

START_TEST(predecessors_mirror_successors)
{
    struct arena *arena = arena_new();
    char *text = g_strdup_printf("func @f(a) {\n%s}\n", graphs[_i].body);
    const struct ir_cfg *cfg = ir_cfg_new(arena, read_text(arena, text)->funcs[0]);
    uint32_t found = 0;

    for (uint32_t from = 0; from < cfg->nblocks; from++)
        for (uint32_t s = cfg->succ_start[from]; s < cfg->succ_start[from + 1]; s++)
            for (uint32_t p = cfg->pred_start[cfg->succ[s]]; p < cfg->pred_start[cfg->succ[s] + 1]; p++)
                found += cfg->pred[p] == from;
    ck_assert_uint_eq(found, cfg->succ_start[cfg->nblocks]);
    ck_assert_uint_eq(found, cfg->pred_start[cfg->nblocks]);
    g_free(text);
    arena_free(arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cfg");

    tcase_add_loop_test(tests, loops_are_found, 0, G_N_ELEMENTS(graphs));
    tcase_add_loop_test(tests, predecessors_mirror_successors, 0, G_N_ELEMENTS(graphs));
    return run_tests(tests, "ir/cfg");
}
