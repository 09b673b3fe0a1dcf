/* The text report: a line for each finding as compilers write warnings, note lines for its chain, a summary
 * line.
 *
 * Needs report.h. Colours on a terminal, unless NO_COLOR is set.
 */
#include "report/formats.h"

#include <inttypes.h>
#include <unistd.h>

struct palette {
    const char *place, *warning, *note, *end;
};
static const struct palette plain = {"", "", "", ""};
static const struct palette coloured = {"\033[1m", "\033[1;35m", "\033[1;36m", "\033[0m"};

static const struct palette *choose_palette(FILE *out)
{
    const char *no = g_getenv("NO_COLOR");
    int fd = fileno(out);
    return fd >= 0 && isatty(fd) && !(no && *no) ? &coloured : &plain;
}

/* One line of the report; `check` is NULL but for warnings. */
struct text_line {
    const char *kind, *file;
    uint32_t line, column;
    const char *message, *check;
};

static void write_line(FILE *out, const struct report *r, const struct palette *p, const struct text_line *l)
{
    const char *prefix = r->prefix && !g_path_is_absolute(l->file) ? r->prefix : "";
    fprintf(out, "%s%s%s:%" PRIu32 ":%" PRIu32 ":%s ", p->place, prefix, l->file, l->line, l->column, p->end);
    fprintf(out, "%s%s:%s %s", l->check ? p->warning : p->note, l->kind, p->end, l->message);
    if (l->check) fprintf(out, " [%s]", l->check);
    fputc('\n', out);
}

static void write_finding(FILE *out, const struct report *r, const struct palette *p, const struct finding *f)
{
    struct text_line l = {"warning", sym_text(f->file),    f->line,
                          f->column, sym_text(f->message), check_infos[f->check].text};
    write_line(out, r, p, &l);
    for (uint32_t i = 0; i < f->nsteps; i++) {
        const struct step *s = &f->steps[i];
        l = (struct text_line){"note", sym_text(s->file), s->line, s->column, sym_text(s->message), NULL};
        write_line(out, r, p, &l);
    }
    if (f->more_callers == 0) return;
    char *more = g_strdup_printf("%" PRIu32 " more %s to the same place", f->more_callers,
                                 f->more_callers == 1 ? "way leads" : "ways lead");
    l = (struct text_line){"note", sym_text(f->file), f->line, f->column, more, NULL};
    write_line(out, r, p, &l);
    g_free(more);
}

static void write_count(FILE *out, uint64_t n, const char *what)
{
    fprintf(out, "%" PRIu64 " %s%s", n, what, n == 1 ? "" : "s");
}

static void write_summary(FILE *out, const struct report *r)
{
    write_count(out, r->findings->len, "finding");
    fputs(" in ", out);
    write_count(out, r->files->len, "file");
    fputs(", ", out);
    write_count(out, r->functions, "function");
    if (r->failed->len > 0) {
        fputs("; ", out);
        write_count(out, r->failed->len, "failure");
    }
    if (r->reduced) fprintf(out, "; precision is reduced: %s", r->reduced);
    fputc('\n', out);
}

int report_text(FILE *out, const struct report *r)
{
    const struct palette *p = choose_palette(out);
    for (guint i = 0; i < r->findings->len; i++) write_finding(out, r, p, r->findings->pdata[i]);
    if (!r->quiet) write_summary(out, r);
    return fflush(out) == 0 && !ferror(out) ? 0 : -1;
}
