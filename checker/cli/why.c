/* gfpcheck why, gfpcheck why-not: what the program database knows of a function, and why nothing was reported
 * at a line.
 *
 * Needs cli.h.
 */
#include "cli/cli.h"

#include <string.h>

struct why_options {
    struct options from;
    char **names;
    gboolean tree;
};

static bool one_name(const struct why_options *o, const char *command, const char *what)
{
    if (o->names && !o->names[1]) return true;
    cli_error("%s takes one %s; see gfpcheck %s --help", command, what, command);
    return false;
}

static bool parse_why(int argc, char **argv, struct why_options *o)
{
    const GOptionEntry entries[] = {
        {"tree", 0, 0, G_OPTION_ARG_NONE, &o->tree, "Show all callers as a tree", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->names, NULL, "FUNCTION"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    return cli_parse(argc, argv, entries, &o->from,
                     "Shows every context that a function can run in, with its shortest call chain, and what "
                     "the\nfunction does. FUNCTION is a name, or a file and a name: drivers/foo.c:bar") &&
           one_name(o, argv[0], "function");
}

static bool parse_why_not(int argc, char **argv, struct why_options *o)
{
    const GOptionEntry entries[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->names, NULL, "FILE:LINE"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    return cli_parse(argc, argv, entries, &o->from,
                     "Shows what is known of the calls in a line: what is in force there, what is decided of "
                     "them, and\nwhat becomes in the callers of what was left to them.") &&
           one_name(o, argv[0], "place, FILE:LINE");
}

static void free_options(struct why_options *o)
{
    options_clear(&o->from);
    g_strfreev(o->names);
}

int command_why(int argc, char **argv)
{
    struct why_options o = {0};
    gfpcheck_result result = GFPCHECK_FAILED;
    if (parse_why(argc, argv, &o)) {
        gfpcheck_session *s = cli_database_session(&o.from);
        result = gfpcheck_why(s, o.names[0], o.tree, stdout);
        cli_print_failures(s);
        gfpcheck_free(s);
    }
    free_options(&o);
    return result;
}

int command_why_not(int argc, char **argv)
{
    struct why_options o = {0};
    gfpcheck_result result = GFPCHECK_FAILED;
    if (parse_why_not(argc, argv, &o)) {
        gfpcheck_session *s = cli_database_session(&o.from);
        result = gfpcheck_why_not(s, o.names[0], stdout);
        cli_print_failures(s);
        gfpcheck_free(s);
    }
    free_options(&o);
    return result;
}
