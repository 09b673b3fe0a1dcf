/* Compile commands: flag cleaning, quoting, databases, kbuild's output, paths.
 *
 * Needs a temporary folder, and neither libclang nor a kernel. The recorded make output is our own writing in
 * kbuild's form.
 */
#include "frontend/command.h"
#include "frontend/command_list.h"
#include "frontend/command_paths.h"
#include "frontend/flags.h"
#include "frontend/kbuild.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder; /* a fresh one for each test */

static void setup(void)
{
    char *made = g_dir_make_tmp("gfpcheck-test-XXXXXX", NULL);
    folder = path_real(made);
    g_free(made);
}

static void teardown(void)
{
    char *command = g_strdup_printf("rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
    g_free(command);
    g_free(folder);
}

/* Writes a file below the test's folder; its path is owned by the caller. */
static char *put(const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL), *dir = g_path_get_dirname(path);
    g_mkdir_with_parents(dir, 0700);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    g_free(dir);
    return path;
}

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

static const char module_line[] =
    "set -e;  echo '  CC [M]  drivers/x/own.o';   trap 'rm -f drivers/x/own.o; trap - HUP; kill -s HUP $$' "
    "HUP; "
    "gcc -Wp,-MMD,drivers/x/.own.o.d -nostdinc -I../linux/include -I./include -include ../linux/include/k.h "
    "-D__KERNEL__ -DMODULE  -DKBUILD_BASENAME='\"own\"' -DKBUILD_MODFILE='\"drivers/x/own; mod\"' -c -o "
    "drivers/x/own.o ../linux/drivers/x/own.c  ; ./tools/objtool/objtool --module drivers/x/own.o; "
    "scripts/basic/fixdep drivers/x/.own.o.d drivers/x/own.o 'gcc -D__KERNEL__ "
    "-DKBUILD_BASENAME='\\''\"own\"'\\'' -c "
    "-o drivers/x/own.o ../linux/drivers/x/own.c' > drivers/x/.own.o.cmd; rm -f drivers/x/.own.o.d";

START_TEST(kbuild_line_gives_one_command)
{
    GPtrArray *list = commands_new();
    kbuild_extract_line(module_line, "/k/build", list);
    ck_assert_uint_eq(list->len, 1);
    const struct command *cmd = list->pdata[0];
    ck_assert_str_eq(cmd->file, "/k/linux/drivers/x/own.c");
    ck_assert_str_eq(cmd->directory, "/k/build");
    char *joined = g_strjoinv("|", cmd->flags);
    ck_assert_str_eq(
        joined, "-nostdinc|-I/k/build/../linux/include|-I/k/build/include|-include|../linux/include/k.h|"
                "-D__KERNEL__|-DMODULE|-DKBUILD_BASENAME=\"own\"|-DKBUILD_MODFILE=\"drivers/x/own; mod\"");
    g_free(joined);
    g_ptr_array_unref(list);
}
END_TEST

static const char *const other_lines[] = {
    ":",
    "make -f ../linux/scripts/Makefile.build obj=drivers/x",
    "gcc -O2 -c -o scripts/tool.o ../linux/scripts/tool.c",                    /* a host program */
    "gcc -D__KERNEL__ -S -o kernel/bounds.s ../linux/kernel/bounds.c",         /* no object */
    "gcc -D__KERNEL__ -c -o x.o ../linux/arch/x/entry.S",                      /* assembler */
    "echo 'gcc -D__KERNEL__ -c -o x.o x.c'; echo \"gcc -D__KERNEL__ -c x.c\"", /* a text */
    "gcc -D__KERNEL__ -c -o x.o 'x.c",                                         /* no end of the quote */
};

START_TEST(kbuild_lines_without_a_command)
{
    GPtrArray *list = commands_new();
    kbuild_extract_line(other_lines[_i], "/k/build", list);
    ck_assert_uint_eq(list->len, 0);
    g_ptr_array_unref(list);
}
END_TEST

START_TEST(kbuild_saved_command)
{
    GPtrArray *list = commands_new();
    kbuild_extract_saved(
        "savedcmd_x.o := gcc -D__KERNEL__ -DA='\\#$$' -c -o x.o x.c ; objtool x.o\n\nsource_x.o := x.c\n",
        "/k", list);
    kbuild_extract_saved("cmd_y.o := gcc -D__KERNEL__ -c -o y.o y.c\n", "/k", list);
    kbuild_extract_saved("deps := gcc -D__KERNEL__ -c -o z.o z.c\n", "/k", list);
    ck_assert_uint_eq(list->len, 2);
    ck_assert_str_eq(((struct command *)list->pdata[0])->flags[1], "-DA=#$");
    ck_assert_str_eq(((struct command *)list->pdata[1])->file, "/k/y.c");
    g_ptr_array_unref(list);
}
END_TEST

