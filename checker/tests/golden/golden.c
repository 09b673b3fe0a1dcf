/* golden GFPCHECK ROOT FILE|FOLDER...: runs the checker on each and compares its findings with the
 * expectations that stand beside the lines (directives.h). A folder's files are one program.
 *
 * Needs a built gfpcheck, its JSON report, and ROOT, which the report's paths are relative to. Both ways
 * count: an expected finding that is missing, and a finding that nobody expects. Exit code 0 if all hold, 1
 * if not, 2 for wrong usage.
 */
#include "directives.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/* A chain's functions, outermost first, each once in a row. The place where atomic begins is no call: left
 * out. */
static char *chain_text(json_t *finding)
{
    GString *out = g_string_new(NULL);
    const char *last = "";
    size_t i;
    json_t *step;
    json_array_foreach(json_object_get(finding, "chain"), i, step)
    {
        const char *role = json_string_value(json_object_get(step, "role"));
        const char *function = json_string_value(json_object_get(step, "function"));
        if (!role || !function || strcmp(role, "context") == 0 || strcmp(role, "note") == 0) continue;
        if (strcmp(function, last) == 0) continue;
        g_string_append_printf(out, "%s%s", out->len ? ">" : "", function);
        last = function;
    }
    return g_string_free(out, FALSE);
}

static gboolean has_message(json_t *object, const char *text)
{
    const char *message = json_string_value(json_object_get(object, "message"));
    return message && strstr(message, text);
}

static gboolean has_text(json_t *finding, const char *text)
{
    size_t i;
    json_t *step;
    if (has_message(finding, text)) return TRUE;
    json_array_foreach(json_object_get(finding, "chain"), i, step)
    {
        if (has_message(step, text)) return TRUE;
    }
    return FALSE;
}

static gboolean equals(json_t *object, const char *key, const char *value)
{
    const char *is = json_string_value(json_object_get(object, key));
    return is && strcmp(is, value) == 0;
}

static json_int_t line_of(json_t *finding)
{
    return json_integer_value(json_object_get(finding, "line"));
}

/* How well a finding fits: 0 not at all, 1 the line and the check, 2 all that the directive says. */
static int fits(const struct directive *d, json_t *finding, const char *file)
{
    if (!equals(finding, "file", file) || line_of(finding) != d->line || !equals(finding, "check", d->check))
        return 0;
    for (guint i = 0; i < d->texts->len; i++) {
        if (!has_text(finding, d->texts->pdata[i])) return 1;
    }
    if (d->confidence && !equals(finding, "confidence", d->confidence)) return 1;
    if (!d->chain) return 2;
    char *chain = chain_text(finding);
    int fit = strcmp(chain, d->chain) == 0 ? 2 : 1;
    g_free(chain);
    return fit;
}

static void print_finding(json_t *finding)
{
    char *chain = chain_text(finding);
    printf("    %s:%d: %s [%s, %s] chain=%s\n", json_string_value(json_object_get(finding, "file")),
           (int)line_of(finding), json_string_value(json_object_get(finding, "message")),
           json_string_value(json_object_get(finding, "check")),
           json_string_value(json_object_get(finding, "confidence")), chain);
    g_free(chain);
    size_t i;
    json_t *step;
    json_array_foreach(json_object_get(finding, "chain"), i, step)
    {
        printf("      %s:%d: %s: %s\n", json_string_value(json_object_get(step, "file")), (int)line_of(step),
               json_string_value(json_object_get(step, "role")),
               json_string_value(json_object_get(step, "message")));
    }
}

/* A file of a case, and what it says. */
struct source {
    char *file; /* as reports name it */
    struct directives *says;
};

static void source_free(gpointer data)
{
    struct source *s = data;
    directives_free(s->says);
    g_free(s->file);
    g_free(s);
}

/* Marks the directive that a finding meets; FALSE if there is none. */
static gboolean assign(const GPtrArray *sources, json_t *finding)
{
    for (guint i = 0; i < sources->len; i++) {
        const struct source *s = sources->pdata[i];
        for (guint k = 0; k < s->says->list->len; k++) {
            struct directive *d = s->says->list->pdata[k];
            if (d->met || fits(d, finding, s->file) != 2) continue;
            d->met = TRUE;
            return TRUE;
        }
    }
    return FALSE;
}

