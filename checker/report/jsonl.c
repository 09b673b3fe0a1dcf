/* The report as lines of JSON, for programs that read as they go: {"finding": ...} for each finding, and
 * {"summary": ...} at the end, with the objects of the JSON report.
 *
 * Needs json.h. A report without its last line is not whole.
 */
#include "report/formats.h"
#include "report/json.h"

int report_jsonl(FILE *out, const struct report *r)
{
    for (guint i = 0; i < r->findings->len; i++) {
        if (put_json(out, pair_json("finding", finding_json(r->findings->pdata[i])), true) != 0) return -1;
    }
    return put_json(out, pair_json("summary", summary_json(r)), true);
}
