/* The text form: what is printed reads back as the same; what is malformed is refused with its line. */
#include "support.h"

static const char *const every_op = //
    "unit drivers/net/a.c\n"
    "probe __GFP_DIRECT_RECLAIM = 1024\n"
    "probe MINUS = -1\n"
    "init $drivers/net/a.c:ops net_device_ops.ndo_open = @drivers/net/a.c:open !7:2\n"
    "init $global pcm.nonatomic = 1 !include/x.h:9:1(OPS)\n"
    "\n"
    "func @drivers/net/a.c:open(dev: \"struct net_device *\", gfp: gfp_t, by_value: \"struct s\" aggregate, "
    "%3: int, plain) -> \"unsigned int\" static inline header file include/linux/x.h line 10-42 {\n"
    "  var x: int\n"
    "  var s: \"struct s\" aggregate\n"
    "  var x#7: long\n"
    "  temp %21: \"struct s\" aggregate\n"
    "b0:\n"
    "  x = copy dev !11:3\n"
    "  s = copy by_value !11:9(MACRO)\n"
    "  x#7 = copy %3 !other.h:1:2(MACRO)\n"
    "  %8 = neg x\n"
    "  %9 = compl gfp !\"odd name.c\":5\n"
    "  %10 = addr s\n"
    "  %11 = field %10, s.lock: spinlock_t !12:7\n"
    "  %12 = field dev, \"struct (unnamed at a.c:3).y\"\n"
    "  %13 = index %12, plain\n"
    "  %14 = load %13\n"
    "  store %11, \"a \\\"text\\\"\\n\\x01\\\\\"\n"
    "  call @_raw_spin_lock(%11) !13:3(spin_lock)\n"
    "  %15 = call @include/linux/slab.h:kmalloc(16, -1, $jiffies, @open, \"s\")\n"
    "  call cleanup @\"odd (name)\"() !13\n"
    "  %16 = icall %14(x, s)\n"
    "  icall $table()\n"
    "  %17 = opaque asm\n"
    "  %18 = opaque \"floating point\"\n"
    "  branch %17, b1, b4\n"
    "b1:\n"
    "  %19 = shr %18, 9223372036854775807\n"
    "  switch %19, b2 [-9223372036854775808..-5 -> b4, 1 -> b4, 2 -> b4, 3 -> b4, 4 -> b4, 5 -> b4,\n"
    "    6 -> b4, 7..9 -> b3]\n"
    "b2:\n"
    "  %20 = lt x, x#7\n"
    "  %21 = call @f()\n"
    "  branch %20, b1, b2\n"
    "b3:\n"
    "  return %21\n"
    "b4:\n"
    "  unreachable\n"
    "}\n"
    "\n"
    "func @other() file drivers/net/a.c line 0 {\n"
    "b0:\n"
    "  return\n"
    "}\n";

START_TEST(every_op_reads_back)
{
    struct arena *arena = arena_new();
    char *printed = PRINTED(ir_print_unit, read_text(arena, every_op));

    ck_assert_str_eq(printed, every_op);
    free(printed);
    arena_free(arena);
}
END_TEST

START_TEST(every_operator_reads_back)
{
    const char *format[] = {"", "  %%1 = %s a\n", "  %%1 = %s a, a\n"};
    struct arena *arena = arena_new();
    char *first, *second;
    GString *text = g_string_new("func @f(a) {\n");

#define X(id, word, arity) g_string_append_printf(text, format[arity], word);
#include "ir/operators.def"
#undef X
    g_string_append(text, "  return %1\n}\n");
    first = PRINTED(ir_print_unit, read_text(arena, text->str));
    second = PRINTED(ir_print_unit, read_text(arena, first));
    ck_assert_str_eq(first, second);
#define X(id, word, arity) ck_assert_ptr_nonnull(strstr(first, " = " word " a"));
#include "ir/operators.def"
#undef X
    g_string_free(text, TRUE);
    free(first);
    free(second);
    arena_free(arena);
}
END_TEST

START_TEST(fields_are_read)
{
    struct arena *arena = arena_new();
    const struct ir_unit *u = read_text(arena, every_op);
    const struct ir_func *f = u->funcs[0];
    const struct ir_insn *lock = &f->insns[11];

    ck_assert_str_eq(sym_text(u->file), "drivers/net/a.c");
    ck_assert_uint_eq(u->nfuncs, 2);
    ck_assert_int_eq(u->probes[1].value, -1);
    ck_assert_str_eq(sym_text(u->inits[0].func), "drivers/net/a.c:open");
    ck_assert_int_eq(u->inits[1].value, 1);
    ck_assert_str_eq(sym_text(u->inits[1].loc.file), "include/x.h");
    ck_assert_str_eq(sym_text(f->name), "open");
    ck_assert_str_eq(sym_text(f->file), "include/linux/x.h");
    ck_assert_str_eq(sym_text(f->result), "unsigned int");
    ck_assert(f->is_static && f->is_inline && f->is_header);
    ck_assert_uint_eq(f->line, 10);
    ck_assert_uint_eq(f->end_line, 42);
    ck_assert_uint_eq(f->nparams, 5);
    ck_assert(f->vars[2].aggregate && !f->vars[1].aggregate);
    ck_assert_uint_eq(f->vars[7].name, f->vars[5].name);
    ck_assert_uint_eq(lock->op, IR_CALL);
    ck_assert_str_eq(sym_text(lock->ref), "_raw_spin_lock");
    ck_assert_str_eq(sym_text(ir_insn_loc(f, lock)->macro), "spin_lock");
    ck_assert_uint_eq(ir_insn_loc(f, lock)->line, 13);
    ck_assert_uint_eq(ir_insn_loc(f, lock)->col, 3);
    ck_assert_uint_eq(ir_insn_arg(f, lock, 1), IR_NONE);
    ck_assert_uint_eq(f->insns[13].flags, IRF_CLEANUP);
    arena_free(arena);
}
END_TEST

