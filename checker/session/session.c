/* The run of a session: the table of contents of the program.
 *
 * Needs all layers below; gives gfpcheck_run(): inputs, rules, frontend, each unit, and the finished report.
 */
#include "session/session.h"

#include "base/data.h"
#include "session/shard.h"

#include <string.h>

static const char model_folder[] = "include/linux-model";

void session_say(const struct gfpcheck_session *s, const char *format, ...)
{
    if (!s->options.log) return;
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    s->options.log(s->options.data, text);
    g_free(text);
}

void session_note(const struct gfpcheck_session *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    char **lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line && s->options.note; line++) s->options.note(s->options.data, *line);
    g_strfreev(lines);
    g_free(text);
}

bool session_load_rules(struct gfpcheck_session *s, GError **error)
{
    struct rules_version version = {s->in.major, s->in.minor};
    stats_phase(&s->stats, PHASE_RULES);
    char *dir = s->options.rules_dir ? g_strdup(s->options.rules_dir) : data_path(RULES_FOLDER);
    s->rules = rules_load(dir, s->options.rules, version, error);
    if (s->rules)
        session_say(s, "rules from %s, for kernel %u.%u (0.0: the newest)", dir, version.major,
                    version.minor);
    g_free(dir);
    return s->rules && checks_accept(s->rules, error);
}

void session_frontend_options(const struct gfpcheck_session *s, struct frontend_options *out)
{
    memset(out, 0, sizeof *out);
    out->source_root = s->in.root;
    out->model_include = data_path(model_folder);
    out->probes = rules_probes(s->rules, &out->nprobes);
    out->macros = rules_macros(s->rules, &out->nmacros);
    out->messages = rules_messages(s->rules, &out->nmessages);
}

struct frontend *session_frontend(const struct gfpcheck_session *s)
{
    struct frontend_options options;
    session_frontend_options(s, &options);
    struct frontend *frontend = frontend_new(&options);
    g_free((char *)options.model_include);
    return frontend;
}

static int compare_failures(gconstpointer a, gconstpointer b)
{
    const struct report_failure *x = *(const struct report_failure *const *)a;
    const struct report_failure *y = *(const struct report_failure *const *)b;
    int order = strcmp(x->file, y->file);
    return order != 0 ? order : strcmp(x->reason, y->reason);
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void finish_report(struct gfpcheck_session *s, gint64 started)
{
    g_ptr_array_sort(s->report.files, compare_texts);
    g_ptr_array_sort(s->report.failed, compare_failures);
    s->report.source_root = s->in.root;
    s->report.reduced = s->reduced->len > 0 ? s->reduced->str : NULL;
    session_say(s, "took %.1f s", (double)(g_get_monotonic_time() - started) / G_USEC_PER_SEC);
}

bool session_begin(struct gfpcheck_session *s)
{
    g_return_val_if_fail(!s->ran, false);
    s->ran = true;
    return !s->error;
}

gfpcheck_result session_end(struct gfpcheck_session *s, GError *wrong)
{
    session_publish(s);
    if (wrong) {
        s->error = g_strdup(wrong->message);
        g_error_free(wrong);
    }
    return s->error || s->report.failed->len > 0 ? GFPCHECK_FAILED : GFPCHECK_CLEAN;
}

/* Whether something is found that is sure enough to fail. */
static bool fails(const struct gfpcheck_session *s)
{
    for (guint i = 0; i < s->report.findings->len; i++) {
        const struct finding *f = s->report.findings->pdata[i];
        if (f->confidence == DEFINITE || s->options.fail_level != GFPCHECK_DEFINITE) return true;
    }
    return false;
}

gfpcheck_result gfpcheck_run(gfpcheck_session *s)
{
    gint64 started = g_get_monotonic_time();
    GError *wrong = NULL;
    if (!session_begin(s)) return GFPCHECK_FAILED;
    stats_phase(&s->stats, PHASE_INPUTS);
    if (inputs_collect(&s->in, &s->options, &wrong) && session_read_filters(s, &wrong) &&
        session_load_rules(s, &wrong)) {
        if (s->options.shards) shard_select(&s->in, s->options.shard, s->options.shards);
        session_say(s, "%u units from %s, source root %s", s->in.commands->len, s->in.words, s->in.root);
        for (guint i = 0; i < s->in.failed->len; i++) {
            const struct command_failure *f = s->in.failed->pdata[i];
            session_fail(s, f->path, f->reason);
        }
        if (s->dumps)
            session_dump(s);
        else if (s->options.shards)
            shard_run(s, &wrong);
        else if (session_check(s, &wrong))
            session_choose(s, &wrong);
        finish_report(s, started);
    }
    stats_phase(&s->stats, PHASE_NONE);
    gfpcheck_result result = session_end(s, wrong);
    bool shard = s->options.shards > 0 && !s->dumps;
    if (shard && !s->error && !s->stop) return GFPCHECK_CLEAN; /* who has them all tells what failed */
    return result == GFPCHECK_CLEAN && fails(s) ? GFPCHECK_FINDINGS : result;
}

void gfpcheck_stop(gfpcheck_session *s)
{
    s->stop = 1;
}
