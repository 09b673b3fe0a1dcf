/* Compile commands of a kernel build folder: what make prints, lists that are kept, and what makes them
 * stale.
 *
 * Needs a temporary folder and make, and neither libclang nor a kernel. The make output is our own writing in
 * kbuild's form.
 */
#include "frontend/command.h"
#include "frontend/command_list.h"
#include "frontend/kbuild.h"
#include "support.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- lines ---- */

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

/* ---- build folders ---- */

#define CC "gcc -D__KERNEL__ -c -o x.o "

/* Makes a folder that looks like a prepared tree, built in place; `recipe` is what make does for sub/. It
 * writes down what it was asked for. */
static void put_kernel(const char *recipe)
{
    char *makefile = g_strconcat("VERSION = 6\nPATCHLEVEL = 12\n$(shell echo $(MAKECMDGOALS) >>goals)\n"
                                 ".PHONY: sub/ sub/deep/ sub-b/ arch/x86/\nsub/:\n\t",
                                 recipe,
                                 "\nsub/deep/:\n\t" CC "-DDEEP sub/deep/d.c\nsub-b/:\n\t" CC
                                 "sub-b/o.c\narch/x86/:\n\t" CC "arch/x86/e.c\n",
                                 NULL);
    const char *const files[][2] = {
        {"Makefile", makefile},
        {"Kconfig", ""},
        {".config", "#\n# Linux/x86 6.12.1 Kernel Configuration\n"},
        {"include/generated/autoconf.h", ""},
        {"sub/Makefile", "#1\n"},
        {"sub/a.c", "int a;"},
        {"sub/b.c", "int b;"},
        {"sub/deep/Makefile", "#1\n"},
        {"sub/deep/d.c", "int d;"},
        {"sub/deep/unbuilt.c", "int u;"},
        {"sub-b/Makefile", "#1\n"},
        {"sub-b/o.c", "int o;"},
        {"arch/x86/Makefile", "#1\n"},
        {"arch/x86/e.c", "int e;"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) g_free(put(files[i][0], files[i][1]));
    g_free(makefile);
}

static const char sub_recipe[] =
    CC "-DONE -DB sub/b.c; " CC "-DONE -DA sub/a.c; " CC "-DONE -DDEEP -DTWO sub/deep/d.c";

static char *cache;

static void setup_kernel(void)
{
    setup();
    cache = g_build_filename(folder, "cache", NULL);
    put_kernel(sub_recipe);
}

static void teardown_kernel(void)
{
    g_free(cache);
    teardown();
}

/* The commands as text, one a line, then what failed; owned by the caller. NULL if make could not be run. */
static char *list_text(const char *const *paths, const char *in)
{
    GPtrArray *failed = command_failures_new();
    GError *error = NULL;
    GString *text = g_string_new(NULL);
    char *root = NULL;
    GPtrArray *list = commands_from_kbuild(folder, paths, in, &root, failed, &error);
    for (guint i = 0; list && i < list->len; i++) {
        const struct command *cmd = list->pdata[i];
        char *flags = g_strjoinv(" ", cmd->flags);
        ck_assert_str_eq(cmd->directory, folder);
        g_string_append_printf(text, "%s %s\n", cmd->file + strlen(folder) + 1, flags);
        g_free(flags);
    }
    for (guint i = 0; list && i < failed->len; i++) {
        const struct command_failure *f = failed->pdata[i];
        g_string_append_printf(text, "%s: %s\n", f->path, f->reason);
    }
    if (list) {
        ck_assert_str_eq(root, folder);
        g_ptr_array_unref(list);
    } else {
        ck_assert_ptr_nonnull(strstr(error->message, "cannot run make"));
        g_error_free(error);
    }
    g_ptr_array_unref(failed);
    g_free(root);
    return g_string_free(text, list == NULL);
}

/* The same where make can't be found. */
static char *kept_text(const char *const *paths)
{
    char *path = g_strdup(g_getenv("PATH"));
    g_setenv("PATH", "/nonexistent", TRUE);
    char *text = list_text(paths, cache);
    g_setenv("PATH", path, TRUE);
    g_free(path);
    return text;
}

static void expect_text(char *text, const char *expected)
{
    ck_assert_str_eq(text ? text : "(make is asked)", expected);
    g_free(text);
}

static void shell(const char *command)
{
    char *line = g_strdup_printf("cd '%s' && { %s; }", folder, command);
    ck_assert_msg(system(line) == 0, "%s", line);
    g_free(line);
}

#define FLAGS_A    "sub/a.c -D__KERNEL__ -DONE -DA\n"
#define FLAGS_B    "sub/b.c -D__KERNEL__ -DONE -DB\n"
#define FLAGS_DEEP "sub/deep/d.c -D__KERNEL__ -DONE -DDEEP -DTWO\n"
#define ALL_OF_SUB FLAGS_A FLAGS_B FLAGS_DEEP

static const char *const sub[] = {"sub", NULL};

START_TEST(kbuild_folder_is_asked_once)
{
    const char *const some[] = {"sub/deep/d.c", "sub/b.c", "sub/none.c", NULL};
    const char *const only_b[] = {"sub/b.c", NULL}, *const other[] = {"sub-b", NULL};
    expect_text(list_text(sub, cache), ALL_OF_SUB);
    ck_assert(kernel_is_configured(folder));
    expect_text(kept_text(sub), ALL_OF_SUB);
    expect_text(kept_text(some), FLAGS_B FLAGS_DEEP "sub/none.c: no such file or folder\n");
    expect_text(kept_text(only_b), FLAGS_B);
    expect_text(kept_text(other), "(make is asked)");
    /* no folder to keep lists in: the same */
    expect_text(list_text(some, NULL), FLAGS_B FLAGS_DEEP "sub/none.c: no such file or folder\n");
}
END_TEST

/* The list of a file's folder is not the one of all above it. */
START_TEST(list_of_less_is_not_enough)
{
    const char *const deep[] = {"sub/deep/d.c", NULL};
    expect_text(list_text(deep, cache), "sub/deep/d.c -D__KERNEL__ -DDEEP\n");
    expect_text(kept_text(deep), "sub/deep/d.c -D__KERNEL__ -DDEEP\n");
    expect_text(kept_text(sub), "(make is asked)");
}
END_TEST

START_TEST(list_of_the_whole_tree_serves_all)
{
    const char *const several[] = {"sub-b/o.c", "sub/deep", NULL};
    expect_text(list_text(NULL, cache), "arch/x86/e.c -D__KERNEL__\nsub-b/o.c -D__KERNEL__\n" ALL_OF_SUB);
    expect_text(kept_text(several), "sub-b/o.c -D__KERNEL__\n" FLAGS_DEEP);
    expect_text(kept_text(sub), ALL_OF_SUB);
}
END_TEST

/* What the list of all does not know, the lists above do not know either. */
START_TEST(unbuilt_file_asks_nobody)
{
    const char *const unbuilt[] = {"sub/deep/unbuilt.c", NULL};
    g_free(list_text(sub, cache));
    expect_text(kept_text(unbuilt), "sub/deep/unbuilt.c: not built by this kernel configuration\n");
}
END_TEST

START_TEST(targets_are_asked_for_together)
{
    const char *const many[] = {"sub/deep", "sub-b/o.c", "sub/a.c", "sub", "sub-b", NULL};
    char *goals;
    g_free(list_text(many, cache));
    char *path = g_build_filename(folder, "goals", NULL);
    ck_assert(g_file_get_contents(path, &goals, NULL, NULL));
    ck_assert_str_eq(goals, "sub/ sub-b/\n");
    g_free(goals);
    g_free(path);
}
END_TEST

/* ---- what makes a list stale ---- */

static const struct {
    const char *change;
    bool asked;
} changes[] = {
    {"true", false},
    {"touch sub/Makefile Makefile .config", false},
    {"cp sub/Makefile m && mv m sub/Makefile", false},
    {"echo '#2' >sub/Makefile", true}, /* as long as before */
    {"echo '#3' >sub/deep/Makefile", true},
    {"echo >sub/deep/Kbuild", true},
    {"echo >sub/deep/more.mk", true},
    {"rm sub/deep/Kbuild", true},
    {"mkdir sub/new && echo >sub/new/Makefile", true},
    {"rm -r sub/new", true},
    {"mkdir arch/x86/pci", true},
    {"echo >sub/deep/x.o && mkdir sub/.hidden && rm sub/b.c && echo >sub/b.c", false},
    {"echo '#2' >>sub-b/Makefile && echo >sub-b/Kbuild", false}, /* not below the target */
    {"echo '#2' >>Makefile", true},
    {"echo >Kbuild", true},
    {"echo '#2' >>arch/x86/Makefile", true},
    {"mkdir -p scripts && echo >scripts/Makefile.build", true},
    {"echo CONFIG_A=y >>.config", true},
    {"mkdir -p include/config && echo CONFIG_A=y >include/config/auto.conf", true},
    {"echo CONFIG_B=y >>include/config/auto.conf", true},
    {"rm include/config/auto.conf", true},
};

static void expect_changes(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_free(list_text(sub, cache));
        shell(changes[i].change);
        char *kept = kept_text(sub);
        ck_assert_msg((kept == NULL) == changes[i].asked, "%s", changes[i].change);
        if (kept) ck_assert_str_eq(kept, ALL_OF_SUB);
        g_free(kept);
    }
}

