/* The builder: folding, blocks in any order, what finishing drops, joins and numbers. */
#include "support.h"

static struct arena *arena;
static struct ir_builder *b;

static void setup(void)
{
    arena = arena_new();
    b = irb_new(arena, sym_of("f"), sym_of("a.c"), 1);
}

static void teardown(void)
{
    arena_free(arena);
}

/* Finishes the function, verifies it, and compares its body with `wanted`. */
static struct ir_func *finish(const char *wanted)
{
    struct ir_func *f = irb_finish(b);
    GError *error = NULL;
    char *text;

    ck_assert_msg(ir_verify(f, &error), "%s", error ? error->message : "");
    text = PRINTED(ir_print_func, f);
    ck_assert_str_eq(strchr(text, '\n') + 1, wanted);
    free(text);
    return f;
}

static ir_val param(const char *name)
{
    return irb_var(b, IR_PARAM, sym_of(name), SYM_NONE, false);
}

static const struct {
    enum ir_operator op;
    int64_t a, c, result;
} folds[] = {
    {IR_ADD, INT64_MAX, 1, INT64_MIN},
    {IR_SUB, INT64_MIN, 1, INT64_MAX},
    {IR_MUL, INT64_MAX, 2, -2},
    {IR_DIV, -7, 2, -3},
    {IR_REM, -7, 2, -1},
    {IR_AND, 0xcc0, 0x400, 0x400},
    {IR_OR, 1, 2, 3},
    {IR_XOR, 3, 1, 2},
    {IR_SHL, 1, 63, INT64_MIN},
    {IR_SHR, -8, 1, -4},
    {IR_EQ, 1, 1, 1},
    {IR_NE, 1, 1, 0},
    {IR_LT, -1, 0, 1},
    {IR_LE, 0, 0, 1},
    {IR_GT, -1, 0, 0},
    {IR_GE, -1, 0, 0},
    {IR_NEG, INT64_MIN, 0, INT64_MIN},
    {IR_COMPL, 0, 0, -1},
    {IR_NOT, 5, 0, 0},
};

START_TEST(constants_fold)
{
    ir_val a = irb_const(b, folds[_i].a), c = irb_const(b, folds[_i].c);
    bool unary = folds[_i].op == IR_NEG || folds[_i].op == IR_COMPL || folds[_i].op == IR_NOT;
    ir_val v = unary ? irb_unary(b, folds[_i].op, a) : irb_binary(b, folds[_i].op, a, c);

    ck_assert_uint_eq(v, irb_const(b, folds[_i].result));
    irb_finish(b);
}
END_TEST

static const struct {
    enum ir_operator op;
    int64_t a, c;
} undefined[] = {
    {IR_DIV, 1, 0},  {IR_REM, 1, 0},  {IR_DIV, INT64_MIN, -1}, {IR_REM, INT64_MIN, -1},
    {IR_SHL, 1, 64}, {IR_SHL, 1, -1}, {IR_SHR, 1, 64},
};

START_TEST(undefined_is_not_folded)
{
    ir_val v = irb_binary(b, undefined[_i].op, irb_const(b, undefined[_i].a), irb_const(b, undefined[_i].c));

    ck_assert_uint_eq(ir_val_kind(v), IRV_VAR);
    irb_finish(b);
}
END_TEST

START_TEST(equal_constants_are_one)
{
    for (int64_t i = -500; i < 500; i++) irb_copy(b, irb_temp(b), irb_const(b, i));
    for (int64_t i = -500; i < 500; i++) {
        ir_val v = irb_const(b, i);

        ck_assert_uint_eq(ir_val_index(v), i + 500);
    }
    irb_finish(b);
}
END_TEST

