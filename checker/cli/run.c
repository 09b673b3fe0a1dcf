/* What the commands share: options, running a session under signals, messages.
 *
 * Needs cli.h.
 */
#include "cli/cli.h"

#include <signal.h>

static gfpcheck_session *running;
static volatile sig_atomic_t interrupted;
static struct sigaction old_int, old_term;

void cli_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    fprintf(stderr, "gfpcheck: error: %s\n", text);
    g_free(text);
}

void cli_fail(GError *error)
{
    cli_error("%s", error->message);
    g_error_free(error);
}

/* ---- options ---- */

static void add_database_options(GOptionContext *context, struct options *o)
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
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &o->config,
         "Take these from this file, not from the nearest .gfpcheck.yaml", "FILE"},
        {"isolated", 0, 0, G_OPTION_ARG_NONE, &o->isolated, "Take these from no config file", NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_option_context_add_main_entries(context, entries, NULL);
}

gfpcheck_session *cli_database_session(const struct options *from)
{
    gfpcheck_options options;
    gfpcheck_options_init(&options);
    options.db = from->db;
    options.kbuild = from->kbuild;
    options.database = from->database;
    options.root = from->root;
    options.rules_dir = from->rules_dir;
    options.rules = (const char *const *)from->rules;
    return gfpcheck_new(&options);
}

bool cli_parse(int argc, char **argv, const GOptionEntry *entries, struct options *from, const char *words)
{
    char *command = g_strdup(argv[0]), *name = g_strconcat("gfpcheck ", command, NULL);
    GError *wrong = NULL;
    GOptionContext *context = g_option_context_new(NULL);
    g_set_prgname(name); /* in the usage line */
    g_option_context_set_summary(context, words);
    g_option_context_add_main_entries(context, entries, NULL);
    if (from) add_database_options(context, from);
    bool ok = g_option_context_parse(context, &argc, &argv, &wrong);
    if (!ok) {
        cli_error("%s; see gfpcheck %s --help", wrong->message, command);
        g_error_free(wrong);
    } else if (argc > 1) {
        cli_error("%s takes no '%s'; see gfpcheck %s --help", command, argv[1], command);
        ok = false;
    }
    ok = ok && (!from || cli_configure(from, false));
    g_option_context_free(context);
    g_free(command);
    g_free(name);
    return ok;
}

/* ---- running ---- */

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
    gfpcheck_stop(running);
}

void cli_watch(gfpcheck_session *s)
{
    struct sigaction action = {0};
    running = s;
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART | (int)SA_RESETHAND;
    sigaction(SIGINT, &action, &old_int);
    sigaction(SIGTERM, &action, &old_term);
}

void cli_unwatch(void)
{
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGTERM, &old_term, NULL);
    running = NULL;
}

gfpcheck_result cli_run(gfpcheck_session *s)
{
    cli_watch(s);
    gfpcheck_result result = gfpcheck_run(s);
    cli_unwatch();
    return result;
}

bool cli_interrupted(void)
{
    return interrupted;
}

void cli_print_failures(const gfpcheck_session *s)
{
    const gfpcheck_failure *failures;
    size_t n = gfpcheck_failures(s, &failures);
    for (size_t i = 0; i < n; i++) fprintf(stderr, "error: %s: %s\n", failures[i].file, failures[i].reason);
    if (gfpcheck_error(s)) cli_error("%s", gfpcheck_error(s));
}
