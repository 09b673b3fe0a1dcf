/* What the commands share: running a session under signals, messages, the progress line.
 *
 * Needs cli.h.
 */
#include "cli/cli.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { PROGRESS_WIDTH = 78 };

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

bool progress_wanted(void)
{
    const char *term = g_getenv("TERM");
    return isatty(STDERR_FILENO) && !(term && strcmp(term, "dumb") == 0);
}

void progress_show(void *data, const gfpcheck_progress *p)
{
    (void)data;
    char *text = g_strdup_printf("[%zu/%zu] %zu finding%s  %s", p->done, p->total, p->findings,
                                 p->findings == 1 ? "" : "s", p->file);
    fprintf(stderr, "\r%.*s\033[K", PROGRESS_WIDTH, text);
    fflush(stderr);
    g_free(text);
}

void progress_clear(void)
{
    if (progress_wanted()) fputs("\r\033[K", stderr);
}
