/* gfpcheck check: checks files and folders and writes a report.
 *
 * Needs cli.h; GLib parses the options. The order is: options, output (so that a wrong name does not cost a
 * run), session, report.
 */
#include "cli/cli.h"
#include "cli/progress.h"

#include <errno.h>
#include <string.h>

/* What is more than this is a slip of the keyboard. */
enum { MAX_JOBS = 1024, MAX_TIMEOUT_S = 24 * 3600, MAX_MEMORY_MIB = 1 << 20 };

struct check_options {
    char *kbuild, *database, *root, *format, *output, *rules_dir, *dump, *min_confidence, *db;
    char *jobs, *unit_timeout, *unit_memory; /* numbers */
    char **rules, **select, **ignore, **paths;
    gboolean model, no_db, no_prelude, quiet, verbose, version;
};

static char *help_text(void)
{
    GString *text =
        g_string_new("Finds allocations, frees and calls that may sleep where Linux drivers must not, and "
                     "memory\nreleased by the wrong function.\n\nCommands:\n");
    for (const struct cli_command *c = cli_commands; c->name; c++) {
        g_string_append_printf(text, "  %-8s %s\n", c->name, c->words);
    }
    g_string_append(text, "\nExit code: 0 nothing found, 1 findings, 2 the tool or some input failed.");
    return g_string_free(text, FALSE);
}