/* Makes a folder that looks like a prepared tree, built in place, whose Makefile prints what it is told to.
 */
static void put_kernel(const char *recipe)
{
    char *makefile = g_strconcat("VERSION = 6\nPATCHLEVEL = 12\n.PHONY: sub/\nsub/:\n\t", recipe, "\n", NULL);
    const char *const files[][2] = {
        {"Makefile", makefile},
        {"Kconfig", ""},
        {".config", "#\n# Linux/x86 6.12.1 Kernel Configuration\n"},
        {"include/generated/autoconf.h", ""},
        {"sub/Makefile", ""},
        {"sub/a.c", "int a;"},
        {"sub/b.c", "int b;"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) g_free(put(files[i][0], files[i][1]));
    g_free(makefile);
}

START_TEST(kbuild_folder_is_asked_once)
{
    put_kernel("gcc -D__KERNEL__ -c -o sub/b.o sub/b.c; gcc -D__KERNEL__ -c -o sub/a.o sub/a.c");
    const char *const paths[] = {"sub", NULL}, *const one[] = {"sub/b.c", "sub/none.c", NULL};
    char *cache = g_build_filename(folder, "cache", NULL), *root = NULL;
    GPtrArray *failed = command_failures_new();
    GError *error = NULL;
    GPtrArray *list = commands_from_kbuild(folder, paths, cache, &root, failed, &error);
    ck_assert_msg(list != NULL, "%s", error ? error->message : "");
    ck_assert_uint_eq(list->len, 2);
    ck_assert_str_eq(root, folder);
    ck_assert_uint_eq(failed->len, 0);
    ck_assert(kernel_is_configured(folder));
    g_ptr_array_unref(list);
    g_free(root);

    /* without make's help now */
    char *path = g_strdup(g_getenv("PATH"));
    g_setenv("PATH", "/nonexistent", TRUE);
    list = commands_from_kbuild(folder, one, cache, &root, failed, NULL);
    ck_assert_uint_eq(list->len, 1);
    ck_assert_uint_eq(failed->len, 1);
    g_ptr_array_unref(list);
    g_free(root);

    /* a Makefile that changed is asked again */
    g_free(put("sub/Makefile", "# changed\n"));
    ck_assert_ptr_null(commands_from_kbuild(folder, paths, cache, &root, failed, &error));
    ck_assert_ptr_nonnull(strstr(error->message, "cannot run make"));
    g_error_free(error);
    g_setenv("PATH", path, TRUE);
    g_ptr_array_unref(failed);
    g_free(path);
    g_free(cache);
}
END_TEST

static const struct {
    const char *missing, *error;
} kbuild_errors[] = {
    {".", "no such kernel build folder"},
    {".config", "no .config"},
    {"include", "modules_prepare"},
    {"Kconfig", "does not lead to the kernel's sources"},
    {"", "make -n failed"},
};

START_TEST(kbuild_errors_name_the_folder)
{
    put_kernel("$(error stop)");
    char *command = g_strdup_printf("cd '%s' && rm -rf '%s/%s'", folder, folder, kbuild_errors[_i].missing);
    if (*kbuild_errors[_i].missing == '.' && !kbuild_errors[_i].missing[1]) {
        g_free(command);
        command = g_strdup_printf("rm -rf '%s'", folder);
    }
    if (*kbuild_errors[_i].missing) ck_assert_int_eq(system(command), 0);
    g_free(command);
    const char *const paths[] = {"sub", NULL};
    GPtrArray *failed = command_failures_new();
    GError *error = NULL;
    char *root;
    ck_assert_ptr_null(commands_from_kbuild(folder, paths, NULL, &root, failed, &error));
    ck_assert_ptr_nonnull(strstr(error->message, kbuild_errors[_i].error));
    ck_assert(g_str_has_prefix(error->message, folder));
    g_error_free(error);
    g_ptr_array_unref(failed);
}
END_TEST

START_TEST(kernel_version_is_read)
{
    unsigned major, minor;
    put_kernel(":");
    kernel_version(folder, &major, &minor);
    ck_assert_uint_eq(major, 6);
    ck_assert_uint_eq(minor, 12);
    g_free(put("Makefile", "all:\n"));
    kernel_version(folder, &major, &minor);
    ck_assert_uint_eq(major, 0);
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
    tcase_add_test(t, kbuild_line_gives_one_command);
    tcase_add_loop_test(t, kbuild_lines_without_a_command, 0, G_N_ELEMENTS(other_lines));
    tcase_add_test(t, kbuild_saved_command);
    tcase_add_test(t, kbuild_folder_is_asked_once);
    tcase_add_loop_test(t, kbuild_errors_name_the_folder, 0, G_N_ELEMENTS(kbuild_errors));
    tcase_add_test(t, kernel_version_is_read);
    tcase_add_test(t, sources_are_checked);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failures = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