/* Says what a directive found wanting; the number of errors, 0 or 1. */
static int judge(const struct directive *d, json_t *findings, const char *file)
{
    char *text = directive_text(d);
    int errors = 1;
    if (d->kind == EXPECT && !d->met) {
        printf("%s:%u: expected, and not found: %s\n", file, d->line, text);
    } else if (d->kind == TODO_EXPECT && d->met) {
        printf("%s:%u: found at last; make it 'expect': %s\n", file, d->written, text);
    } else if (d->kind == TODO_EXPECT_NONE && !d->met) {
        printf("%s:%u: no longer found, as it ought to be; remove the directive: %s\n", file, d->written,
               text);
    } else {
        errors = 0;
    }
    g_free(text);
    size_t i;
    json_t *finding;
    json_array_foreach(findings, i, finding)
    {
        if (errors && !d->met && fits(d, finding, file) == 1) {
            printf("  found instead:\n");
            print_finding(finding);
        }
    }
    return errors;
}

/* The number of differences, each printed. */
static int compare(const GPtrArray *sources, json_t *findings)
{
    int errors = 0;
    size_t i;
    json_t *finding;
    json_array_foreach(findings, i, finding)
    {
        if (assign(sources, finding)) continue;
        printf("found, and not expected:\n");
        print_finding(finding);
        errors++;
    }
    for (guint s = 0; s < sources->len; s++) {
        const struct source *source = sources->pdata[s];
        for (guint k = 0; k < source->says->list->len; k++)
            errors += judge(source->says->list->pdata[k], findings, source->file);
    }
    return errors;
}

/* Runs the checker; its report, or NULL after a message. */
static json_t *run(const char *gfpcheck, const char *root, const char *path)
{
    const char *argv[] = {gfpcheck, "--no-db", "--model", "--format", "json", "--root", root, path, NULL};
    char *out = NULL, *err = NULL;
    int status = 0;
    GError *wrong = NULL;
    json_t *report = NULL;
    json_error_t where;
    if (!g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &err, &status,
                      &wrong)) {
        printf("%s: %s\n", gfpcheck, wrong->message);
        g_error_free(wrong);
        return NULL;
    }
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code != 0 && code != 1) {
        printf("%s: gfpcheck ended with %d\n%s", path, code, err);
    } else if (!(report = json_loads(out, 0, &where))) {
        printf("%s: the report is no JSON: %s\n%s", path, where.text, err);
    } else if (code != (json_array_size(json_object_get(report, "findings")) > 0)) {
        printf("%s: exit code %d does not agree with the report\n", path, code);
        json_decref(report);
        report = NULL;
    } else if (*err) {
        printf("%s", err);
    }
    g_free(out);
    g_free(err);
    return report;
}

/* Reads the directives of a file. A header that says nothing is no error: it may be there for its types. */
static gboolean add_source(GPtrArray *sources, const char *root, const char *path)
{
    char *text = NULL;
    GError *wrong = NULL;
    struct directives *says = NULL;
    if (g_file_get_contents(path, &text, NULL, &wrong)) {
        if (g_str_has_suffix(path, ".h") && !strstr(text, "expect")) {
            g_free(text);
            return TRUE;
        }
        says = directives_read(text, &wrong);
    }
    g_free(text);
    if (!says) {
        printf("%s:%s\n", path, wrong->message);
        g_error_free(wrong);
        return FALSE;
    }
    char *prefix = g_str_has_suffix(root, "/") ? g_strdup(root) : g_strconcat(root, "/", NULL);
    struct source *source = g_new0(struct source, 1);
    source->file = g_strdup(g_str_has_prefix(path, prefix) ? path + strlen(prefix) : path);
    source->says = says;
    g_ptr_array_add(sources, source);
    g_free(prefix);
    return TRUE;
}

/* A folder's files are one program, whatever folders they are in. */
static gboolean add_sources(GPtrArray *sources, const char *root, const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    gboolean ok = TRUE;
    if (!dir) return add_source(sources, root, path);
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *below = g_build_filename(path, name, NULL);
        gboolean is_source = g_str_has_suffix(name, ".c") || g_str_has_suffix(name, ".h");
        if (is_source || g_file_test(below, G_FILE_TEST_IS_DIR)) ok &= add_sources(sources, root, below);
        g_free(below);
    }
    g_dir_close(dir);
    return ok;
}

/* TRUE if the file, or each file of the folder, holds what it says. */
static gboolean check_case(const char *gfpcheck, const char *root, const char *path)
{
    GPtrArray *sources = g_ptr_array_new_with_free_func(source_free);
    gboolean ok = add_sources(sources, root, path);
    json_t *report = ok ? run(gfpcheck, root, path) : NULL;
    ok = report && compare(sources, json_object_get(report, "findings")) == 0;
    json_decref(report);
    g_ptr_array_unref(sources);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "Usage: golden GFPCHECK ROOT FILE|FOLDER...\n");
        return 2;
    }
    int bad = 0;
    for (int i = 3; i < argc; i++) bad += !check_case(argv[1], argv[2], argv[i]);
    if (bad) printf("%d of %d cases do not hold\n", bad, argc - 3);
    return bad != 0;
}
