/* gfpcheck check: checks files and folders and writes a report.
 *
 * Needs cli.h; GLib parses the options. The order is: options, output (so that a wrong name does not cost a
 * run), session, report.
 */
#include "cli/cli.h"
#include "cli/progress.h"

#include <errno.h>
#include <string.h>

struct check_options {
    char *kbuild, *database, *root, *format, *output, *rules_dir, *dump, *min_confidence;
    char **rules, **select, **ignore, **paths;
    gboolean model, no_db, quiet, verbose, version;
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
        {"no-db", 0, 0, G_OPTION_ARG_NONE, &o->no_db, "Use no program database", NULL},
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
    char *const texts[] = {o->kbuild, o->database,  o->root, o->format,
                           o->output, o->rules_dir, o->dump, o->min_confidence};
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
