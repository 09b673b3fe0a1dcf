/* Units on a prelude: each is used or refused for the reason that its text gives, and is lowered to what it
 * is lowered to without one.
 *
 * The prelude has wide.h, asking.h and narrow.h, which enough plain units include; a unit under test includes
 * what it likes of them. */
#include "frontend/prelude.h"
#include "ir/ir.h"
#include "support.h"

#include <string.h>

enum { PLAIN = 10 };

static const char config[] = "#define CONFIG_NARROW 1\n#define CONFIG_MODULAR_MODULE 1\n"
                             "#define IS_ENABLED(x) IS_SET(x##_MODULE)\n#define IS_SET(x) x\n";

static const char wide[] = "#ifndef WIDE_H\n#define WIDE_H\n"
                           "#ifdef SMALL\nenum { SIZE = 1 };\n#else\nenum { SIZE = 2 };\n#endif\n"
                           "#ifdef CONFIG_OTHER\n#ifndef speed\n#endif\n#endif\n"
                           "#define LIMIT (wide_limit + SIZE)\n#include \"anew.h\"\n"
                           "struct port { int number; };\n"
                           "static inline int wide(int x) { return x + SIZE; }\n#endif\n";
static const char asking[] = "#ifndef ASKING_H\n#define ASKING_H\n#ifdef CONFIG_OTHER\n#ifdef SLOW\n#endif\n"
                             "#elif defined(speed)\nenum { FAST = 1 };\n#else\nenum { FAST = 0 };\n#endif\n"
                             "#endif\n";
static const char narrow[] = "#ifndef NARROW_H\n#define NARROW_H\n"
                             "#define speed 7\n#define twice(x) (2 * (x))\n#define wide_limit 9\n"
                             "static inline int narrow(int x) { return twice(x) + speed; }\n#endif\n";

/* It is read each time. */
static const char anew[] = "#ifdef HURRY\nextern int hurry;\n#endif\n";
/* Guards that are not all of the file. */
static const char events[] = "#if !defined(EVENTS_H) || defined(AGAIN)\n#define EVENTS_H\n"
                             "#include \"narrow.h\"\n#endif\n#ifdef AGAIN\n#else\n#endif\n";
static const char titled[] = "#define title \"x\"\n#ifndef TITLED_H\n#define TITLED_H\n"
                             "#include \"narrow.h\"\n#endif\n";

