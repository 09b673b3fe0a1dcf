/* JSON out: what the formats that are made of it share. Inside report/ only.
 *
 * Needs Jansson. Keys keep their order and findings come sorted, so two runs of the same input are equal.
 */
#ifndef GFPCHECK_REPORT_JSON_H
#define GFPCHECK_REPORT_JSON_H

#include "report/report.h"

#include <jansson.h>

/* Text that is not UTF-8 is made so. */
json_t *text_json(const char *text);

/* {"key": value}; takes the value over. */
json_t *pair_json(const char *key, json_t *value);

/* The objects of the formats json and jsonl. */
json_t *finding_json(const struct finding *f);
json_t *summary_json(const struct report *r);

/* Writes and frees `top`, indented, or in one line; a newline follows. 0, or -1 with errno set. */
int put_json(FILE *out, json_t *top, bool one_line);

#endif
