/* The writers behind the table of formats, one file each.
 *
 * Needs report.h. Inside report/ only.
 */
#ifndef GFPCHECK_REPORT_FORMATS_H
#define GFPCHECK_REPORT_FORMATS_H

#include "report/report.h"

/* Writes what is left in the buffer: 0, or -1 with errno set if anything of the report was not written. */
int report_flush(FILE *out);

int report_text(FILE *out, const struct report *r);
int report_json(FILE *out, const struct report *r);
int report_jsonl(FILE *out, const struct report *r);
int report_sarif(FILE *out, const struct report *r);
int report_github(FILE *out, const struct report *r);
int report_gitlab(FILE *out, const struct report *r);
int report_checkstyle(FILE *out, const struct report *r);
int report_junit(FILE *out, const struct report *r);
int report_rdjson(FILE *out, const struct report *r);

#endif
