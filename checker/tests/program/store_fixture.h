/* For the tests of the program database: a folder for each test, a filling, and what must be there of it. */
#ifndef GFPCHECK_TESTS_STORE_FIXTURE_H
#define GFPCHECK_TESTS_STORE_FIXTURE_H

#include "program/store.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FORMAT "test 1"

static char *folder, *file;

static void make_folder(void)
{
    char *made = g_dir_make_tmp("gfpcheck-store-XXXXXX", NULL);
    ck_assert_ptr_nonnull(made);
    folder = realpath(made, NULL);
    file = g_build_filename(folder, "program.db", NULL);
    g_free(made);
}

static inline void empty_folder(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *entry = g_build_filename(path, name, NULL);
        if (g_remove(entry) != 0) ck_abort_msg("%s", entry);
        g_free(entry);
    }
    g_dir_close(dir);
}

static void remove_folder(void)
{
    empty_folder(folder);
    g_rmdir(folder);
    free(folder);
    g_free(file);
}

/* "program.db" with an ending; g_free(). */
static inline char *beside(const char *ending)
{
    return g_strconcat(file, ending, NULL);
}

static struct store *open_file(void)
{
    GError *error = NULL;
    struct store *s = store_open(file, FORMAT, &error);
    ck_assert_msg(s != NULL, "%s", error ? error->message : "");
    return s;
}

/* As open_file(), by one who may write and has nothing to be told. */
static inline struct store *open_quietly(void)
{
    struct store *s = open_file();
    ck_assert_msg(!store_notes(s), "%s", store_notes(s));
    ck_assert(store_is_writable(s));
    return s;
}

/* As open_file(), with something to be told, in which the words are; and with the path in it. */
static inline struct store *open_with_note(const char *words, bool writable)
{
    struct store *s = open_file();
    const char *notes = store_notes(s) ? store_notes(s) : "no note";
    ck_assert_msg(strstr(notes, words) && strstr(notes, file), "%s", notes);
    ck_assert_int_eq(store_is_writable(s), writable);
    return s;
}

static inline void put(struct store *s, enum store_blob kind, uint32_t id, const char *text)
{
    GBytes *data = g_bytes_new(text, strlen(text));
    store_put(s, kind, id, data);
    g_bytes_unref(data);
}

/* The text of a blob, or NULL; g_free(). */
static inline char *get(struct store *s, enum store_blob kind, uint32_t id)
{
    GBytes *data = store_get(s, kind, id);
    gsize n;
    if (!data) return NULL;
    const char *bytes = g_bytes_get_data(data, &n);
    char *text = g_strndup(bytes ? bytes : "", n);
    g_bytes_unref(data);
    return text;
}

/* The blob is that text, or with NULL is not there and was not put. */
static inline void check_blob(struct store *s, enum store_blob kind, uint32_t id, const char *expected)
{
    char *text = get(s, kind, id);
    ck_assert_int_eq(store_has(s, kind, id), expected != NULL);
    ck_assert_pstr_eq(text, expected);
    g_free(text);
}

/* Does something in a child; true if it was as it should be. */
static inline bool in_child(bool (*work)(void))
{
    int status;
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) _exit(work() ? 0 : 1);
    waitpid(pid, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