START_TEST(short_forms_are_filled_in)
{
    struct arena *arena = arena_new();
    const struct ir_unit *u = read_text(arena, "; no unit, no label, no locations\n\n"
                                               "func @a.c:f(x) line 3 { ; locals need a declaration\n"
                                               "  %9 = load x ; temporaries do not\n"
                                               "  return %9\n"
                                               "}\n"
                                               "init @ops o.f = @a.c:f\n"
                                               "func @g() {\n  return\n}");

    ck_assert_str_eq(sym_text(u->file), "test.ir");
    ck_assert_str_eq(sym_text(u->funcs[0]->file), "a.c");
    ck_assert_str_eq(sym_text(u->funcs[1]->file), "test.ir");
    ck_assert_uint_eq(u->funcs[0]->vars[1].kind, IR_TEMP);
    ck_assert_uint_eq(ir_insn_loc(u->funcs[0], u->funcs[0]->insns)->line, 3);
    ck_assert_str_eq(sym_text(u->inits[0].object), "ops");
    arena_free(arena);
}
END_TEST

static const struct {
    const char *text, *error;
} malformed[] = {
    {"hello\n", "test.ir:1: func, init or probe expected"},
    {"unit a.c b\n", "test.ir:1: the end of the line expected before 'b'"},
    {"probe X = y\n", "test.ir:1: number expected before 'y'"},
    {"probe X = 99999999999999999999\n", "test.ir:1: number does not fit into 64 bits"},
    {"init $o f = $g\n", "test.ir:1: number expected before '$'"},
    {"init o f = 1\n", "test.ir:1: '$' expected before 'o'"},
    {"func f() {\n return\n}\n", "test.ir:1: '@' expected before 'f'"},
    {"func @f( {\n return\n}\n", "test.ir:1: variable expected before '{'"},
    {"func @f(a, a) {\n return\n}\n", "test.ir:1: 'a' is declared twice"},
    {"func @f() extern {\n return\n}\n", "test.ir:1: static, inline, header, file, line or '{' expected"},
    {"func @f() line 99999999999 {\n}\n", "test.ir:1: line out of range"},
    {"func @f() {\n return\n", "test.ir:3: '}' expected before the end of the text"},
    {"func @f() {\n}\n", "test.ir:2: the function's last block has no jump or return at its end"},
    {"func @f() {\n}\n func", "test.ir:2: the function's last block has no jump or return at its end"},
    {"func @f() {\n return x\n}\n", "test.ir:2: variable 'x' is not declared"},
    {"func @f() {\n x = copy 1\n return\n}\n", "test.ir:2: variable 'x' is not declared"},
    {"func @f() {\n temp t\n return\n}\n", "test.ir:2: temp 't' is not written as %NUMBER"},
    {"func @f() {\n frob 1\n return\n}\n", "test.ir:2: unknown operation 'frob'"},
    {"func @f() {\n unary 1\n return\n}\n", "test.ir:2: unknown operation 'unary'"},
    {"func @f() {\n return\n return\n}\n",
     "test.ir:3: instruction after the end of its block: a label is missing"},
    {"func @f(a) {\n a = copy 1\nb1:\n return\n}\n",
     "test.ir:3: the block before 'b1' has no jump or return at its end"},
    {"func @f() {\n jump b1\nb1:\n jump b1\nb1:\n return\n}\n", "test.ir:5: label 'b1' stands twice"},
    {"func @f(a) {\n branch a, b1, b2\nb1:\n return\n}\n", "test.ir:2: there is no label 'b2'"},
    {"func @f(a) {\n branch a, b1\nb1:\n return\n}\n", "test.ir:2: ',' expected before the end of the line"},
    {"func @f(a) {\n switch a, b1 [1, b1]\nb1:\n return\n}\n", "test.ir:2: '-' expected before ','"},
    {"func @f(a) {\n store a\n return\n}\n", "test.ir:2: ',' expected before the end of the line"},
    {"func @f(a) {\n call @g(a a)\n return\n}\n", "test.ir:2: ')' expected before 'a'"},
    {"func @f(a) {\n call @g(\"x)\n return\n}\n", "test.ir:2: quotes are not closed"},
    {"func @f(a) {\n call @g(\"\\q\")\n return\n}\n", "test.ir:2: unknown escape in quotes"},
    {"func @f(a) {\n return !x\n}\n", "test.ir:2: ':' expected before the end of the line"},
    {"func @f(a) {\n return !1:2(\n}\n", "test.ir:3: macro expected before '}'"},
    {"\nfunc @f(a) {\n copy a\n return\n}\n",
     "test.ir:2: function f, instruction 0 (copy): the destination is no variable"},
    {"func @f(a) {\n jump b1\nb1:\n a = return a\n}\n",
     "test.ir:1: function f, instruction 0 (return): has a destination"},
    {"func @f(a) {\n %1 = addr 5\n return\n}\n",
     "test.ir:1: function f, instruction 0 (addr): takes the address of what is no variable"},
};

