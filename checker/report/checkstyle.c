/* The report in Checkstyle's XML, as Jenkins, reviewdog and many others read it: errors by file.
 *
 * Needs xml.h. The chain has no place in it.
 */
#include "report/formats.h"
#include "report/words.h"
#include "report/xml.h"

#include <string.h>

/* The version of Checkstyle whose form this is: readers know it by heart. */
#define CHECKSTYLE_VERSION "4.3"

struct checkstyle {
    FILE *out;
    const char *file; /* whose element is open, or NULL */
};

static void open_file(struct checkstyle *c, const char *file)
{
    if (c->file && file && strcmp(c->file, file) == 0) return;
    if (c->file) fputs("  </file>\n", c->out);
    c->file = file;
    if (!file) return;
    fputs("  <file", c->out);
    xml_attribute(c->out, "name", file);
    fputs(">\n", c->out);
}

/* A line or column of 0 is not known. */
static void put_error(FILE *out, uint32_t line, uint32_t column, const char *severity, const char *message,
                      const char *check)
{
    char *source = g_strconcat("gfpcheck.", check, NULL);
    fputs("    <error", out);
    xml_number(out, "line", line);
    if (column > 0) xml_number(out, "column", column);
    xml_attribute(out, "severity", severity);
    xml_attribute(out, "message", message);
    xml_attribute(out, "source", source);
    fputs("/>\n", out);
    g_free(source);
}

int report_checkstyle(FILE *out, const struct report *r)
{
    struct checkstyle c = {out, NULL};
    xml_declaration(out);
    fputs("<checkstyle version=\"" CHECKSTYLE_VERSION "\">\n", out);
    for (guint i = 0; i < r->findings->len; i++) {
        const struct finding *f = r->findings->pdata[i];
        open_file(&c, sym_text(f->file));
        put_error(out, f->line, f->column, "warning", sym_text(f->message), check_infos[f->check].text);
    }
    for (guint i = 0; i < r->failed->len; i++) {
        const struct report_failure *f = r->failed->pdata[i];
        open_file(&c, f->file);
        put_error(out, 0, 0, "error", f->reason, NOT_CHECKED);
    }
    open_file(&c, NULL);
    fputs("</checkstyle>\n", out);
    return report_flush(out);
}
