/* The writers behind the table of formats, one file each.
 *
 * Needs report.h. Inside report/ only.
 */
#ifndef GFPCHECK_REPORT_FORMATS_H
#define GFPCHECK_REPORT_FORMATS_H

#include "report/report.h"

int report_text(FILE *out, const struct report *r);
int report_json(FILE *out, const struct report *r);

#endif
