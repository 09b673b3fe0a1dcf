/* The progress line on a terminal: what is done and left, how fast, the time to go, and findings once
 * there are some.
 *
 * Needs progress.h and a terminal that knows "erase to the end of the line". The time to go is what the costs
 * promise (not the number of units: the expensive ones come first), and follows a change slowly, so that it
 * can be read as a clock.
 */
#include "cli/progress.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 80 };

#define REDRAW_S  0.1  /* not more often                                         */
#define SMOOTH_S  5.0  /* rate and time to go follow what is measured so slowly  */
#define ETA_AFTER 2.0  /* nothing is promised before so many seconds of a phase  */
#define ETA_SHARE 0.01 /* ... and so much of its cost                           */

struct progress {
    char *phase; /* the one that is shown; owned                         */
    bool on_screen;
    double began, drawn;            /* this phase, and the last line; in seconds            */
    double first_done, first_share; /* what this phase began with */
    size_t done;                    /* when it was drawn                                    */
    double rate;                    /* a second                                             */
    double to_go;                   /* seconds as shown; negative: not known yet            */
};

static double now_s(void)
{
    return (double)g_get_monotonic_time() / G_USEC_PER_SEC;
}

struct progress *progress_new(void)
{
    const char *term = g_getenv("TERM");
    if (!isatty(STDERR_FILENO) || (term && strcmp(term, "dumb") == 0)) return NULL;
    return g_new0(struct progress, 1);
}

void progress_erase(struct progress *progress)
{
    if (!progress || !progress->on_screen) return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress->on_screen = false;
}

void progress_free(struct progress *progress)
{
    if (!progress) return;
    progress_erase(progress);
    g_free(progress->phase);
    g_free(progress);
}

/* ---- the estimates ---- */

/* The share of a phase that is done, 0 to 1. */
static double share_done(const gfpcheck_progress *p)
{
    double share = 0;
    if (p->cost_total > 0) {
        share = p->cost_done / p->cost_total;
    } else if (p->total > 0) {
        share = (double)p->done / (double)p->total;
    }
    return CLAMP(share, 0.0, 1.0);
}

static void estimate(struct progress *s, const gfpcheck_progress *p, double now)
{
    double passed = now - s->drawn, since = now - s->began, share = share_done(p);
    double follow = passed / (passed + SMOOTH_S);
    double more = (double)p->done - (double)s->done;
    if (since < SMOOTH_S) {
        s->rate = since > 0 ? ((double)p->done - s->first_done) / since : 0;
    } else {
        s->rate += (more - s->rate * passed) / (passed + SMOOTH_S);
    }
    if (since < ETA_AFTER || share < s->first_share + ETA_SHARE) return;
    double measured = since * (1 - share) / (share - s->first_share);
    if (s->to_go < 0) {
        s->to_go = measured;
    } else {
        s->to_go = MAX(s->to_go - passed, 0); /* it runs as a clock does, and is set right on the way */
        s->to_go += (measured - s->to_go) * follow;
    }
}

/* ---- the line ---- */

static void append_time(GString *text, double seconds)
{
    unsigned s = (unsigned)(seconds + 0.5);
    if (s >= 3600) {
        g_string_append_printf(text, "%u:%02u:%02u", s / 3600, s / 60 % 60, s % 60);
    } else {
        g_string_append_printf(text, "%u:%02u", s / 60, s % 60);
    }
}

/* "units: 1200 done, 14884 left, 27/s, 9:10 to go  drivers/x/y.c", "linking: ..., 12 findings" */
static GString *line_text(const struct progress *s, const gfpcheck_progress *p)
{
    GString *text = g_string_new(s->phase);
    if (p->total > 0) {
        g_string_append_printf(text, ": %zu done, %zu left", p->done, p->total - MIN(p->done, p->total));
        if (s->rate > 0) g_string_append_printf(text, s->rate < 10 ? ", %.1f/s" : ", %.0f/s", s->rate);
        if (s->to_go >= 0) {
            g_string_append(text, ", ");
            append_time(text, s->to_go);
            g_string_append(text, " to go");
        }
    }
    if (p->findings >= 0)
        g_string_append_printf(text, ", %ld finding%s", p->findings, p->findings == 1 ? "" : "s");
    if (p->file) g_string_append_printf(text, "  %s", p->file);
    return text;
}

static unsigned terminal_width(void)
{
    struct winsize size;
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : DEFAULT_WIDTH;
}

/* What of `text` fits into `width` columns, with nothing that would move the cursor (g_free). */
static char *fit(const char *text, unsigned width)
{
    char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);
    unsigned used = 0;
    for (const char *c = valid; *c; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        if (g_unichar_iscntrl(character)) character = '?';
        unsigned columns = 1;
        if (g_unichar_iszerowidth(character)) columns = 0;
        if (g_unichar_iswide(character)) columns = 2;
        if (used + columns > width) break;
        used += columns;
        g_string_append_unichar(out, character);
    }
    g_free(valid);
    return g_string_free(out, FALSE);
}

void progress_show(void *data, const gfpcheck_progress *p)
{
    struct progress *s = data;
    double now = now_s();
    const char *phase = p->phase ? p->phase : "units";
    bool new_phase = !s->phase || strcmp(s->phase, phase) != 0;
    if (!new_phase && s->on_screen && now - s->drawn < REDRAW_S) return;
    if (new_phase) {
        g_free(s->phase);
        s->phase = g_strdup(phase);
        s->began = s->drawn = now;
        s->first_done = (double)p->done;
        s->first_share = share_done(p);
        s->rate = 0;
        s->to_go = -1;
    } else {
        estimate(s, p, now);
    }
    s->done = p->done;
    s->drawn = now;
    s->on_screen = true;
    GString *text = line_text(s, p);
    char *line = fit(text->str, terminal_width() - 1); /* a full line would wrap on some terminals */
    fprintf(stderr, "\r%s\033[K", line);
    fflush(stderr);
    g_free(line);
    g_string_free(text, TRUE);
}