START_TEST(constant_branches_jump_and_the_dead_arm_goes)
{
    uint32_t yes = irb_block(b), no = irb_block(b), end = irb_block(b);
    ir_val dead = irb_var(b, IR_LOCAL, sym_of("dead"), SYM_NONE, false);

    irb_branch(b, irb_const(b, 0), yes, no);
    irb_place(b, yes);
    irb_copy(b, dead, irb_const(b, 77));
    irb_call(b, sym_of("never"), NULL, 0, false, 0);
    irb_jump(b, end);
    irb_place(b, no);
    irb_call(b, sym_of("always"), NULL, 0, false, 0);
    irb_jump(b, end);
    irb_place(b, end);
    struct ir_func *f = finish("b0:\n  call @always()\n  return\n}\n");
    ck_assert_uint_eq(f->nvars, 0);
    ck_assert_uint_eq(f->nconsts, 0);
}
END_TEST

START_TEST(constant_switches_jump)
{
    struct ir_case cases[] = {{.low = 1, .high = 3}, {.low = 4, .high = 4}};
    uint32_t otherwise = irb_block(b);

    for (int i = 0; i < 2; i++) cases[i].block = irb_block(b);
    irb_switch(b, irb_const(b, _i), cases, 2, otherwise);
    irb_place(b, otherwise);
    irb_return(b, irb_const(b, 100));
    irb_place(b, cases[0].block);
    irb_return(b, irb_const(b, 200));
    irb_place(b, cases[1].block);
    irb_return(b, irb_const(b, 300));
    finish(_i == 0 || _i == 5 ? "b0:\n  return 100\n}\n"
           : _i == 4          ? "b0:\n  return 300\n}\n"
                              : "b0:\n  return 200\n}\n");
}
END_TEST

START_TEST(code_after_the_end_of_a_block_is_dropped)
{
    ir_val x = param("x");

    ck_assert(!irb_done(b));
    irb_return(b, x);
    ck_assert(irb_done(b));
    ck_assert_uint_ne(irb_call(b, sym_of("g"), &x, 1, true, 0), IR_NONE);
    irb_copy(b, x, irb_const(b, 1));
    irb_unreachable(b);
    finish("b0:\n  return x\n}\n");
}
END_TEST

START_TEST(a_block_can_be_gone_back_to)
{
    uint32_t first = irb_block(b), second = irb_block(b);

    irb_place(b, first);
    irb_call(b, sym_of("one"), NULL, 0, false, 0);
    irb_place(b, second);
    irb_call(b, sym_of("three"), NULL, 0, false, 0);
    irb_place(b, first);
    irb_call(b, sym_of("two"), NULL, 0, false, 0);
    irb_jump(b, second);
    finish("b0:\n  call @one()\n  call @two()\n  call @three()\n  return\n}\n");
}
END_TEST

START_TEST(jumps_to_jumps_are_led_past)
{
    uint32_t left = irb_block(b), right = irb_block(b), hop = irb_block(b), end = irb_block(b);

    irb_branch(b, param("x"), left, right);
    irb_place(b, left);
    irb_jump(b, hop);
    irb_place(b, right);
    irb_jump(b, end);
    irb_place(b, hop);
    irb_jump(b, end);
    irb_place(b, end);
    finish("b0:\n  return\n}\n");
}
END_TEST

START_TEST(a_ring_of_jumps_stays_a_loop)
{
    uint32_t one = irb_block(b), two = irb_block(b);

    irb_call(b, sym_of("g"), NULL, 0, false, 0);
    irb_jump(b, two);
    irb_place(b, one);
    irb_jump(b, two);
    irb_place(b, two);
    irb_jump(b, one);
    finish("b0:\n  call @g()\n  jump b1\nb1:\n  jump b1\n}\n");
}
END_TEST

START_TEST(loop_heads_come_before_bodies_and_those_before_exits)
{
    uint32_t end = irb_block(b), body = irb_block(b), head = irb_block(b);
    ir_val n = param("n");

    irb_jump(b, head);
    irb_place(b, end);
    irb_return(b, IR_NONE);
    irb_place(b, body);
    irb_call(b, sym_of("work"), &n, 1, false, 0);
    irb_jump(b, head);
    irb_place(b, head);
    irb_branch(b, n, body, end);
    finish("b0:\n  jump b1\nb1:\n  branch n, b2, b3\nb2:\n  call @work(n)\n  jump b1\nb3:\n  return\n}\n");
}
END_TEST

