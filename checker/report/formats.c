/* The table of output formats.
 *
 * Needs a writer of each format; gives report_formats and the lookup. A new format is a file and a line here.
 */
#include "report/formats.h"

#include <string.h>

const struct report_format report_formats[] = {
    {"text", "as a compiler writes warnings, with the chain as notes", report_text},
    {"json", "for programs", report_json},
    {NULL, NULL, NULL},
};

const struct report_format *report_format(const char *name)
{
    for (const struct report_format *f = report_formats; f->name; f++) {
        if (strcmp(f->name, name) == 0) return f;
    }
    return NULL;
}