static const struct {
    const char *text;
    enum prelude_reason reason;
} units[] = {
    {"#include \"wide.h\"\n#include \"narrow.h\"\nint f(int x) { return narrow(x) + speed; }\n",
     PRELUDE_FITS},
    {"#include \"wide.h\"\nint f(int x) { return wide(x); }\n", PRELUDE_FITS},
    /* names of macros that it does not include */
    {"#include \"wide.h\"\nint f(int speed) { return wide(speed); }\n", PRELUDE_FITS},
    {"#include \"wide.h\"\nint twice(int x);\nint f(int x) { return twice(wide(x)); }\n", PRELUDE_FITS},
    {"#include \"wide.h\"\n#ifndef speed\n#define speed 3\n#endif\nint f(void) { return wide(speed); }\n",
     PRELUDE_FITS},
    {"#include \"wide.h\"\n#ifdef speed\nint f(void) { return 1; }\n#else\nint f(void) { return wide(2); "
     "}\n#endif\n",
     PRELUDE_FITS},
    {"#include \"wide.h\"\nextern int wide_limit;\nint f(void) { return LIMIT; }\n", PRELUDE_FITS},
    /* the name is a macro further below, or perhaps */
    {"#include \"wide.h\"\nint f(int speed) { return speed; }\n#include \"narrow.h\"\n", PRELUDE_MACRO},
    {"#include \"wide.h\"\n#ifdef WANT\n#include \"narrow.h\"\n#endif\nint f(int speed) { return speed; }\n",
     PRELUDE_MACRO},
    /* what the configuration says is certain */
    {"#include \"wide.h\"\n#ifdef CONFIG_NARROW\n#include \"narrow.h\"\n#endif\nint f(void) { return speed; "
     "}\n",
     PRELUDE_FITS},
    {"#include \"wide.h\"\n#if IS_ENABLED(CONFIG_MODULAR)\n#include \"narrow.h\"\n#endif\n"
     "int f(void) { return speed; }\n",
     PRELUDE_FITS},
    {"#include \"wide.h\"\n#ifdef CONFIG_OTHER\n#include \"narrow.h\"\n#endif\nint f(int speed) { return "
     "speed; }\n",
     PRELUDE_FITS},
    {"#include \"wide.h\"\n#if !IS_ENABLED(CONFIG_OTHER) /* none */\n#include \"narrow.h\"\n#elif "
     "defined(CONFIG_MODULAR)\nint speed(void);\n#else\nint speed(int x);\n#endif\n"
     "int f(void) { return speed; }\n",
     PRELUDE_FITS},
    {"#include \"wide.h\"\n#ifdef CONFIG_NARROW\n#ifdef WANT\n#include \"narrow.h\"\n#endif\n#endif\n"
     "int f(int speed) { return speed; }\n",
     PRELUDE_MACRO},
    {"#include \"wide.h\"\n#ifndef CONFIG_NARROW\nint f(int speed) { return speed; }\n#else\n"
     "int f(void) { return wide(1); }\n#endif\n#include \"narrow.h\"\n",
     PRELUDE_FITS},
    {"#include \"wide.h\"\n#undef CONFIG_NARROW\n#ifdef CONFIG_NARROW\n#include \"narrow.h\"\n#endif\n"
     "int f(int speed) { return speed; }\n",
     PRELUDE_DEFINES},
    /* what a header looks at, before it */
    {"#define SMALL\n#include \"wide.h\"\nint f(int x) { return wide(x); }\n", PRELUDE_DEFINES},
    /* what a header looks at and finds elsewhere: not if the compiler skips the condition */
    {"#include \"narrow.h\"\n#include \"wide.h\"\nint f(int x) { return wide(x); }\n", PRELUDE_FITS},
    {"#include \"asking.h\"\n#include \"narrow.h\"\nint f(void) { return FAST; }\n", PRELUDE_FITS},
    {"#include \"narrow.h\"\n#include \"asking.h\"\nint f(void) { return FAST; }\n", PRELUDE_HEADERS},
    {"#define SLOW\n#include \"asking.h\"\nint f(void) { return FAST; }\n", PRELUDE_FITS},
    {"#undef SMALL\n#include \"wide.h\"\nint f(int x) { return wide(x); }\n", PRELUDE_FITS},
    {"#define SMALL\n#undef SMALL\n#include \"wide.h\"\nint f(int x) { return wide(x); }\n", PRELUDE_DEFINES},
    {"#define x y\n#include \"wide.h\"\nint f(int z) { return wide(z); }\n", PRELUDE_DEFINES},
    /* what a header that is read each time looks at, in the unit and in another header */
    {"#define HURRY 2\n#include \"anew.h\"\nint f(void) { return hurry + HURRY; }\n", PRELUDE_FITS},
    {"#define HURRY 2\n#include \"anew.h\"\n#include \"wide.h\"\nint f(int x) { return wide(x); }\n",
     PRELUDE_DEFINES},
    /* what is included inside of other guards is certain, if they are not defined before */
    {"#include \"events.h\"\nint f(void) { return speed; }\n", PRELUDE_FITS},
    {"#include \"titled.h\"\nint f(void) { return speed; }\n", PRELUDE_FITS},
    {"#define EVENTS_H\n#include \"events.h\"\nint f(int speed) { return speed; }\n", PRELUDE_MACRO},
};

static GPtrArray *commands; /* of struct command * */
static struct arena *arena;

static void add_unit(const char *name, const char *text)
{
    struct command *cmd = g_new0(struct command, 1);
    char *flags;

    cmd->file = put(name, text);
    cmd->directory = g_strdup(folder);
    flags = g_strdup_printf("-std=gnu11 -include %s/config.h", folder);
    cmd->flags = g_strsplit(flags, " ", 0);
    g_free(flags);
    g_ptr_array_add(commands, cmd);
}

static void free_unit(gpointer data)
{
    struct command *cmd = data;

    g_free(cmd->file);
    g_free(cmd->directory);
    g_strfreev(cmd->flags);
    g_free(cmd);
}

/* Long enough to be worth a prelude. */
static void put_header(const char *name, const char *text)
{
    GString *padded = g_string_new(NULL);

    while (padded->len < 600 * 1000)
        g_string_append(padded, "/* padding, which costs the compiler time to read */\n");
    g_string_append(padded, text);
    g_free(put(name, padded->str));
    g_string_free(padded, TRUE);
}

