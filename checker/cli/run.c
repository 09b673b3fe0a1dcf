/* What the commands share: options, running a session under signals, messages.
 *
 * Needs cli.h.
 */
#include "cli/cli.h"

#include <signal.h>

static gfpcheck_session *running;
static volatile sig_atomic_t interrupted;

void cli_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    fprintf(stderr, "gfpcheck: error: %s\n", text);
    g_free(text);
}

bool cli_parse(int argc, char **argv, const GOptionEntry *entries, const char *words)
{
    char *command = g_strdup(argv[0]), *name = g_strconcat("gfpcheck ", command, NULL);
    GError *wrong = NULL;
    GOptionContext *context = g_option_context_new(NULL);
    g_set_prgname(name); /* in the usage line */
    g_option_context_set_summary(context, words);
    g_option_context_add_main_entries(context, entries, NULL);
    bool ok = g_option_context_parse(context, &argc, &argv, &wrong);
    if (!ok) {
        cli_error("%s; see gfpcheck %s --help", wrong->message, command);
        g_error_free(wrong);
    }
    g_option_context_free(context);
    g_free(command);
    g_free(name);
    return ok;
}

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
    gfpcheck_stop(running);
}

gfpcheck_result cli_run(gfpcheck_session *s)
{
    struct sigaction action = {0}, old_int, old_term;
    running = s;
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART | (int)SA_RESETHAND;
    sigaction(SIGINT, &action, &old_int);
    sigaction(SIGTERM, &action, &old_term);
    gfpcheck_result result = gfpcheck_run(s);
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGTERM, &old_term, NULL);
    running = NULL;
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
