/* Compile commands: flag cleaning, quoting, databases, paths.
 *
 * Needs a temporary folder, and neither libclang nor a kernel.
 */
#include "frontend/command.h"
#include "frontend/command_list.h"
#include "frontend/command_paths.h"
#include "frontend/flags.h"
#include "support.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *given, *kept;
} flag_cases[] = {
    {"gcc -Iinc -I ./inc -I/abs", "-I/d/inc -I/d/inc -I/abs"},
    {"cc -isystem sys -iquote q -idirafter late", "-isystem/d/sys -iquote/d/q -idirafter/d/late"},
    {"cc -nostdinc -D A=1 -DB -U C -undef", "-nostdinc -D A=1 -DB -U C -undef"},
    {"cc -include nowhere.h -imacros /m.h", "-include nowhere.h -imacros /m.h"},
    {"cc -std=gnu11 -ansi -x c -m64", "-std=gnu11 -ansi -x c -m64"},
    {"cc -Wall -Wp,-MMD,x.d -O2 -g -pg -march=native -mno-sse -fno-common", ""},
    {"cc -fshort-wchar -funsigned-char -fno-builtin -fno-builtin-wcslen -ffreestanding",
     "-fshort-wchar -funsigned-char -fno-builtin -fno-builtin-wcslen -ffreestanding"},
    {"cc -fms-extensions -fgnu89-inline -fshort-enums", "-fms-extensions -fgnu89-inline -fshort-enums"},
    {"cc --param asan-stack=1 -fsanitize=bounds -DX", "-DX"},
    {"cc -c -o out.c -MD -MF dep.c -MT t.c -DX", "-DX"},
    {"clang -Xclang -DLOST -mllvm -DLOST -target arm-linux -DX", "-target arm-linux -DX"},
    {"clang --target=aarch64-linux-gnu --sysroot=root", "--target=aarch64-linux-gnu --sysroot=/d/root"},
    {"ccache aarch64-linux-gnu-gcc-12 -DX", "--target=aarch64-linux-gnu -DX"},
    {"-D__linux__ -Wbitwise -Wno-return-void --arch=x86 -mlittle-endian -m64", "-D__linux__ -m64"},
    {"cc -I", ""},
};

START_TEST(flags_are_cleaned)
{
    char **argv = g_strsplit(flag_cases[_i].given, " ", -1);
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    char **flags = flags_clean((const char *const *)argv, "/d", files);
    char *joined = g_strjoinv(" ", flags);
    ck_assert_str_eq(joined, flag_cases[_i].kept);
    ck_assert_uint_eq(files->len, 0);
    g_free(joined);
    g_strfreev(flags);
    g_ptr_array_unref(files);
    g_strfreev(argv);
}
END_TEST

START_TEST(include_file_found_becomes_absolute)
{
    char *path = put("config.h", "");
    const char *const argv[] = {"-include", "config.h", NULL};
    char **flags = flags_clean(argv, folder, NULL);
    ck_assert_str_eq(flags[1], path);
    g_strfreev(flags);
    g_free(path);
}
END_TEST

START_TEST(argv_names_files)
{
    char *a = put("a.c", "int a;"), *b = put("b.c", "int b;");
    char *plain = put("tmp.Xq1", "int c;");
    const char *const both[] = {"-DX", b, "-o", "c.c", a, NULL}, *const none[] = {"-DX", "x.o", NULL};
    const char *const other[] = {"-DX", plain, NULL};
    GPtrArray *failed = command_failures_new();
    GError *error = NULL;
    GPtrArray *list = commands_from_argv(both, NULL, failed, &error);
    ck_assert_uint_eq(list->len, 2);
    const struct command *first = list->pdata[0];
    ck_assert_str_eq(first->file, a);
    ck_assert_str_eq(first->flags[0], "-DX");
    ck_assert(!first->model);
    g_ptr_array_unref(list);

    list = commands_from_argv(other, NULL, failed, &error);
    ck_assert_uint_eq(list->len, 1);
    first = list->pdata[0];
    ck_assert_str_eq(first->file, plain);
    ck_assert_str_eq(first->flags[1], "-x");
    ck_assert_str_eq(first->flags[2], "c");
    g_ptr_array_unref(list);
    g_free(plain);

    ck_assert_ptr_null(commands_from_argv(none, NULL, failed, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "no C source"));
    g_error_free(error);
    g_ptr_array_unref(failed);
    g_free(a);
    g_free(b);
}
END_TEST

START_TEST(paths_are_searched)
{
    char *hidden = put(".git/no.c", "x"), *b = put("dir/sub/b.c", "x"), *a = put("dir/a.c", "x");
    char *text = put("text/readme", "x"), *dir = g_build_filename(folder, "dir", NULL);
    char *empty = g_build_filename(folder, "text", NULL), *gone = g_build_filename(folder, "gone.c", NULL);
    const char *const paths[] = {b, gone, empty, dir, folder, NULL};
    GPtrArray *failed = command_failures_new();
    GPtrArray *list = commands_from_paths(paths, failed);
    ck_assert_uint_eq(list->len, 2);
    ck_assert_str_eq(((struct command *)list->pdata[0])->file, a);
    ck_assert_str_eq(((struct command *)list->pdata[1])->file, b);
    ck_assert(((struct command *)list->pdata[0])->model);
    ck_assert_uint_eq(failed->len, 2);
    ck_assert_str_eq(((struct command_failure *)failed->pdata[0])->path, gone);
    ck_assert_str_eq(((struct command_failure *)failed->pdata[0])->reason, "no such file or folder");
    ck_assert_str_eq(((struct command_failure *)failed->pdata[1])->path, empty);
    ck_assert_str_eq(((struct command_failure *)failed->pdata[1])->reason, "no C source file in this folder");
    g_ptr_array_unref(list);
    g_ptr_array_unref(failed);
    char *const all[] = {hidden, a, b, text, dir, empty, gone};
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++) g_free(all[i]);
}
END_TEST

