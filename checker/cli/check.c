/* gfpcheck check: checks files and folders and writes a report.
 *
 * Needs cli.h. The order is: options, outputs (so that a wrong name does not cost a run), session, reports.
 */
#include "cli/cli.h"
#include "cli/progress.h"

static void print_log(void *data, const char *text)
{
    progress_erase(data);
    fprintf(stderr, "gfpcheck: %s\n", text);
}

static void print_note(void *data, const char *text)
{
    progress_erase(data);
    fprintf(stderr, "gfpcheck: note: %s\n", text);
}

/* Writes the reports, and returns the exit code. */
static int report(gfpcheck_session *s, const struct options *o, const gfpcheck_report_options *how,
                  gfpcheck_result result, struct reports *reports)
{
    int code = result;
    cli_print_failures(s);
    if (gfpcheck_error(s)) {
        reports_discard(reports);
        return GFPCHECK_FAILED;
    }
    if (!o->dump && !o->shard) reports_write(reports, s, how);
    bool asked = !o->dump && !o->exit_zero;
    if (code == GFPCHECK_FINDINGS && !asked) code = GFPCHECK_CLEAN;
    if (!reports_commit(reports)) code = GFPCHECK_FAILED;
    if (o->stats) gfpcheck_write_stats(s, stderr);
    return cli_interrupted() ? EXIT_INTERRUPTED : code;
}

static int check(struct options *o, char **flags)
{
    gfpcheck_options options;
    gfpcheck_report_options how = {0};
    if (!cli_configure(o, flags != NULL) || !cli_settle(o, flags, &options, &how)) return GFPCHECK_FAILED;
    bool finds = !o->shard || o->dump;
    struct reports *reports = reports_open(finds ? o->format : NULL, o->output);
    if (!reports) return GFPCHECK_FAILED;
    struct progress *progress = o->quiet ? NULL : progress_new();
    if (o->dump) options.dump_to = reports_stream(reports);
    if (o->verbose) options.log = print_log;
    options.note = print_note;
    if (progress) options.progress = progress_show;
    options.data = progress;
    gfpcheck_session *s = gfpcheck_new(&options);
    gfpcheck_result result = cli_run(s);
    progress_free(progress);
    int code = report(s, o, &how, result, reports);
    gfpcheck_free(s);
    return code;
}

int command_check(int argc, char **argv)
{
    struct options o = {0};
    char **flags;
    int code = GFPCHECK_FAILED;
    if (cli_parse_options(argc, argv, &o, &flags)) {
        if (o.version) {
            printf("gfpcheck %s\n", gfpcheck_version());
            code = fflush(stdout) == 0 ? GFPCHECK_CLEAN : GFPCHECK_FAILED;
        } else {
            code = check(&o, flags);
        }
    }
    options_clear(&o);
    return code;
}
