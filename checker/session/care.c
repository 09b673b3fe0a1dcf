/* gfpcheck_db_stats(), gfpcheck_db_check() and gfpcheck_db_clear(): care of the program database.
 *
 * Needs program/care.h; brings nothing up to date.
 */
#include "program/care.h"

#include "session/db.h"
#include "session/fresh.h"

/* ---- figures ---- */

static void print_count(FILE *out, const char *what, uint64_t n)
{
    fprintf(out, "%-17s %12" G_GUINT64_FORMAT "\n", what, n);
}

static void print_sizes(FILE *out, const struct store_stats *stats)
{
    uint64_t rest = stats->file_bytes;
    fprintf(out, "%-17s %12" G_GUINT64_FORMAT " bytes\n", "size", stats->file_bytes);
    for (unsigned kind = 0; kind < STORE_BLOB_KINDS; kind++) {
        fprintf(out, "  %-15s %12" G_GUINT64_FORMAT " in %" G_GUINT64_FORMAT " rows\n",
                store_blob_table(kind), stats->bytes[kind], stats->rows[kind]);
        rest -= MIN(rest, stats->bytes[kind]);
    }
    fprintf(out, "  %-15s %12" G_GUINT64_FORMAT "\n", "all else", rest);
}

static void print_maker(FILE *out, const struct gfpcheck_session *s, const struct store_stats *stats)
{
    GDateTime *time = g_date_time_new_from_unix_local(stats->written_s);
    char *written = time ? g_date_time_format(time, "%Y-%m-%d %H:%M:%S") : NULL;
    char *format = db_format();
    fprintf(out, "program database  %s\n", store_path(s->store));
    fprintf(out, "written           %s\n", written ? written : "not known when");
    fprintf(out, "made by           %s\n", format);
    fprintf(out, "source root       %s\n", s->in.root);
    g_free(format);
    g_free(written);
    if (time) g_date_time_unref(time);
}

static void print_stats(const struct gfpcheck_session *s, FILE *out)
{
    struct store_stats stats;
    struct care_figures figures;
    store_stats(s->store, &stats);
    care_count(s->store, &figures);
    print_maker(out, s, &stats);
    print_count(out, "units", stats.units);
    print_count(out, "  analysed", figures.analysed);
    print_count(out, "  changed since", figures.stale);
    print_count(out, "  with failures", stats.failed);
    print_count(out, "functions", stats.functions);
    print_count(out, "header functions", stats.headers);
    print_count(out, "calls", figures.calls);
    print_count(out, "violations", figures.violations);
    print_count(out, "files", stats.files);
    print_sizes(out, &stats);
}

gfpcheck_result gfpcheck_db_stats(gfpcheck_session *s, FILE *out)
{
    GError *wrong = NULL;
    if (!session_begin(s)) return GFPCHECK_FAILED;
    if (db_open_to_read(s, STORE_ALL, &wrong)) print_stats(s, out);
    return session_end(s, wrong);
}

/* ---- whether it is whole ---- */

static void check_all(struct gfpcheck_session *s, GPtrArray *wrong)
{
    char **blobs = store_check(s->store);
    for (char **line = blobs; line && *line; line++) g_ptr_array_add(wrong, g_strdup(*line));
    g_strfreev(blobs);
    fresh_check(s->store, wrong);
    care_check(s->store, s->rules, wrong);
}

static void check(struct gfpcheck_session *s, FILE *out)
{
    GPtrArray *wrong = g_ptr_array_new_with_free_func(g_free);
    check_all(s, wrong);
    for (guint i = 0; i < wrong->len; i++) session_fail(s, store_path(s->store), wrong->pdata[i]);
    bool whole = wrong->len == 0;
    g_ptr_array_unref(wrong);
    if (!whole) return;
    struct store_stats stats;
    store_stats(s->store, &stats);
    fprintf(out, "%s is whole: %" G_GUINT64_FORMAT " units, %" G_GUINT64_FORMAT " functions\n",
            store_path(s->store), stats.units, stats.functions);
}

gfpcheck_result gfpcheck_db_check(gfpcheck_session *s, FILE *out)
{
    GError *wrong = NULL;
    if (!session_begin(s)) return GFPCHECK_FAILED;
    if (db_open_to_read(s, STORE_ALL, &wrong) &&
        (!store_value(s->store, "rules") ||
         session_load_rules(s, &wrong))) /* results are read with their rules */
        check(s, out);
    return session_end(s, wrong);
}

/* ---- clearing ---- */

gfpcheck_result gfpcheck_db_clear(gfpcheck_session *s, FILE *out)
{
    GError *wrong = NULL;
    if (!session_begin(s)) return GFPCHECK_FAILED;
    char *path = db_find(s, &wrong) ? db_path(s) : NULL;
    if (path && store_remove(path, &wrong)) fprintf(out, "%s is removed\n", path);
    g_free(path);
    return session_end(s, wrong);
}
