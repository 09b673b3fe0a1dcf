/* A temporary folder for each test, and files in it.
 *
 * Needs Check; setup() and teardown() are a checked fixture.
 */
#ifndef GFPCHECK_TESTS_FRONTEND_SUPPORT_H
#define GFPCHECK_TESTS_FRONTEND_SUPPORT_H

#include "frontend/command_paths.h"

#include <check.h>
#include <stdlib.h>

static char *folder; /* a fresh one for each test */

static inline void setup(void)
{
    char *made = g_dir_make_tmp("gfpcheck-test-XXXXXX", NULL);
    folder = path_real(made);
    g_free(made);
}

static inline void teardown(void)
{
    char *command = g_strdup_printf("rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
    g_free(command);
    g_free(folder);
}

/* Writes a file below the test's folder; its path is owned by the caller. */
static inline char *put(const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL), *dir = g_path_get_dirname(path);
    g_mkdir_with_parents(dir, 0700);
    ck_assert(g_file_set_contents(path, text, -1, NULL));
    g_free(dir);
    return path;
}

#endif
