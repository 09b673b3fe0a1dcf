/* The report as JUnit's XML: a test for each finding, which fails, and one for each file without any.
 *
 * Needs xml.h. A test is known by its class and name from one run to the next: so they hold the file, the
 * check and the fingerprint, and no line number. Nothing took any time: reports hold no times.
 */
#include "report/formats.h"
#include "report/words.h"
#include "report/xml.h"

enum { SHORT_FINGERPRINT = 8 };

/* The files that a finding or a failure is about. */
static GHashTable *files_with_tests(const struct report *r)
{
    GHashTable *files = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < r->findings->len; i++) {
        const struct finding *f = r->findings->pdata[i];
        g_hash_table_add(files, (char *)sym_text(f->file));
    }
    for (guint i = 0; i < r->failed->len; i++) {
        const struct report_failure *f = r->failed->pdata[i];
        g_hash_table_add(files, f->file);
    }
    return files;
}

static guint count_clean(const struct report *r, GHashTable *others)
{
    guint n = 0;
    for (guint i = 0; i < r->files->len; i++) n += !g_hash_table_contains(others, r->files->pdata[i]);
    return n;
}

static void open_suite(FILE *out, const struct report *r, guint clean)
{
    fputs("<testsuites>\n  <testsuite name=\"gfpcheck\"", out);
    xml_number(out, "tests", clean + r->findings->len + r->failed->len);
    xml_number(out, "failures", r->findings->len);
    xml_number(out, "errors", r->failed->len);
    fputs(">\n", out);
}

/* Opens a test whose element is ended by `end`. */
static void open_test(FILE *out, const char *file, const char *name, const char *end)
{
    fputs("    <testcase", out);
    xml_attribute(out, "classname", file);
    xml_attribute(out, "name", name);
    fputs(end, out);
}

static void close_test(FILE *out, const char *result, const char *type, const char *message, const char *text)
{
    fprintf(out, "      <%s", result);
    xml_attribute(out, "type", type);
    xml_attribute(out, "message", message);
    fputc('>', out);
    xml_text(out, text);
    fprintf(out, "</%s>\n    </testcase>\n", result);
}

static void put_finding(FILE *out, const struct finding *f)
{
    const char *check = check_infos[f->check].text, *message = sym_text(f->message);
    sym in = f->function ? sym_fmt("in %s() ", sym_text(f->function)) : SYM_NONE;
    char *name = g_strdup_printf("%s %s%.*s", check, sym_text(in), SHORT_FINGERPRINT, f->fingerprint);
    char *chain = words_chain(f);
    char *text = g_strdup_printf("%s:%u:%u: %s\n%s", sym_text(f->file), f->line, f->column, message, chain);
    open_test(out, sym_text(f->file), name, ">\n");
    close_test(out, "failure", check, message, text);
    g_free(name);
    g_free(chain);
    g_free(text);
}

int report_junit(FILE *out, const struct report *r)
{
    GHashTable *others = files_with_tests(r);
    xml_declaration(out);
    open_suite(out, r, count_clean(r, others));
    for (guint i = 0; i < r->findings->len; i++) put_finding(out, r->findings->pdata[i]);
    for (guint i = 0; i < r->failed->len; i++) {
        const struct report_failure *f = r->failed->pdata[i];
        open_test(out, f->file, NOT_CHECKED, ">\n");
        close_test(out, "error", NOT_CHECKED, f->reason, f->reason);
    }
    for (guint i = 0; i < r->files->len; i++) {
        const char *file = r->files->pdata[i];
        if (!g_hash_table_contains(others, file)) open_test(out, file, "no findings", "/>\n");
    }
    fputs("  </testsuite>\n</testsuites>\n", out);
    g_hash_table_unref(others);
    return report_flush(out);
}
