/* The text report: for each finding a warning as compilers write them, notes for its chain, and below each
 * the line of the source; at the end a summary line. The terse form has the warnings alone.
 *
 * Needs report.h. All lines that have a place begin with "file:line:column: ", which editors understand.
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
    FILE *out;
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
static void put_text(FILE *out, const char *text)
{
    for (; *text; text++) fputc(g_ascii_iscntrl(*text) ? '?' : *text, out);
}

static void put_place(const struct text *t, const struct step *s)
{
    const char *file = sym_text(s->file);
    fputs(t->p->place, t->out);
    if (t->r->prefix && !g_path_is_absolute(file)) put_text(t->out, t->r->prefix);
    put_text(t->out, file);
    if (s->line > 0) fprintf(t->out, ":%" PRIu32 ":%" PRIu32, s->line, s->column);
    fprintf(t->out, ":%s ", t->p->end);
}

static void put_excerpt(const struct text *t, const struct step *s)
{
    if (t->r->bare) return;
    GString *lines = g_string_new(NULL);
    excerpt_append(t->excerpts, lines, s->file, s->line, s->column, t->p->mark, t->p->end);
    fputs(lines->str, t->out);
    g_string_free(lines, TRUE);
}

static void put_note(const struct text *t, const struct step *s)
{
    put_place(t, s);
    fprintf(t->out, "%snote:%s ", t->p->note, t->p->end);
    put_text(t->out, sym_text(s->message));
    fputc('\n', t->out);
}

static bool same_place(const struct step *a, const struct step *b)
{
    return a->file == b->file && a->line == b->line && a->column == b->column;
}

static void put_finding(const struct text *t, const struct finding *f)
{
    const struct step place = {.file = f->file, .line = f->line, .column = f->column}, *shown = &place;
    put_place(t, &place);
    fprintf(t->out, "%swarning:%s %s", t->p->warning, t->p->end, t->p->message);
    put_text(t->out, sym_text(f->message));
    fprintf(t->out, "%s [%s%s]\n", t->p->end, check_infos[f->check].text,
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
    if (!t->r->bare) fputc('\n', t->out);
}

static void put_count(FILE *out, uint64_t n, const char *what)
{
    fprintf(out, "%" PRIu64 " %s%s", n, what, n == 1 ? "" : "s");
}

static void put_summary(FILE *out, const struct report *r)
{
    put_count(out, r->findings->len, "finding");
    fputs(" in ", out);
    put_count(out, r->files->len, "file");
    fputs(", ", out);
    put_count(out, r->functions, "function");
    if (r->suppressed->len > 0) fprintf(out, "; %u suppressed", r->suppressed->len);
    if (r->known->len > 0) fprintf(out, "; %u known", r->known->len);
    if (r->failed->len > 0) {
        fputs("; ", out);
        put_count(out, r->failed->len, "failure");
    }
    if (r->reduced) fprintf(out, "; precision is reduced: %s", r->reduced);
    fputc('\n', out);
}

int report_text(FILE *out, const struct report *r)
{
    struct text t = {out, r, wants_colour(out, r->colour) ? &coloured : &plain, excerpts_new(r->source_root)};
    for (guint i = 0; i < r->findings->len; i++) put_finding(&t, r->findings->pdata[i]);
    if (!r->quiet && !r->terse) put_summary(out, r);
    excerpts_free(t.excerpts);
    return report_flush(out);
}
