/* gfpcheck why: in which contexts a function can run, and what it does, from the program database.
 *
 * Needs cli.h.
 */
#include "cli/cli.h"

#include <string.h>

struct why_options {
    char *db, *kbuild, *database, *root, *rules_dir;
    char **rules, **names;
    gboolean tree;
};

static bool parse(int argc, char **argv, struct why_options *o)
{
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &o->db, "The program database", "FILE"},
        {"kbuild", 0, 0, G_OPTION_ARG_FILENAME, &o->kbuild, "That of this kernel build folder", "DIR"},
        {"database", 'p', 0, G_OPTION_ARG_FILENAME, &o->database, "That of this compile_commands.json",
         "FILE|DIR"},
        {"root", 0, 0, G_OPTION_ARG_FILENAME, &o->root, "The source root", "DIR"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->rules, "Load one more rule file", "FILE"},
        {"rules-dir", 0, 0, G_OPTION_ARG_FILENAME, &o->rules_dir,
         "Load the rule files of this folder instead", "DIR"},
        {"tree", 0, 0, G_OPTION_ARG_NONE, &o->tree, "Show all callers as a tree", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->names, NULL, "FUNCTION"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    if (!cli_parse(argc, argv, entries,
                   "Shows every context that a function can run in, with its shortest call chain, and what "
                   "the\nfunction does. FUNCTION is a name, or a file and a name: drivers/foo.c:bar"))
        return false;
    if (o->names && !o->names[1]) return true;
    cli_error("why takes one function; see gfpcheck why --help");
    return false;
}

static void free_options(struct why_options *o)
{
    g_free(o->db);
    g_free(o->kbuild);
    g_free(o->database);
    g_free(o->root);
    g_free(o->rules_dir);
    g_strfreev(o->rules);
    g_strfreev(o->names);
}

int command_why(int argc, char **argv)
{
    struct why_options o = {0};
    gfpcheck_options options;
    gfpcheck_result result = GFPCHECK_FAILED;
    gfpcheck_options_init(&options);
    if (parse(argc, argv, &o)) {
        options.db = o.db;
        options.kbuild = o.kbuild;
        options.database = o.database;
        options.root = o.root;
        options.rules_dir = o.rules_dir;
        options.rules = (const char *const *)o.rules;
        gfpcheck_session *s = gfpcheck_new(&options);
        result = gfpcheck_why(s, o.names[0], o.tree, stdout);
        cli_print_failures(s);
        gfpcheck_free(s);
    }
    free_options(&o);
    return result;
}