START_TEST(malformed_is_refused_with_its_line)
{
    struct arena *arena = arena_new();
    GError *error = NULL;

    ck_assert_ptr_null(ir_read_unit(arena, "test.ir", malformed[_i].text, &error));
    ck_assert_ptr_nonnull(error);
    ck_assert_str_eq(error->message, malformed[_i].error);
    g_error_free(error);
    arena_free(arena);
}
END_TEST

/* No beginning of a good text may crash the reader, or make it read on behind the end. */
START_TEST(every_prefix_is_survived)
{
    struct arena *arena = arena_new();

    for (size_t n = 0; n < strlen(every_op); n++) {
        char *text = g_strndup(every_op, n);
        GError *error = NULL;

        if (!ir_read_unit(arena, "test.ir", text, &error)) ck_assert_ptr_nonnull(error);
        g_clear_error(&error);
        g_free(text);
        arena_reset(arena);
    }
    arena_free(arena);
}
END_TEST

/* A function of `nblocks` blocks with random edges, some of them only jumps, constants as conditions among
 * them. */
static struct ir_func *random_func(struct arena *arena, GRand *random, uint32_t nblocks)
{
    struct ir_builder *b = irb_new(arena, sym_of("f"), sym_of("a.c"), 1);
    ir_val values[4] = {irb_var(b, IR_PARAM, sym_of("x"), SYM_NONE, false), irb_const(b, 0), irb_const(b, 1),
                        irb_var(b, IR_LOCAL, sym_of("x"), sym_of("int"), false)};

#define RANDOM_BLOCK() ((uint32_t)g_rand_int_range(random, 0, (gint32)nblocks))
#define RANDOM_VALUE() values[g_rand_int_range(random, 0, 4)]
    for (uint32_t i = 0; i < nblocks; i++) irb_block(b);
    for (uint32_t i = 0; i < nblocks; i++) {
        struct ir_case cases[3] = {
            {0, 1, RANDOM_BLOCK()}, {2, 2, RANDOM_BLOCK()}, {INT64_MIN, -1, RANDOM_BLOCK()}};

        irb_place(b, i);
        if (g_rand_boolean(random)) values[0] = irb_binary(b, IR_ADD, RANDOM_VALUE(), RANDOM_VALUE());
        switch (g_rand_int_range(random, 0, 8)) {
        case 0: irb_return(b, RANDOM_VALUE()); break;
        case 1: irb_switch(b, RANDOM_VALUE(), cases, 3, RANDOM_BLOCK()); break;
        case 2: irb_unreachable(b); break;
        case 3:
        case 4: irb_jump(b, RANDOM_BLOCK()); break;
        default: irb_branch(b, RANDOM_VALUE(), RANDOM_BLOCK(), RANDOM_BLOCK()); break;
        }
    }
    return irb_finish(b);
}

START_TEST(random_functions_verify_and_read_back)
{
    struct arena *arena = arena_new();
    GRand *random = g_rand_new_with_seed((guint32)_i);

    for (int round = 0; round < 100; round++) {
        struct ir_func *f = random_func(arena, random, (uint32_t)g_rand_int_range(random, 1, 12));
        GError *error = NULL;
        char *first, *second;

        ck_assert_msg(ir_verify(f, &error), "%s", error ? error->message : "");
        first = PRINTED(ir_print_func, f);
        second = PRINTED(ir_print_func, read_text(arena, first)->funcs[0]);
        ck_assert_str_eq(first, second);
        free(first);
        free(second);
        arena_reset(arena);
    }
    g_rand_free(random);
    arena_free(arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("text");

    tcase_add_test(tests, every_op_reads_back);
    tcase_add_test(tests, every_operator_reads_back);
    tcase_add_test(tests, fields_are_read);
    tcase_add_test(tests, short_forms_are_filled_in);
    tcase_add_loop_test(tests, malformed_is_refused_with_its_line, 0, G_N_ELEMENTS(malformed));
    tcase_add_test(tests, every_prefix_is_survived);
    tcase_add_loop_test(tests, random_functions_verify_and_read_back, 0, 20);
    return run_tests(tests, "ir/text");
}