/* The database's error, owned by the caller; fails the test if there is none. */
static char *database_error(const char *text)
{
    char *path = put("compile_commands.json", text);
    GPtrArray *failed = command_failures_new();
    GError *error = NULL;
    ck_assert_ptr_null(commands_from_database(path, NULL, failed, &error));
    char *message = g_strdup(error->message + (g_str_has_prefix(error->message, path) ? strlen(path) : 0));
    g_error_free(error);
    g_ptr_array_unref(failed);
    g_free(path);
    return message;
}

static const struct {
    const char *text, *error;
} database_errors[] = {
    {"[\n  {\"file\": }\n]", ":2:12: unexpected token near '}'"},
    {"{}", ":1:1: a list of commands is expected"},
    {"[{\"file\": \"a.c\"}]", ": entry 1: neither \"arguments\" nor \"command\""},
    {"[{\"file\": \"a.c\", \"command\": \"cc 'a\"}]",
     ": entry 1: Text ended before matching quote was found for '."},
    {"[{\"file\": \"a.o\"}, {\"command\": \"cc\"}]", ": entry 2: no \"file\""},
};

START_TEST(database_errors_say_where)
{
    char *message = database_error(database_errors[_i].text);
    ck_assert_ptr_nonnull(g_strstr_len(message, -1, database_errors[_i].error));
    g_free(message);
}
END_TEST

START_TEST(database_that_is_missing)
{
    GPtrArray *failed = command_failures_new();
    GError *error = NULL;
    ck_assert_ptr_null(commands_from_database(folder, NULL, failed, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "compile_commands.json: no such compilation database"));
    g_error_free(error);
    g_ptr_array_unref(failed);
}
END_TEST

START_TEST(database_is_read)
{
    char *a = put("src/a.c", "x"), *b = put("src/b.c", "x");
    char *path = put(
        "compile_commands.json",
        "[{\"directory\": \"src\", \"file\": \"b.c\", \"command\": \"gcc -O2 -Iinc '-DN=\\\"n\\\"' -c b.c\"},"
        " {\"directory\": \"src\", \"file\": \"a.c\", \"arguments\": [\"clang\", \"-DA\", \"a.c\"]},"
        " {\"directory\": \"src\", \"file\": \"a.c\", \"arguments\": [\"clang\", \"-DAGAIN\", \"a.c\"]},"
        " {\"directory\": \"src\", \"file\": \"x.S\", \"arguments\": [\"clang\", \"x.S\"]}]");
    char *include = g_strdup_printf("-I%s/src/inc", folder);
    GPtrArray *failed = command_failures_new();
    GPtrArray *list = commands_from_database(folder, NULL, failed, NULL);
    ck_assert_uint_eq(list->len, 2);
    const struct command *first = list->pdata[0], *second = list->pdata[1];
    ck_assert_str_eq(first->file, a);
    ck_assert_str_eq(first->flags[0], "-DA");
    ck_assert_str_eq(second->flags[0], include);
    ck_assert_str_eq(second->flags[1], "-DN=\"n\"");
    ck_assert_ptr_null(second->flags[2]);
    g_ptr_array_unref(list);

    const char *const some[] = {"src/b.c", "src/c.c", path, NULL};
    list = commands_from_database(folder, some, failed, NULL);
    ck_assert_uint_eq(list->len, 1);
    ck_assert_uint_eq(failed->len, 2);
    ck_assert_str_eq(((struct command_failure *)failed->pdata[0])->path, "src/c.c");
    ck_assert_str_eq(((struct command_failure *)failed->pdata[1])->reason, "not a C source file");
    g_ptr_array_unref(list);
    g_ptr_array_unref(failed);
    g_free(include);
    g_free(path);
    g_free(a);
    g_free(b);
}
END_TEST

static const struct {
    const char *text;
    gssize n;
    const char *error; /* NULL: good */
} sources[] = {{"int a;", 6, NULL}, {"", 0, "empty file"}, {"a\0b", 3, "binary file, not C source"}};

START_TEST(sources_are_checked)
{
    char *path = g_build_filename(folder, "a.c", NULL);
    struct command cmd = {.file = path};
    GError *error = NULL;
    ck_assert(!command_check_source(&cmd, &error));
    g_clear_error(&error);
    for (size_t i = 0; i < G_N_ELEMENTS(sources); i++) {
        ck_assert(g_file_set_contents(path, sources[i].text, sources[i].n, NULL));
        ck_assert(command_check_source(&cmd, &error) == !sources[i].error);
        if (error) ck_assert_str_eq(error->message, sources[i].error);
        g_clear_error(&error);
    }
    g_free(path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("command");
    TCase *t = tcase_create("command");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, flags_are_cleaned, 0, G_N_ELEMENTS(flag_cases));
    tcase_add_test(t, include_file_found_becomes_absolute);
    tcase_add_test(t, argv_names_files);
    tcase_add_test(t, paths_are_searched);
    tcase_add_loop_test(t, database_errors_say_where, 0, G_N_ELEMENTS(database_errors));
    tcase_add_test(t, database_that_is_missing);
    tcase_add_test(t, database_is_read);
    tcase_add_test(t, sources_are_checked);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failures = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
