/* The verifier: a good function passes; each broken promise is caught and named. */
#include "support.h"

static const char *const good = //
    "func @f(a, b) {\n"
    "  %2 = field a, r.f\n" /* 0 */
    "  %3 = add b, 5\n"     /* 1 */
    "  store %2, %3\n"      /* 2 */
    "  %4 = call @g(%3)\n"  /* 3 */
    "  branch %4, b1, b2\n" /* 4 */
    "b1:\n"
    "  switch %3, b3 [1 -> b2, 2..4 -> b3]\n" /* 5 */
    "b2:\n"
    "  return %4\n" /* 6 or 7, as b3 */
    "b3:\n"
    "  return\n"
    "}\n";

/* Each row: a name, what the verifier says (a part of it), and what breaks the good function. */
/* clang-format off */
#define BROKEN(X) \
    X(arity, "instruction 1 (binary): the second operand is missing", \
      f->insns[1].b = IR_NONE) \
    X(arity_too_many, "instruction 0 (field): has an operand too many", \
      f->insns[0].b = f->insns[0].a) \
    X(arity_none, "instruction 3 (call): has an operand too many", \
      f->insns[3].a = f->insns[0].a) \
    X(no_operand, "the operand is missing", \
      f->insns[0].a = IR_NONE) \
    X(variable, "the operand is variable 5 of 5", \
      f->insns[0].a = ir_val_make(IRV_VAR, 5)) \
    X(constant, "the second operand is constant 1 of 1", \
      f->insns[1].b = ir_val_make(IRV_CONST, 1)) \
    X(kind, "the operand is of no known kind", \
      f->insns[0].a = 7u << 29) \
    X(address, "the operand is an address without a name", \
      f->insns[0].a = ir_val_make(IRV_FUNC, SYM_NONE)) \
    X(addr_of_value, "takes the address of what is no variable", \
      f->insns[0] = (struct ir_insn){.op = IR_ADDR, .dst = f->insns[0].dst, .a = f->insns[1].b}) \
    X(no_destination, "the destination is no variable", \
      f->insns[0].dst = IR_NONE) \
    X(const_destination, "the destination is no variable", \
      f->insns[0].dst = f->insns[1].b) \
    X(store_destination, "instruction 2 (store): has a destination", \
      f->insns[2].dst = f->insns[0].dst) \
    X(branch_destination, "instruction 4 (branch): has a destination", \
      f->insns[4].dst = f->insns[0].dst) \
    X(operator_arity, "has the wrong operator", \
      f->insns[1].sub = IR_NOT) \
    X(operator_range, "has the wrong operator", \
      f->insns[1].sub = IR_OPERATORS) \
    X(operator_stray, "has the wrong operator", \
      f->insns[2].sub = IR_ADD) \
    X(flags, "has unknown flags", \
      f->insns[2].flags = IRF_CLEANUP) \
    X(callee, "names no callee", \
      f->insns[3].ref = SYM_NONE) \
    X(field, "names no field", \
      f->insns[0].ref = SYM_NONE) \
    X(name_stray, "has a name that it has no use for", \
      f->insns[2].ref = f->insns[3].ref) \
    X(args_stray, "has arguments", \
      f->insns[2].nargs = 1) \
    X(args_range, "arguments out of range", \
      f->insns[3].args = UINT32_MAX) \
    X(args_value, "an argument is missing", \
      f->args[0] = IR_NONE) \
    X(target, "target 1 is block 4 of 4", \
      f->insns[4].block[1] = 4) \
    X(cases_stray, "has cases", \
      f->insns[4].ncases = 1) \
    X(cases_range, "cases out of range", \
      f->insns[5].cases = 1) \
    X(case_empty, "case 1 is an empty range", \
      f->cases[1].high = 1) \
    X(case_target, "case 0 goes to block 4 of 4", \
      f->cases[0].block = 4) \
    X(location, "location out of range", \
      f->insns[0].loc = f->nlocs) \
    X(opcode, "instruction 0 (?): no such operation", \
      f->insns[0].op = IR_OPCODES) \
    X(base_name, "its name is not that of its link name", \
      f->name = sym_of("g")) \
    X(params, "has more parameters than variables", \
      f->nparams = 6) \
    X(params_last, "parameters are not its first variables", \
      f->nparams = 1) \
    X(var_kind, "variable 2 is of no known kind", \
      f->vars[2].kind = 9) \
    X(temp_name, "temporary 2 has a name", \
      f->vars[2].name = sym_of("x")) \
    X(no_blocks, "has no blocks", \
      f->nblocks = 0) \
    X(block_gap, "block 1 has no instructions of its own", \
      f->blocks[1].first++) \
    X(block_empty, "block 1 has no instructions of its own", \
      f->blocks[1].count = 0) \
    X(block_long, "block 3 has no instructions of its own", \
      f->blocks[3].count = 2) \
    X(block_open, "block 1 has not its one terminator at its end", \
      f->insns[5] = f->insns[2]) \
    X(block_two_ends, "block 0 has not its one terminator at its end", \
      f->insns[3] = f->insns[4]) \
    X(insns_left, "instructions 7 and up are in no block", \
      f->nblocks = 3; f->insns[4].block[1] = 1; f->insns[5].block[0] = 2; f->cases[0].block = f->cases[1].block = 2) \
    X(unreachable, "block 1 is unreachable", \
      f->insns[4].block[0] = f->insns[4].block[1] = 3)
/* clang-format on */

#define X(name, says, ...)                                                                                   \
    static void break_##name(struct ir_func *f)                                                              \
    {                                                                                                        \
        __VA_ARGS__;                                                                                         \
    }
BROKEN(X)
#undef X

static const struct {
    const char *name, *says;
    void (*breaks)(struct ir_func *f);
} broken[] = {
#define X(name, says, ...) {#name, says, break_##name},
    BROKEN(X)
#undef X
};

START_TEST(a_good_function_passes)
{
    struct arena *arena = arena_new();
    GError *error = NULL;

    ck_assert(ir_verify(read_text(arena, good)->funcs[0], &error));
    ck_assert_ptr_null(error);
    arena_free(arena);
}
END_TEST

START_TEST(broken_is_caught)
{
    struct arena *arena = arena_new();
    struct ir_func *f = read_text(arena, good)->funcs[0];
    GError *error = NULL;

    broken[_i].breaks(f);
    ck_assert_msg(!ir_verify(f, &error), "%s is not caught", broken[_i].name);
    ck_assert_msg(g_str_has_prefix(error->message, "function f"), "%s", error->message);
    ck_assert_msg(strstr(error->message, broken[_i].says) != NULL, "%s: %s", broken[_i].name, error->message);
    g_error_free(error);
    ck_assert(!ir_verify(f, NULL));
    arena_free(arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("verify");

    tcase_add_test(tests, a_good_function_passes);
    tcase_add_loop_test(tests, broken_is_caught, 0, G_N_ELEMENTS(broken));
    return run_tests(tests, "ir/verify");
}