/* Parses argv; false after a message if it is wrong. `flags` gets what follows "--", or NULL. */
static bool parse_options(int argc, char **argv, struct check_options *o, char ***flags)
{
    const GOptionEntry entries[] = {
        {"kbuild", 0, 0, G_OPTION_ARG_FILENAME, &o->kbuild, "Take flags from a prepared kernel build folder",
         "DIR"},
        {"database", 'p', 0, G_OPTION_ARG_FILENAME, &o->database,
         "Take flags from compile_commands.json, or the folder that holds it", "FILE|DIR"},
        {"model", 0, 0, G_OPTION_ARG_NONE, &o->model,
         "Use the model headers, even if kernel headers are there", NULL},
        {"root", 0, 0, G_OPTION_ARG_FILENAME, &o->root, "Report paths relative to this folder", "DIR"},
        {"format", 0, 0, G_OPTION_ARG_STRING, &o->format, "Report format: text (default) or json", "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output, "Write the report to a file", "FILE"},
        {"select", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->select, "Run only these checks", "CHECK,..."},
        {"ignore", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->ignore, "Do not run these checks", "CHECK,..."},
        {"min-confidence", 0, 0, G_OPTION_ARG_STRING, &o->min_confidence, "Report only findings this sure",
         "definite|likely"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->rules, "Load one more rule file", "FILE"},
        {"rules-dir", 0, 0, G_OPTION_ARG_FILENAME, &o->rules_dir,
         "Load the rule files of this folder instead", "DIR"},
        {"jobs", 'j', 0, G_OPTION_ARG_STRING, &o->jobs, "Worker processes (default: one for each processor)",
         "N"},
        {"unit-timeout", 0, 0, G_OPTION_ARG_STRING, &o->unit_timeout,
         "Give up a file after this time (default 60, 0: never)", "SECONDS"},
        {"unit-memory", 0, 0, G_OPTION_ARG_STRING, &o->unit_memory,
         "Give up a file that needs more memory (default 2048, 0: never)", "MIB"},
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &o->db, "Use this program database", "FILE"},
        {"no-db", 0, 0, G_OPTION_ARG_NONE, &o->no_db, "Use no program database", NULL},
        {"no-prelude", 0, 0, G_OPTION_ARG_NONE, &o->no_prelude,
         "Parse each file by itself, not on top of headers parsed before", NULL},
        {"dump", 0, 0, G_OPTION_ARG_STRING, &o->dump, "Print this instead of findings",
         "ir,cfg,summary[:FUNCTION] or commands"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet, "No summary line and no progress", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &o->verbose, "Say what is done, on stderr", NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &o->version, "Print the version", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->paths, NULL,
         "PATHS... [-- COMPILER FLAGS]"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    GPtrArray *words = g_ptr_array_new();
    *flags = NULL;
    for (int i = 0; i < argc && !*flags; i++) {
        if (strcmp(argv[i], "--") == 0) {
            *flags = argv + i + 1;
        } else if (g_str_has_prefix(argv[i], "-j") && g_ascii_isdigit(argv[i][2])) {
            /* -j8, as everyone types it, GLib does not know */
            g_ptr_array_add(words, g_strconcat("--jobs=", argv[i] + 2, NULL));
        } else {
            g_ptr_array_add(words, g_strdup(argv[i]));
        }
    }
    g_ptr_array_add(words, NULL);
    char **list = (char **)g_ptr_array_free(words, FALSE);
    char *help = help_text();
    GError *wrong = NULL;
    GOptionContext *context = g_option_context_new(NULL);
    g_option_context_set_summary(context, help);
    g_option_context_add_main_entries(context, entries, NULL);
    bool ok = g_option_context_parse_strv(context, &list, &wrong);
    if (!ok) {
        cli_error("%s; see gfpcheck --help", wrong->message);
        g_error_free(wrong);
    }
    g_option_context_free(context);
    g_strfreev(list);
    g_free(help);
    return ok;
}

static void free_options(struct check_options *o)
{
    char *const texts[] = {o->kbuild, o->database,       o->root, o->format, o->output,       o->rules_dir,
                           o->dump,   o->min_confidence, o->db,   o->jobs,   o->unit_timeout, o->unit_memory};
    char **const lists[] = {o->rules, o->select, o->ignore, o->paths};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) g_strfreev(lists[i]);
}

/* {"a,b", "c"} to {"a", "b", "c"}; NULL stays NULL. Takes over `lists`. */
static char **split_lists(char **lists)
{
    if (!lists) return NULL;
    char *joined = g_strjoinv(",", lists);
    char **split = g_strsplit(joined, ",", -1);
    g_free(joined);
    g_strfreev(lists);
    return split;
}

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

static bool take_numbers(gfpcheck_options *out, const struct check_options *o)
{
    return take_number(o->jobs, "jobs", 1, MAX_JOBS, &out->jobs) &&
           take_number(o->unit_timeout, "unit-timeout", 0, MAX_TIMEOUT_S, &out->unit_timeout) &&
           take_number(o->unit_memory, "unit-memory", 0, MAX_MEMORY_MIB, &out->unit_memory);
}

/* Checks the values that the library does not, and sets the rest; false after a message. */
static bool fill_options(gfpcheck_options *out, struct check_options *o, char **flags)
{
    if (!o->format) o->format = g_strdup("text");
    if (!g_strv_contains(gfpcheck_formats(), o->format)) {
        char *known = g_strjoinv(", ", (char **)gfpcheck_formats());
        cli_error("no format '%s'; there are: %s", o->format, known);
        g_free(known);
        return false;
    }
    gfpcheck_options_init(out);
    if (o->min_confidence && strcmp(o->min_confidence, "definite") == 0) {
        out->min_confidence = GFPCHECK_DEFINITE;
    } else if (o->min_confidence && strcmp(o->min_confidence, "likely") != 0) {
        cli_error("--min-confidence is definite or likely, not '%s'", o->min_confidence);
        return false;
    }
    if (!take_numbers(out, o)) return false;
    if (o->db && o->no_db) {
        cli_error("--db and --no-db exclude each other");
        return false;
    }
    o->select = split_lists(o->select);
    o->ignore = split_lists(o->ignore);
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

/* Writes the report, and returns the exit code. */
static int report(gfpcheck_session *s, const struct check_options *o, gfpcheck_result result,
                  struct output *out)
{
    int code = result;
    GError *wrong = NULL;
    cli_print_failures(s);
    if (gfpcheck_error(s)) {
        output_discard(out);
        return GFPCHECK_FAILED;
    }
    gfpcheck_report_options how = {.quiet = o->quiet};
    if (o->dump) {
        if (code == GFPCHECK_FINDINGS) code = GFPCHECK_CLEAN; /* they were not asked for */
    } else if (gfpcheck_write(s, o->format, output_stream(out), &how) != 0) {
        output_failed(out, errno);
    }
    if (!output_commit(out, &wrong)) {
        cli_error("%s", wrong->message);
        g_error_free(wrong);
        code = GFPCHECK_FAILED;
    }
    return cli_interrupted() ? EXIT_INTERRUPTED : code;
}

static int check(struct check_options *o, char **flags)
{
    gfpcheck_options options;
    GError *wrong = NULL;
    if (!fill_options(&options, o, flags)) return GFPCHECK_FAILED;
    struct output *out = output_open(o->output, &wrong);
    if (!out) {
        cli_error("%s", wrong->message);
        g_error_free(wrong);
        return GFPCHECK_FAILED;
    }
    struct progress *progress = o->quiet ? NULL : progress_new();
    if (o->dump) options.dump_to = output_stream(out);
    if (o->verbose) options.log = print_log;
    if (progress) options.progress = progress_show;
    options.data = progress;
    gfpcheck_session *s = gfpcheck_new(&options);
    gfpcheck_result result = cli_run(s);
    progress_free(progress);
    int code = report(s, o, result, out);
    gfpcheck_free(s);
    return code;
}

int command_check(int argc, char **argv)
{
    struct check_options o = {0};
    char **flags;
    int code = GFPCHECK_FAILED;
    if (parse_options(argc, argv, &o, &flags)) {
        if (o.version) {
            printf("gfpcheck %s\n", gfpcheck_version());
            code = fflush(stdout) == 0 ? GFPCHECK_CLEAN : GFPCHECK_FAILED;
        } else {
            code = check(&o, flags);
        }
    }
    free_options(&o);
    return code;
}
