/* Where the program's own data is: rule files and model headers.
 *
 * Needs the two folders that CMake gives. The source tree comes before the place of installation, so that a
 * program run from its build folder does not take the rules of another version.
 */
#include "base/data.h"

#include <glib.h>
#include <stdbool.h>

static bool has_rules(const char *dir)
{
    char *rules = g_build_filename(dir, "rules", NULL);
    bool there = g_file_test(rules, G_FILE_TEST_IS_DIR);
    g_free(rules);
    return there;
}

static char *beside_program(void)
{
    char *program = g_file_read_link("/proc/self/exe", NULL);
    if (!program) return NULL;
    char *bin = g_path_get_dirname(program);
    char *share = g_build_filename(bin, "..", "share", "gfpcheck", NULL);
    char *dir = g_canonicalize_filename(share, NULL);
    g_free(share);
    g_free(bin);
    g_free(program);
    return dir;
}

static char *data_dir(void)
{
    const char *asked = g_getenv("GFPCHECK_DATA");
    if (asked && *asked) return g_canonicalize_filename(asked, NULL);
    char *beside = beside_program();
    if (beside && has_rules(beside)) return beside;
    g_free(beside);
    return g_strdup(has_rules(GFPCHECK_SOURCE_DATA_DIR) ? GFPCHECK_SOURCE_DATA_DIR : GFPCHECK_DATA_DIR);
}

char *data_path(const char *name)
{
    char *dir = data_dir();
    char *path = g_build_filename(dir, name, NULL);
    g_free(dir);
    return path;
}
