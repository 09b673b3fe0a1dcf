/* The report as SARIF 2.1.0, which code scanning at GitHub and elsewhere reads.
 *
 * Needs json.h. URIs are relative to SRCROOT, the source root. The chain is the code flow of a result. What a
 * comment in the source or the baseline suppresses is there, too, marked as such.
 */
#include "checks/checks.h"
#include "report/excerpt.h"
#include "report/formats.h"
#include "report/json.h"
#include "report/words.h"

#include <string.h>

#define SCHEMA  "https://json.schemastore.org/sarif-2.1.0.json"
#define SRCROOT "SRCROOT"
/* The name says how the fingerprint is made: another way has another number. */
#define FINGERPRINT "gfpcheck/v1"

static json_t *message(const char *text)
{
    return pair_json("text", text_json(text));
}

/* ---- places ---- */

/* All but the unreserved characters and slashes is escaped: so no path is taken for more than a path. */
static char *path_uri(const char *path)
{
    char *escaped = g_uri_escape_bytes((const guint8 *)path, strlen(path), "/");
    char *uri = g_strconcat(g_path_is_absolute(path) ? "file://" : "", escaped, NULL);
    g_free(escaped);
    return uri;
}

static json_t *artifact(const char *path)
{
    char *uri = path_uri(path);
    json_t *object = pair_json("uri", json_string(uri));
    if (!g_path_is_absolute(path)) json_object_set_new(object, "uriBaseId", json_string(SRCROOT));
    g_free(uri);
    return object;
}

static json_t *location(struct excerpts *sources, const struct step *s)
{
    json_t *physical = pair_json("artifactLocation", artifact(sym_text(s->file)));
    if (s->line > 0) {
        json_t *region = pair_json("startLine", json_integer(s->line));
        uint32_t column = excerpt_characters(sources, s->file, s->line, s->column);
        if (column > 0) json_object_set_new(region, "startColumn", json_integer(column));
        json_object_set_new(physical, "region", region);
    }
    json_t *object = pair_json("physicalLocation", physical);
    if (s->function) {
        json_t *logical = pair_json("name", text_json(sym_text(s->function))), *list = json_array();
        json_object_set_new(logical, "kind", json_string("function"));
        json_array_append_new(list, logical);
        json_object_set_new(object, "logicalLocations", list);
    }
    return object;
}

/* ---- results ---- */

static json_t *list_of(json_t *one)
{
    json_t *list = json_array();
    json_array_append_new(list, one);
    return list;
}

/* None if there are no places on the way. */
static json_t *code_flows(struct excerpts *sources, const GArray *steps)
{
    json_t *places = json_array();
    int depth = 0;
    for (guint i = 0; i < steps->len; i++) {
        const struct step *s = &g_array_index(steps, struct step, i);
        if (s->role == STEP_NOTE) continue;
        json_t *where = location(sources, s);
        json_object_set_new(where, "message", message(sym_text(s->message)));
        json_t *place = pair_json("location", where);
        json_object_set_new(place, "nestingLevel", json_integer(depth));
        json_array_append_new(places, place);
        if (s->role == STEP_CALL) depth++;
    }
    if (json_array_size(places) == 0) return places;
    return list_of(pair_json("threadFlows", list_of(pair_json("locations", places))));
}

/* Its message, and what is no place on the way in lines of their own. */
static json_t *result_message(const struct finding *f, const GArray *steps)
{
    GString *text = g_string_new(sym_text(f->message));
    for (guint i = 0; i < steps->len; i++) {
        const struct step *s = &g_array_index(steps, struct step, i);
        if (s->role == STEP_NOTE) g_string_append_printf(text, "\n%s", sym_text(s->message));
    }
    json_t *object = message(text->str);
    g_string_free(text, TRUE);
    return object;
}

/* None says for sure that the finding is not suppressed. */
static json_t *suppressions(const struct finding *f, bool known)
{
    if (!f->suppressed && !known) return json_array();
    const char *why = f->suppressed ? sym_text(f->suppressed) : "it is in the baseline";
    json_t *object = pair_json("kind", json_string(f->suppressed ? "inSource" : "external"));
    json_object_set_new(object, "justification", text_json(why));
    return list_of(object);
}

