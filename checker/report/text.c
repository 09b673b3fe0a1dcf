/* The text report: for each finding a warning as compilers write them, notes for its chain, and below each
 * the line of the source; at the end a summary line. The terse form has the warnings alone.
 *
 * Needs report.h. All lines that have a place begin with "file:line:column: ", which editors understand. It
 * is all written at once: standard error has no buffer, and several runs of one make share it.
 */
#include "report/excerpt.h"
#include "report/formats.h"
#include "report/words.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

struct palette {
    const char *place, *warning, *note, *message, *mark, *end;
};
static const struct palette plain = {"", "", "", "", "", ""};
static const struct palette coloured = {"\033[1m", "\033[1;35m", "\033[1;36m",
                                        "\033[1m", "\033[1;32m", "\033[0m"};

struct text {
    GString *out;
    const struct report *r;
    const struct palette *p;
    struct excerpts *excerpts;
};

static bool is_set(const char *variable)
{
    const char *value = g_getenv(variable);
    return value && *value;
}

/* What the user says counts more than his environment, and that more than where it goes. */
static bool wants_colour(FILE *out, enum report_colour wish)
{
    const char *force = g_getenv("CLICOLOR_FORCE"), *term = g_getenv("TERM");
    if (wish != COLOUR_AUTO) return wish == COLOUR_ALWAYS;
    if (is_set("NO_COLOR")) return false;
    if (is_set("CLICOLOR_FORCE") && strcmp(force, "0") != 0) return true;
    int fd = fileno(out);
    return fd >= 0 && isatty(fd) && !(term && strcmp(term, "dumb") == 0);
}

/* Names and messages hold what was in the source: nothing of it moves the cursor. */
static void put_text(GString *out, const char *text)
{
    for (; *text; text++) g_string_append_c(out, g_ascii_iscntrl(*text) ? '?' : *text);
}

static void put_place(const struct text *t, const struct step *s)
{
    const char *file = sym_text(s->file);
    g_string_append(t->out, t->p->place);
    if (t->r->prefix && !g_path_is_absolute(file)) put_text(t->out, t->r->prefix);
    put_text(t->out, file);
    if (s->line > 0) g_string_append_printf(t->out, ":%" PRIu32 ":%" PRIu32, s->line, s->column);
    g_string_append_printf(t->out, ":%s ", t->p->end);
}

static void put_excerpt(const struct text *t, const struct step *s)
{
    if (!t->r->bare) excerpt_append(t->excerpts, t->out, s->file, s->line, s->column, t->p->mark, t->p->end);
}

static void put_note(const struct text *t, const struct step *s)
{
    put_place(t, s);
    g_string_append_printf(t->out, "%snote:%s ", t->p->note, t->p->end);
    put_text(t->out, sym_text(s->message));
    g_string_append_c(t->out, '\n');
}

static bool same_place(const struct step *a, const struct step *b)
{
    return a->file == b->file && a->line == b->line && a->column == b->column;
}

static void put_finding(const struct text *t, const struct finding *f)
{
    const struct step place = {.file = f->file, .line = f->line, .column = f->column}, *shown = &place;
    put_place(t, &place);
    g_string_append_printf(t->out, "%swarning:%s %s", t->p->warning, t->p->end, t->p->message);
    put_text(t->out, sym_text(f->message));
    g_string_append_printf(t->out, "%s [%s%s]\n", t->p->end, check_infos[f->check].text,
                           f->confidence == LIKELY ? ", likely" : "");
    if (t->r->terse) return;
    put_excerpt(t, shown);
    GArray *steps = words_steps(f);
    for (guint i = 0; i < steps->len; i++) {
        const struct step *s = &g_array_index(steps, struct step, i);
        put_note(t, s);
        if (!same_place(s, shown) && !same_place(s, &place)) put_excerpt(t, s);
        shown = s;
    }
    g_array_unref(steps);
    if (!t->r->bare) g_string_append_c(t->out, '\n');
}

static void put_count(GString *out, uint64_t n, const char *what)
{
    g_string_append_printf(out, "%" PRIu64 " %s%s", n, what, n == 1 ? "" : "s");
}

static void put_summary(GString *out, const struct report *r)
{
    put_count(out, r->findings->len, "finding");
    g_string_append(out, " in ");
    put_count(out, r->files->len, "file");
    g_string_append(out, ", ");
    put_count(out, r->functions, "function");
    if (r->suppressed->len > 0) g_string_append_printf(out, "; %u suppressed", r->suppressed->len);
    if (r->known->len > 0) g_string_append_printf(out, "; %u known", r->known->len);
    if (r->failed->len > 0) {
        g_string_append(out, "; ");
        put_count(out, r->failed->len, "failure");
    }
    if (r->reduced) g_string_append_printf(out, "; precision is reduced: %s", r->reduced);
    g_string_append_c(out, '\n');
}

int report_text(FILE *out, const struct report *r)
{
    struct text t = {.out = g_string_new(NULL),
                     .r = r,
                     .p = wants_colour(out, r->colour) ? &coloured : &plain,
                     .excerpts = excerpts_new(r->source_root)};
    for (guint i = 0; i < r->findings->len; i++) put_finding(&t, r->findings->pdata[i]);
    if (!r->quiet && !r->terse) put_summary(t.out, r);
    fputs(t.out->str, out);
    g_string_free(t.out, TRUE);
    excerpts_free(t.excerpts);
    return report_flush(out);
}