static void set_up(void)
{
    setup();
    arena = arena_new();
    commands = g_ptr_array_new_with_free_func(free_unit);
    g_free(put("config.h", config));
    put_header("wide.h", wide);
    g_free(put("asking.h", asking));
    g_free(put("anew.h", anew));
    g_free(put("events.h", events));
    g_free(put("titled.h", titled));
    put_header("narrow.h", narrow);
    for (int i = 0; i < PLAIN; i++) {
        char *name = g_strdup_printf("plain%d.c", i);

        add_unit(name, "#include \"wide.h\"\n#include \"asking.h\"\n#include \"narrow.h\"\n"
                       "int f(int x) { return wide(narrow(x)); }\n");
        g_free(name);
    }
}

static void tear_down(void)
{
    g_ptr_array_unref(commands);
    arena_free(arena);
    teardown();
}

static char *lowered(const struct command *cmd, struct prelude_plan *plan, enum prelude_reason *reason)
{
    struct frontend_options options = {0};
    struct frontend *fe = frontend_new(&options);
    struct frontend_report report;
    GError *error = NULL;
    struct ir_unit *u;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    frontend_use_preludes(fe, plan);
    u = frontend_parse(fe, cmd, arena, &report, &error);
    ck_assert_msg(u != NULL, "%s", error ? error->message : "?");
    ck_assert_msg(report.errors == 0 || strstr(report.first_error, "file not found"), "%s",
                  report.first_error);
    ir_print_unit(out, u);
    fclose(out);
    *reason = report.prelude;
    frontend_report_clear(&report);
    frontend_free(fe);
    return text;
}

/* A plan of all commands with so many preludes, which are built. */
static struct prelude_plan *built_plan(const char *dir, uint32_t jobs)
{
    struct frontend_options options = {0};
    struct prelude_plan *plan = prelude_plan_new(&options, commands, dir);
    GError *error = NULL;

    ck_assert_uint_eq(prelude_plan_jobs(plan), jobs);
    for (uint32_t i = 0; i < jobs; i++)
        ck_assert_msg(prelude_plan_build(plan, i, &error), "%s", error ? error->message : "?");
    return plan;
}

static void check_as_without(const struct command *cmd, struct prelude_plan *plan,
                             enum prelude_reason expected, const char *what)
{
    enum prelude_reason reason, none;
    char *with = lowered(cmd, plan, &reason), *without = lowered(cmd, NULL, &none);

    ck_assert_msg(reason == expected, "%s\n%s", what, prelude_reason_text(reason));
    ck_assert_str_eq(with, without);
    free(with);
    free(without);
}

START_TEST(unit_is_read_as_without)
{
    char *dir = g_build_filename(folder, "preludes", NULL);
    struct prelude_plan *plan;

    add_unit("unit.c", units[_i].text);
    plan = built_plan(dir, 1);
    check_as_without(commands->pdata[PLAIN], plan, units[_i].reason, units[_i].text);
    prelude_plan_free(plan);
    prelude_plan_free(built_plan(dir, 0));
    g_free(dir);
}
END_TEST

/* What most units of a folder include may not agree with what is read everywhere. */
START_TEST(folder_that_disagrees_gets_its_own)
{
    char *dir = g_build_filename(folder, "preludes", NULL);
    enum prelude_reason reason;
    struct prelude_plan *plan;

    put_header("odd/odd.h", "#ifndef ODD_H\n#define ODD_H\nenum port { PORT_A = 4 };\n#endif\n");
    for (int i = 0; i < PLAIN - 1; i++) {
        char *name = g_strdup_printf("odd/odd%d.c", i);

        add_unit(name, "#include \"odd.h\"\nint f(enum port p) { return p + PORT_A; }\n");
        g_free(name);
    }
    plan = built_plan(dir, 2);
    for (guint i = 0; i < commands->len; i++) {
        const struct command *cmd = commands->pdata[i];

        check_as_without(cmd, plan, PRELUDE_FITS, cmd->file);
    }
    prelude_plan_free(plan);

    /* a later run with fewer units finds it */
    g_ptr_array_remove_range(commands, 1, commands->len - 2);
    plan = built_plan(dir, 0);
    for (guint i = 0; i < commands->len; i++) {
        free(lowered(commands->pdata[i], plan, &reason));
        ck_assert_msg(reason == PRELUDE_FITS, "%u: %s", i, prelude_reason_text(reason));
    }
    prelude_plan_free(plan);
    g_free(dir);
}
END_TEST

