/* gfpcheck explain: what a check finds, why that is wrong, and how it is mended.
 *
 * Needs cli.h; the texts are docs/checks/.
 */
#include "cli/cli.h"

#include <string.h>

static void list(const gfpcheck_check *checks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        printf("%-16s %s%s\n", checks[i].id, checks[i].words, checks[i].on ? "" : " (off by default)");
}

/* False after a message if there is no such check. */
static bool explain(const gfpcheck_check *checks, size_t n, const char *id)
{
    GString *known = g_string_new(NULL);
    size_t i = 0;
    while (i < n && strcmp(checks[i].id, id) != 0) i++;
    if (i < n) {
        fputs(checks[i].help, stdout);
    } else {
        for (i = 0; i < n; i++) g_string_append_printf(known, "%s%s", i ? ", " : "", checks[i].id);
        cli_error("no check '%s'; there are: %s", id, known->str);
    }
    bool found = known->len == 0;
    g_string_free(known, TRUE);
    return found;
}

int command_explain(int argc, char **argv)
{
    char **ids = NULL;
    const GOptionEntry entries[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &ids, NULL, "[CHECK...]"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const gfpcheck_check *checks;
    size_t n = gfpcheck_checks(&checks);
    bool ok =
        cli_parse(argc, argv, entries, NULL,
                  "Says of a check what it finds, why that is wrong, what the kernel does at run time, and "
                  "how it is\nmended, with a bad and a good example; with no CHECK, lists them.");
    if (ok && !ids) list(checks, n);
    for (char **id = ids; ok && id && *id; id++) {
        if (id != ids) putchar('\n');
        ok = explain(checks, n, *id);
    }
    g_strfreev(ids);
    return ok && fflush(stdout) == 0 ? GFPCHECK_CLEAN : GFPCHECK_FAILED;
}
