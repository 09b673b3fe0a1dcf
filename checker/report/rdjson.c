/* The report in reviewdog's diagnostic format: comments on a change at any code host.
 *
 * Needs json.h. Columns count bytes there as here; the chain is in related_locations.
 */
#include "report/formats.h"
#include "report/json.h"
#include "report/words.h"

static json_t *location(const char *file, uint32_t line, uint32_t column)
{
    json_t *object = pair_json("path", text_json(file));
    if (line == 0) return object;
    json_t *start = pair_json("line", json_integer(line));
    if (column > 0) json_object_set_new(start, "column", json_integer(column));
    json_object_set_new(object, "range", pair_json("start", start));
    return object;
}

static json_t *finding_diagnostic(const struct finding *f)
{
    json_t *object = pair_json("message", text_json(sym_text(f->message)));
    json_t *code = pair_json("value", json_string(check_infos[f->check].text)), *related = json_array();
    char *uri = words_help_uri(f->check);
    if (uri) json_object_set_new(code, "url", json_string(uri));
    g_free(uri);
    GArray *steps = words_steps(f);
    for (guint i = 0; i < steps->len; i++) {
        const struct step *s = &g_array_index(steps, struct step, i);
        json_t *step = pair_json("message", text_json(sym_text(s->message)));
        json_object_set_new(step, "location", location(sym_text(s->file), s->line, s->column));
        json_array_append_new(related, step);
    }
    g_array_unref(steps);
    json_object_set_new(object, "location", location(sym_text(f->file), f->line, f->column));
    json_object_set_new(object, "severity", json_string("WARNING"));
    json_object_set_new(object, "code", code);
    json_object_set_new(object, "related_locations", related);
    return object;
}

static json_t *failure_diagnostic(const struct report_failure *f)
{
    json_t *object = pair_json("message", text_json(f->reason));
    json_object_set_new(object, "location", location(f->file, 0, 0));
    json_object_set_new(object, "severity", json_string("ERROR"));
    json_object_set_new(object, "code", pair_json("value", json_string(NOT_CHECKED)));
    return object;
}

int report_rdjson(FILE *out, const struct report *r)
{
    json_t *top = pair_json("source", pair_json("name", json_string("gfpcheck"))), *list = json_array();
    for (guint i = 0; i < r->findings->len; i++)
        json_array_append_new(list, finding_diagnostic(r->findings->pdata[i]));
    for (guint i = 0; i < r->failed->len; i++)
        json_array_append_new(list, failure_diagnostic(r->failed->pdata[i]));
    json_object_set_new(top, "diagnostics", list);
    return put_json(out, top, false);
}