/* A unit whose own header does not agree with the folder's prelude uses the outermost one. */
static void check_goes_further_out(const char *own)
{
    char *dir = g_build_filename(folder, "preludes", NULL);
    struct prelude_plan *plan;

    put_header("odd/odd.h", "#ifndef ODD_H\n#define ODD_H\nenum { ODD = 1 };\n#endif\n");
    g_free(put("odd/own.h", own));
    for (int i = 0; i < PLAIN; i++) {
        char *name = g_strdup_printf("odd/odd%d.c", i);

        add_unit(name,
                 "#include \"odd.h\"\n#include \"../wide.h\"\nint f(int x) { return wide(x) + ODD; }\n");
        g_free(name);
        name = g_strdup_printf("more%d.c", i);
        add_unit(name, "#include \"wide.h\"\nint f(int x) { return wide(x); }\n");
        g_free(name);
    }
    add_unit("odd/unit.c",
             "#include \"../wide.h\"\n#include \"own.h\"\nint f(int x) { return wide(x) + ODD; }\n");
    plan = built_plan(dir, 2);
    check_as_without(commands->pdata[commands->len - 1], plan, PRELUDE_FITS, "odd/unit.c");
    prelude_plan_free(plan);
    g_free(dir);
}

START_TEST(equal_guards_go_further_out)
{
    check_goes_further_out("#ifndef ODD_H\n#define ODD_H\nenum { ODD = 3 };\n#endif\n");
}
END_TEST

START_TEST(unit_that_disagrees_goes_further_out)
{
    check_goes_further_out("enum { ODD = 3 };\n");
}
END_TEST

/* What a header that is not there would have declared is made up alike. */
START_TEST(missing_file_is_missing_with_prelude)
{
    static const char *const texts[] = {
        "#include \"wide.h\"\n#include \"gone.h\"\nint f(gone_t *x) { return wide(GONE) + old(x->y); }\n",
        "#include \"gone.h\"\nstruct port { int x; };\nint f(gone_t *x) { return x->y; }\n",
    };
    static const enum prelude_reason reasons[] = {PRELUDE_FITS, PRELUDE_ERRORS};
    char *dir = g_build_filename(folder, "preludes", NULL);
    struct prelude_plan *plan;

    add_unit("unit.c", texts[_i]);
    plan = built_plan(dir, 1);
    check_as_without(commands->pdata[PLAIN], plan, reasons[_i], texts[_i]);
    prelude_plan_free(plan);
    g_free(dir);
}
END_TEST

/* With many units, those that disagree with a rare header of the outermost prelude have one without it. */
START_TEST(rare_headers_do_not_keep_units_from_all)
{
    enum { MANY = 520, RARE = 20 };
    char *dir = g_build_filename(folder, "preludes", NULL);
    struct prelude_plan *plan;

    put_header("rare.h", "#ifndef RARE_H\n#define RARE_H\nenum { RARE = 1 };\n#endif\n");
    for (int i = 0; i < MANY; i++) {
        char *name = g_strdup_printf("many%d.c", i);

        add_unit(name, i < RARE ? "#include \"wide.h\"\n#include \"rare.h\"\n" : "#include \"wide.h\"\n");
        g_free(name);
    }
    add_unit("unit.c", "#include \"wide.h\"\nenum { RARE = 3 };\nint f(int x) { return wide(x) + RARE; }\n");
    plan = built_plan(dir, 2);
    check_as_without(commands->pdata[commands->len - 1], plan, PRELUDE_FITS, "unit.c");
    prelude_plan_free(plan);
    prelude_plan_free(built_plan(dir, 0));
    g_free(dir);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("prelude");
    TCase *tc = tcase_create("prelude");
    SRunner *runner = srunner_create(suite);
    int failed;

    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, folder_that_disagrees_gets_its_own);
    tcase_add_test(tc, unit_that_disagrees_goes_further_out);
    tcase_add_test(tc, equal_guards_go_further_out);
    tcase_add_loop_test(tc, missing_file_is_missing_with_prelude, 0, 2);
    tcase_add_test(tc, rare_headers_do_not_keep_units_from_all);
    tcase_add_loop_test(tc, unit_is_read_as_without, 0, G_N_ELEMENTS(units));
    suite_add_tcase(suite, tc);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
