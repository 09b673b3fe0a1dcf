/* The table of output formats.
 *
 * Needs a writer of each format; gives report_formats and the lookup. A new format is a file and a line here.
 */
#include "report/formats.h"

#include <errno.h>
#include <string.h>

const struct report_format report_formats[] = {
    {"text", "as compilers write warnings, with the chain as notes", report_text},
    {"json", "for programs: one object", report_json},
    {"jsonl", "for programs: one object a line", report_jsonl},
    {"sarif", "SARIF 2.1.0, for code scanning", report_sarif},
    {"github", "workflow commands of GitHub Actions", report_github},
    {"gitlab", "GitLab's code quality report", report_gitlab},
    {"checkstyle", "Checkstyle's XML", report_checkstyle},
    {"junit", "JUnit's XML, a test for each finding", report_junit},
    {"rdjson", "reviewdog's diagnostic format", report_rdjson},
    {NULL, NULL, NULL},
};

const struct report_format *report_format(const char *name)
{
    for (const struct report_format *f = report_formats; f->name; f++) {
        if (strcmp(f->name, name) == 0) return f;
    }
    return NULL;
}

int report_flush(FILE *out)
{
    errno = 0;
    if (fflush(out) == 0 && !ferror(out)) return 0;
    if (errno == 0) errno = EIO;
    return -1;
}