static json_t *result(struct excerpts *sources, const struct finding *f, bool known)
{
    const struct step place = {
        .file = f->file, .line = f->line, .column = f->column, .function = f->function};
    GArray *steps = words_steps(f);
    json_t *object = pair_json("ruleId", json_string(check_infos[f->check].text));
    json_object_set_new(object, "ruleIndex", json_integer(f->check));
    json_object_set_new(object, "level", json_string("warning"));
    json_object_set_new(object, "message", result_message(f, steps));
    json_object_set_new(object, "locations", list_of(location(sources, &place)));
    json_object_set_new(object, "codeFlows", code_flows(sources, steps));
    json_object_set_new(object, "partialFingerprints", pair_json(FINGERPRINT, json_string(f->fingerprint)));
    json_object_set_new(object, "suppressions", suppressions(f, known));
    json_object_set_new(object, "properties", pair_json("confidence", json_string(confidence_text(f))));
    g_array_unref(steps);
    return object;
}

/* ---- the tool ---- */

static json_t *rule(enum check_id id)
{
    const struct check_info *info = &check_infos[id];
    const char *text = check_help(id);
    json_t *object = pair_json("id", json_string(info->text)), *help = message(text);
    char *why = words_help_why(id), *uri = words_help_uri(id);
    json_object_set_new(help, "markdown", text_json(text));
    json_object_set_new(object, "shortDescription", message(info->words));
    json_object_set_new(object, "fullDescription", message(why));
    json_object_set_new(object, "help", help);
    if (uri) json_object_set_new(object, "helpUri", json_string(uri));
    json_object_set_new(object, "defaultConfiguration", pair_json("level", json_string("warning")));
    g_free(why);
    g_free(uri);
    return object;
}

static json_t *tool(void)
{
    json_t *driver = pair_json("name", json_string("gfpcheck")), *rules = json_array();
    json_object_set_new(driver, "semanticVersion", json_string(GFPCHECK_VERSION));
    for (int id = 0; id < CHECKS; id++) json_array_append_new(rules, rule((enum check_id)id));
    json_object_set_new(driver, "rules", rules);
    return pair_json("driver", driver);
}

static json_t *notification(const char *file, const char *level, const char *text)
{
    json_t *object = pair_json("level", json_string(level));
    json_object_set_new(object, "message", message(text));
    if (!file) return object;
    json_t *physical = pair_json("artifactLocation", artifact(file));
    json_object_set_new(object, "locations", list_of(pair_json("physicalLocation", physical)));
    return object;
}

static json_t *invocation(const struct report *r)
{
    json_t *object = pair_json("executionSuccessful", json_boolean(r->failed->len == 0));
    json_t *notifications = json_array();
    for (guint i = 0; i < r->failed->len; i++) {
        const struct report_failure *f = r->failed->pdata[i];
        json_array_append_new(notifications, notification(f->file, "error", f->reason));
    }
    if (r->reduced) {
        char *text = g_strconcat("precision is reduced: ", r->reduced, NULL);
        json_array_append_new(notifications, notification(NULL, "warning", text));
        g_free(text);
    }
    json_object_set_new(object, "toolExecutionNotifications", notifications);
    return object;
}

/* A base ends with a slash. */
static json_t *bases(const char *root)
{
    char *folder = g_str_has_suffix(root, "/") ? g_strdup(root) : g_strconcat(root, "/", NULL);
    char *uri = path_uri(folder);
    json_t *object = pair_json(SRCROOT, pair_json("uri", json_string(uri)));
    g_free(folder);
    g_free(uri);
    return object;
}

static void add_results(json_t *results, struct excerpts *sources, const GPtrArray *findings, bool known)
{
    for (guint i = 0; i < findings->len; i++)
        json_array_append_new(results, result(sources, findings->pdata[i], known));
}

int report_sarif(FILE *out, const struct report *r)
{
    struct excerpts *sources = excerpts_new(r->source_root);
    json_t *top = pair_json("$schema", json_string(SCHEMA)), *run = pair_json("tool", tool());
    json_t *results = json_array();
    add_results(results, sources, r->findings, false);
    add_results(results, sources, r->suppressed, false);
    add_results(results, sources, r->known, true);
    json_object_set_new(run, "invocations", list_of(invocation(r)));
    if (r->source_root) json_object_set_new(run, "originalUriBaseIds", bases(r->source_root));
    json_object_set_new(run, "columnKind", json_string("unicodeCodePoints"));
    json_object_set_new(run, "results", results);
    json_object_set_new(top, "version", json_string("2.1.0"));
    json_object_set_new(top, "runs", list_of(run));
    excerpts_free(sources);
    return put_json(out, top, false);
}
