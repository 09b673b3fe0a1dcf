/* The JSON report, version 1: {"version", "tool", "findings", "summary"}; and what is in json.h.
 *
 * Needs Jansson.
 */
#include "report/json.h"

#include "report/formats.h"
#include "report/words.h"

#include <errno.h>

enum { REPORT_VERSION = 1 };

json_t *text_json(const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    json_t *json = json_string(valid);
    g_free(valid);
    return json;
}

json_t *pair_json(const char *key, json_t *value)
{
    json_t *object = json_object();
    json_object_set_new(object, key, value);
    return object;
}

int put_json(FILE *out, json_t *top, bool one_line)
{
    errno = 0;
    int status = json_dumpf(top, out, one_line ? JSON_COMPACT : JSON_INDENT(2));
    json_decref(top);
    if (status == 0 && fputc('\n', out) != EOF) return report_flush(out);
    if (errno == 0) errno = EIO;
    return -1;
}

static void set_place(json_t *object, sym file, uint32_t line, uint32_t column, sym function, sym message)
{
    json_object_set_new(object, "file", text_json(sym_text(file)));
    json_object_set_new(object, "line", json_integer(line));
    json_object_set_new(object, "column", json_integer(column));
    json_object_set_new(object, "function", text_json(sym_text(function)));
    json_object_set_new(object, "message", text_json(sym_text(message)));
}

json_t *finding_json(const struct finding *f)
{
    json_t *object = json_object(), *chain = json_array();
    json_object_set_new(object, "check", json_string(check_infos[f->check].text));
    json_object_set_new(object, "confidence", json_string(confidence_text(f)));
    set_place(object, f->file, f->line, f->column, f->function, f->message);
    json_object_set_new(object, "fingerprint", text_json(f->fingerprint));
    for (uint32_t i = 0; i < f->nsteps; i++) {
        const struct step *s = &f->steps[i];
        json_t *step = pair_json("role", json_string(step_role_text(s->role)));
        set_place(step, s->file, s->line, s->column, s->function, s->message);
        json_array_append_new(chain, step);
    }
    json_object_set_new(object, "chain", chain);
    json_object_set_new(object, "more_callers", json_integer(f->more_callers));
    return object;
}

json_t *summary_json(const struct report *r)
{
    json_t *object = json_object(), *files = json_array(), *failed = json_array();
    for (guint i = 0; i < r->files->len; i++) json_array_append_new(files, text_json(r->files->pdata[i]));
    for (guint i = 0; i < r->failed->len; i++) {
        const struct report_failure *f = r->failed->pdata[i];
        json_t *one = pair_json("file", text_json(f->file));
        json_object_set_new(one, "reason", text_json(f->reason));
        json_array_append_new(failed, one);
    }
    json_object_set_new(object, "files", files);
    json_object_set_new(object, "failed", failed);
    json_object_set_new(object, "findings", json_integer(r->findings->len));
    json_object_set_new(object, "suppressed", json_integer(r->suppressed->len));
    json_object_set_new(object, "known", json_integer(r->known->len));
    json_object_set_new(object, "functions", json_integer((json_int_t)r->functions));
    json_object_set_new(object, "reduced", r->reduced ? text_json(r->reduced) : json_null());
    return object;
}

int report_json(FILE *out, const struct report *r)
{
    json_t *top = pair_json("version", json_integer(REPORT_VERSION));
    json_t *tool = pair_json("name", json_string("gfpcheck")), *findings = json_array();
    json_object_set_new(tool, "version", json_string(GFPCHECK_VERSION));
    for (guint i = 0; i < r->findings->len; i++)
        json_array_append_new(findings, finding_json(r->findings->pdata[i]));
    json_object_set_new(top, "tool", tool);
    json_object_set_new(top, "findings", findings);
    json_object_set_new(top, "summary", summary_json(r));
    return put_json(out, top, false);
}
