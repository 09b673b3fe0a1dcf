/* The report for GitLab's code quality, which is a subset of Code Climate's issues.
 *
 * Needs json.h. GitLab shows the description beside the line and tells new findings by the fingerprint; the
 * chain is in the content, for those who read all of Code Climate's form.
 */
#include "report/formats.h"
#include "report/json.h"
#include "report/words.h"

static json_t *issue(const char *check, const char *message, const char *severity, const char *fingerprint,
                     const char *file, uint32_t line)
{
    json_t *object = pair_json("type", json_string("issue"));
    json_t *categories = json_array(), *location = pair_json("path", text_json(file));
    json_array_append_new(categories, json_string("Bug Risk"));
    json_object_set_new(location, "lines", pair_json("begin", json_integer(MAX(line, 1))));
    json_object_set_new(object, "check_name", json_string(check));
    json_object_set_new(object, "description", text_json(message));
    json_object_set_new(object, "categories", categories);
    json_object_set_new(object, "severity", json_string(severity));
    json_object_set_new(object, "fingerprint", json_string(fingerprint));
    json_object_set_new(object, "location", location);
    return object;
}

/* As a list, which the content's Markdown shows line by line. */
static json_t *content(const struct finding *f)
{
    char *chain = words_chain(f), **lines = g_strsplit(chain, "\n", -1);
    char *list = g_strjoinv("\n- ", lines), *body = g_strconcat("- ", list, NULL);
    json_t *json = pair_json("body", text_json(body));
    g_free(chain);
    g_strfreev(lines);
    g_free(list);
    g_free(body);
    return json;
}

static json_t *finding_issue(const struct finding *f)
{
    const char *severity = f->confidence == DEFINITE ? "major" : "minor";
    json_t *object = issue(check_infos[f->check].text, sym_text(f->message), severity, f->fingerprint,
                           sym_text(f->file), f->line);
    if (f->nsteps > 0) json_object_set_new(object, "content", content(f));
    return object;
}

static json_t *failure_issue(const struct report_failure *f)
{
    char *words = g_strconcat(NOT_CHECKED "\n", f->file, "\n", f->reason, NULL);
    char *fingerprint = g_compute_checksum_for_string(G_CHECKSUM_MD5, words, -1);
    json_t *object = issue(NOT_CHECKED, f->reason, "info", fingerprint, f->file, 1);
    g_free(words);
    g_free(fingerprint);
    return object;
}

int report_gitlab(FILE *out, const struct report *r)
{
    json_t *top = json_array();
    for (guint i = 0; i < r->findings->len; i++)
        json_array_append_new(top, finding_issue(r->findings->pdata[i]));
    for (guint i = 0; i < r->failed->len; i++) json_array_append_new(top, failure_issue(r->failed->pdata[i]));
    return put_json(out, top, false);
}