START_TEST(variables_are_numbered_by_kind_and_use)
{
    ir_val early = irb_temp(b), unused = irb_var(b, IR_LOCAL, sym_of("unused"), SYM_NONE, false);
    ir_val x = irb_var(b, IR_LOCAL, sym_of("x"), sym_of("int"), false), late = irb_temp(b);
    ir_val p = param("p");

    (void)unused;
    irb_copy(b, late, p);
    irb_copy(b, x, late);
    irb_copy(b, early, x);
    finish("  var x: int\nb0:\n  %2 = copy p\n  x = copy %2\n  %3 = copy x\n  return\n}\n");
}
END_TEST

START_TEST(calls_keep_255_arguments)
{
    ir_val args[300];

    for (int i = 0; i < 300; i++) args[i] = irb_const(b, i);
    irb_call(b, sym_of("g"), args, 300, false, 0);
    struct ir_func *f = irb_finish(b);
    ck_assert_uint_eq(f->insns[0].nargs, 255);
    ck_assert_uint_eq(f->nargs, 255);
    ck_assert_int_eq(f->consts[ir_val_index(ir_insn_arg(f, &f->insns[0], 254))], 254);
}
END_TEST

START_TEST(calls_through_a_known_pointer_are_calls)
{
    irb_icall(b, ir_val_make(IRV_FUNC, sym_of("g")), NULL, 0, true);
    finish("b0:\n  %0 = call @g()\n  return\n}\n");
}
END_TEST

START_TEST(locations_stick_until_changed)
{
    irb_call(b, sym_of("g"), NULL, 0, false, 0);
    irb_loc(b, (struct ir_loc){.file = sym_of("b.h"), .line = 3, .col = 4, .macro = sym_of("M")});
    irb_call(b, sym_of("g"), NULL, 0, false, 0);
    irb_return(b, IR_NONE);
    struct ir_func *f = finish("b0:\n  call @g()\n  call @g() !b.h:3:4(M)\n  return !b.h:3:4(M)\n}\n");
    ck_assert_uint_eq(f->nlocs, 2);
}
END_TEST

START_TEST(link_names_have_parts)
{
    ck_assert_str_eq(sym_text(ir_link_name(SYM_NONE, "kfree")), "kfree");
    ck_assert_str_eq(sym_text(ir_link_name(sym_of("a/b.h"), "f.x")), "a/b.h:f.x");
    ck_assert_str_eq(sym_text(ir_base_name(sym_of("a/b.h:f"))), "f");
    ck_assert_uint_eq(ir_base_name(sym_of("kfree")), sym_of("kfree"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("builder");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, constants_fold, 0, G_N_ELEMENTS(folds));
    tcase_add_loop_test(tests, undefined_is_not_folded, 0, G_N_ELEMENTS(undefined));
    tcase_add_test(tests, equal_constants_are_one);
    tcase_add_test(tests, constant_branches_jump_and_the_dead_arm_goes);
    tcase_add_loop_test(tests, constant_switches_jump, 0, 6);
    tcase_add_test(tests, code_after_the_end_of_a_block_is_dropped);
    tcase_add_test(tests, a_block_can_be_gone_back_to);
    tcase_add_test(tests, jumps_to_jumps_are_led_past);
    tcase_add_test(tests, a_ring_of_jumps_stays_a_loop);
    tcase_add_test(tests, loop_heads_come_before_bodies_and_those_before_exits);
    tcase_add_test(tests, variables_are_numbered_by_kind_and_use);
    tcase_add_test(tests, calls_keep_255_arguments);
    tcase_add_test(tests, calls_through_a_known_pointer_are_calls);
    tcase_add_test(tests, locations_stick_until_changed);
    tcase_add_test(tests, link_names_have_parts);
    return run_tests(tests, "ir/builder");
}
