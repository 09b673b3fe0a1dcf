/* gfpcheck check: checks files and folders and writes a report.
 *
 * Needs cli.h. The order is: options, outputs (so that a wrong name does not cost a run), session, reports.
 */
#include "cli/cli.h"
#include "cli/progress.h"

#include <string.h>

/* What is more than this is a slip of the keyboard. */
enum { MAX_JOBS = 1024, MAX_SHARDS = 10000, MAX_TIMEOUT_S = 24 * 3600, MAX_MEMORY_MIB = 1 << 20 };

/* Sets `out` to the number in `text` if there is one; false after a message. */
static bool take_number(const char *text, const char *option, guint64 min, guint64 max, unsigned *out)
{
    guint64 number;
    if (!text) return true;
    if (!g_ascii_string_to_unsigned(text, 10, min, max, &number, NULL)) {
        cli_error("--%s is a number from %u to %u, not '%s'", option, (unsigned)min, (unsigned)max, text);
        return false;
    }
    *out = (unsigned)number;
    return true;
}

static bool take_numbers(gfpcheck_options *out, const struct options *o)
{
    return take_number(o->jobs, "jobs", 1, MAX_JOBS, &out->jobs) &&
           take_number(o->unit_timeout, "unit-timeout", 0, MAX_TIMEOUT_S, &out->unit_timeout) &&
           take_number(o->unit_memory, "unit-memory", 0, MAX_MEMORY_MIB, &out->unit_memory);
}

/* "2/4" */
static bool take_shard(const struct options *o, gfpcheck_options *out)
{
    if (!o->shard) return true;
    char **parts = g_strsplit(o->shard, "/", 2);
    guint64 shard, shards = 0;
    bool ok = parts[0] && parts[1] &&
              g_ascii_string_to_unsigned(parts[1], 10, 1, MAX_SHARDS, &shards, NULL) &&
              g_ascii_string_to_unsigned(parts[0], 10, 1, shards, &shard, NULL);
    if (!ok) {
        cli_error("--shard is I/N, with I from 1 to N, and N to %d, not '%s'", MAX_SHARDS, o->shard);
    } else if (!o->db && !o->dump) {
        cli_error("--shard needs a program database of its own: name it with --db");
        ok = false;
    } else if ((o->output || o->write_baseline) && !o->dump) {
        cli_error("--shard finds nothing yet: --%s is for the run with the merged database",
                  o->output ? "output" : "write-baseline");
        ok = false;
    } else {
        out->shard = (unsigned)shard;
        out->shards = (unsigned)shards;
    }
    g_strfreev(parts);
    return ok;
}

static bool take_colour(const char *text, gfpcheck_colour *out)
{
    static const char *const words[] = {"auto", "always", "never", NULL};
    for (int i = 0; text && words[i]; i++) {
        if (strcmp(words[i], text) != 0) continue;
        *out = (gfpcheck_colour)i;
        return true;
    }
    if (text) cli_error("--color is auto, always or never, not '%s'", text);
    return !text;
}

/* Makes `baseline` the file of both options; false after a message. */
static bool take_baseline(struct options *o)
{
    const char *write = o->write_baseline;
    if (write && (o->new_from || o->diff)) {
        cli_error("--write-baseline is about all that is found: not with --new-from or --diff");
    } else if (write && *write && o->baseline && strcmp(write, o->baseline) != 0) {
        cli_error("--baseline and --write-baseline name two files");
    } else {
        if (write && !o->baseline) o->baseline = g_strdup(*write ? write : ".gfpcheck-baseline");
        return true;
    }
    return false;
}

/* Checks the values that the library does not, and sets the rest; false after a message. */
static bool fill_options(gfpcheck_options *out, struct options *o, char **flags)
{
    gfpcheck_options_init(out);
    if (o->min_confidence && strcmp(o->min_confidence, "definite") == 0) {
        out->min_confidence = GFPCHECK_DEFINITE;
    } else if (o->min_confidence && strcmp(o->min_confidence, "likely") != 0) {
        cli_error("--min-confidence is definite or likely, not '%s'", o->min_confidence);
        return false;
    }
    if (!take_numbers(out, o) || !take_shard(o, out)) return false;
    if (o->db && o->no_db) {
        cli_error("--db and --no-db exclude each other");
        return false;
    }
    if (o->new_from && o->diff) {
        cli_error("--new-from and --diff exclude each other");
        return false;
    }
    if (!take_baseline(o)) return false;
    if (o->dump && o->format) {
        cli_error("--dump and --format exclude each other");
        return false;
    }
    out->paths = (const char *const *)o->paths;
    out->flags = (const char *const *)flags;
    out->database = o->database;
    out->kbuild = o->kbuild;
    out->model = o->model;
    out->root = o->root;
    out->rules_dir = o->rules_dir;
    out->rules = (const char *const *)o->rules;
    out->select = (const char *const *)o->select;
    out->ignore = (const char *const *)o->ignore;
    out->new_from = o->new_from;
    out->diff = o->diff;
    out->baseline = o->baseline;
    out->write_baseline = o->write_baseline != NULL;
    out->dump = o->dump;
    out->db = o->db;
    out->no_db = o->no_db;
    out->no_prelude = o->no_prelude;
    return true;
}

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
    gfpcheck_report_options how = {.quiet = o->quiet, .terse = o->terse};
    if (!fill_options(&options, o, flags) || !take_colour(o->color, &how.colour)) return GFPCHECK_FAILED;
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