/* Files that are new when the list is made: their time stamps prove nothing. */
START_TEST(changes_of_new_files_are_seen)
{
    expect_changes();
}
END_TEST

START_TEST(changes_of_old_files_are_seen)
{
    g_usleep(3 * G_USEC_PER_SEC);
    expect_changes();
}
END_TEST

START_TEST(environment_counts)
{
    g_free(list_text(sub, cache));
    g_setenv("KCFLAGS", "-DMORE", TRUE);
    expect_text(kept_text(sub), "(make is asked)");
    g_unsetenv("KCFLAGS");
    expect_text(kept_text(sub), ALL_OF_SUB);
}
END_TEST

/* The only file in the cache; owned by the caller. */
static char *cache_file(void)
{
    GDir *dir = g_dir_open(cache, 0, NULL);
    char *path = g_build_filename(cache, g_dir_read_name(dir), NULL);
    ck_assert_ptr_null(g_dir_read_name(dir));
    g_dir_close(dir);
    return path;
}

/* A list that is damaged anywhere is as good as none, or as good as ever. */
START_TEST(damaged_lists_are_made_again)
{
    char *text;
    gsize size;
    g_free(list_text(sub, cache));
    char *path = cache_file();
    ck_assert(g_file_get_contents(path, &text, &size, NULL));
    for (gsize i = 0; i < size; i++) {
        ck_assert(g_file_set_contents(path, text, (gssize)i, NULL));
        expect_text(kept_text(sub), "(make is asked)");
        text[i] ^= 0x15;
        ck_assert(g_file_set_contents(path, text, (gssize)size, NULL));
        expect_text(kept_text(sub), "(make is asked)");
        text[i] ^= 0x15;
    }
    ck_assert(g_file_set_contents(path, text, (gssize)size, NULL));
    expect_text(kept_text(sub), ALL_OF_SUB);
    g_free(text);
    g_free(path);
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
    GPtrArray *failed = command_failures_new();
    GError *error = NULL;
    char *root;
    ck_assert_ptr_null(commands_from_kbuild(folder, sub, NULL, &root, failed, &error));
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

int main(void)
{
    Suite *suite = suite_create("kbuild");
    TCase *t = tcase_create("kbuild");
    tcase_add_checked_fixture(t, setup_kernel, teardown_kernel);
    tcase_add_test(t, kbuild_line_gives_one_command);
    tcase_add_loop_test(t, kbuild_lines_without_a_command, 0, G_N_ELEMENTS(other_lines));
    tcase_add_test(t, kbuild_saved_command);
    tcase_add_test(t, kbuild_folder_is_asked_once);
    tcase_add_test(t, list_of_less_is_not_enough);
    tcase_add_test(t, list_of_the_whole_tree_serves_all);
    tcase_add_test(t, unbuilt_file_asks_nobody);
    tcase_add_test(t, targets_are_asked_for_together);
    tcase_add_test(t, changes_of_new_files_are_seen);
    tcase_add_test(t, changes_of_old_files_are_seen);
    tcase_add_test(t, environment_counts);
    tcase_add_test(t, damaged_lists_are_made_again);
    tcase_add_loop_test(t, kbuild_errors_name_the_folder, 0, G_N_ELEMENTS(kbuild_errors));
    tcase_add_test(t, kernel_version_is_read);
    suite_add_tcase(suite, t);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failures = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
