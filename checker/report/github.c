/* The report as workflow commands of GitHub Actions: each becomes a note beside the line of a change.
 *
 * Needs words.h. A message may have several lines: the chain follows it. What a command can't hold is escaped
 * as the runner expects it: '%', '\r' and '\n' everywhere, ':' and ',' in properties.
 */
#include "report/formats.h"
#include "report/words.h"

#include <inttypes.h>
#include <string.h>

static void put_escaped(FILE *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text))
            fprintf(out, "%%%02X", (unsigned char)*text);
        else
            fputc(*text, out);
    }
}

static void put_data(FILE *out, const char *text)
{
    put_escaped(out, text, "%\r\n");
}

static void put_property(FILE *out, const char *text)
{
    put_escaped(out, text, "%\r\n:,");
}

static void put_finding(FILE *out, const struct finding *f)
{
    char *chain = words_chain(f);
    fputs("::warning file=", out);
    put_property(out, sym_text(f->file));
    if (f->line > 0) fprintf(out, ",line=%" PRIu32 ",col=%" PRIu32, f->line, f->column);
    fprintf(out, ",title=%s::", check_infos[f->check].text);
    put_data(out, sym_text(f->message));
    if (*chain) {
        put_data(out, "\n");
        put_data(out, chain);
    }
    fputc('\n', out);
    g_free(chain);
}

int report_github(FILE *out, const struct report *r)
{
    for (guint i = 0; i < r->findings->len; i++) put_finding(out, r->findings->pdata[i]);
    for (guint i = 0; i < r->failed->len; i++) {
        const struct report_failure *f = r->failed->pdata[i];
        fputs("::error file=", out);
        put_property(out, f->file);
        fputs(",title=" NOT_CHECKED "::", out);
        put_data(out, f->reason);
        fputc('\n', out);
    }
    return report_flush(out);
}
