/* golden GFPCHECK ROOT FILE...: runs the checker on each file and compares its findings with the expectations
 * that stand beside the lines (directives.h).
 *
 * Needs a built gfpcheck, its JSON report, and ROOT, which the report's paths are relative to. Both ways
 * count: an expected finding that is missing, and a finding that nobody expects. Exit code 0 if all files
 * hold, 1 if not, 2 for wrong usage.
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

/* Marks the directive that a finding meets, and removes it from what is left; FALSE if there is none. */
static gboolean assign(struct directives *all, json_t *finding, const char *file)
{
    for (guint i = 0; i < all->list->len; i++) {
        struct directive *d = all->list->pdata[i];
        if (d->met || fits(d, finding, file) != 2) continue;
        d->met = TRUE;
        return TRUE;
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
static int compare(struct directives *all, json_t *findings, const char *file)
{
    int errors = 0;
    size_t i;
    json_t *finding;
    json_array_foreach(findings, i, finding)
    {
        if (assign(all, finding, file)) continue;
        printf("%s:%d: found, and not expected:\n", file, (int)line_of(finding));
        print_finding(finding);
        errors++;
    }
    for (guint k = 0; k < all->list->len; k++) errors += judge(all->list->pdata[k], findings, file);
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

/* TRUE if the file holds what it says. */
static gboolean check_file(const char *gfpcheck, const char *root, const char *path)
{
    char *text = NULL;
    GError *wrong = NULL;
    struct directives *all = NULL;
    if (!g_file_get_contents(path, &text, NULL, &wrong) || !(all = directives_read(text, &wrong))) {
        printf("%s:%s\n", path, wrong->message);
        g_error_free(wrong);
        g_free(text);
        return FALSE;
    }
    char *prefix = g_str_has_suffix(root, "/") ? g_strdup(root) : g_strconcat(root, "/", NULL);
    const char *file = g_str_has_prefix(path, prefix) ? path + strlen(prefix) : path;
    json_t *report = run(gfpcheck, root, path);
    gboolean ok = report && compare(all, json_object_get(report, "findings"), file) == 0;
    json_decref(report);
    directives_free(all);
    g_free(prefix);
    g_free(text);
    return ok;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "Usage: golden GFPCHECK ROOT FILE...\n");
        return 2;
    }
    int bad = 0;
    for (int i = 3; i < argc; i++) bad += !check_file(argv[1], argv[2], argv[i]);
    if (bad) printf("%d of %d files do not hold\n", bad, argc - 3);
    return bad != 0;
}
