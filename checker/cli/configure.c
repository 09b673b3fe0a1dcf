/* What the config file adds to the command line.
 *
 * Needs cli.h and config/. The file may come with a checkout, so it can choose and restrict, but not name
 * files to be written, and not make programs run unless the user trusts it.
 */
#include "cli/cli.h"
#include "config/config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* As seen from the current folder, if it is below that (g_free). */
static char *shorten(char *path)
{
    char *cwd = g_get_current_dir(), *here = g_strconcat(cwd, "/", NULL);
    char *name = g_strdup(g_str_has_prefix(path, here) ? path + strlen(here) : path);
    g_free(here);
    g_free(cwd);
    g_free(path);
    return name;
}

/* The file that holds for the first path, or for the current folder (g_free); NULL if there is none. */
static char *find(const struct options *o)
{
    const char *first = o->paths ? o->paths[0] : NULL;
    char *path = config_find(first && g_file_test(first, G_FILE_TEST_EXISTS) ? first : ".");
    return path ? shorten(path) : NULL;
}

/* make runs what Makefiles say. Those of root's, as the distribution's kernel headers, are not the
 * checkout's. */
static bool may_run_make(const struct options *o)
{
    struct stat st;
    if (!o->origins[OPTION_ID_kbuild] || config_is_trusted(o->config)) return true;
    if (geteuid() != 0 && stat(o->kbuild, &st) == 0 && st.st_uid == 0) return true;
    cli_error("%s: make would be run in %s, and %s is not trusted with that; after a look at both: "
              "gfpcheck config trust, or give --kbuild",
              o->origins[OPTION_ID_kbuild], o->kbuild, o->config);
    return false;
}

/* Formats without files: those could overwrite any. */
static bool names_formats(const struct options *o)
{
    const char *origin = o->origins[OPTION_ID_format];
    char **format = o->format;
    while (origin && format && *format && g_strv_contains(gfpcheck_formats(), *format)) format++;
    if (!origin || !format || !*format) return true;
    char *known = g_strjoinv(", ", (char **)gfpcheck_formats());
    if (strchr(*format, '='))
        cli_error("%s: a config file names no file to be written: '%s'", origin, *format);
    else
        cli_error("%s: no format '%s'; there are: %s", origin, *format, known);
    g_free(known);
    return false;
}

static void drop_inputs(struct options *o)
{
    static const enum option_id inputs[] = {OPTION_ID_kbuild, OPTION_ID_database, OPTION_ID_model};
    for (size_t i = 0; i < G_N_ELEMENTS(inputs); i++)
        if (o->origins[inputs[i]]) option_clear(o, inputs[i]);
}

bool cli_read_config(struct options *o)
{
    GError *wrong = NULL;
    if (o->isolated && o->config) {
        cli_error("--config and --isolated exclude each other");
        return false;
    }
    if (o->isolated) return true;
    if (!o->config) o->config = find(o);
    if (!o->config || config_read(o->config, o, &wrong)) return names_formats(o);
    cli_fail(wrong);
    return false;
}

bool cli_configure(struct options *o, bool flags)
{
    if (!cli_read_config(o)) return false;
    if (flags) drop_inputs(o);
    return may_run_make(o);
}
