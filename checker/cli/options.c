/* The command line of `gfpcheck check` to struct options.
 *
 * Needs cli.h; GLib parses. What GLib's way of writing options lacks is rewritten first.
 */
#include "cli/cli.h"

#include <string.h>

static char *help_text(void)
{
    GString *text =
        g_string_new("Finds allocations, frees and calls that may sleep where Linux drivers must not, and "
                     "memory\nreleased by the wrong function.\n\nCommands:\n");
    for (const struct cli_command *c = cli_commands; c->name; c++) {
        g_string_append_printf(text, "  %-8s %s\n", c->name, c->words);
    }
    char *formats = g_strjoinv(", ", (char **)gfpcheck_formats());
    g_string_append_printf(text, "\nFormats: %s\n", formats);
    g_free(formats);
    g_string_append(text, "\nExit code: 0 nothing found, 1 findings, 2 the tool or some input failed.");
    return g_string_free(text, FALSE);
}

/* The table of options in GLib's form, ended by an empty row (g_free). */
static GOptionEntry *entries_for(struct options *o)
{
    static const GOptionArg args[] = {
        [OPTION_FLAG] = G_OPTION_ARG_NONE,
        [OPTION_TEXT] = G_OPTION_ARG_STRING,
        [OPTION_PATH] = G_OPTION_ARG_FILENAME,
        [OPTION_PATHS] = G_OPTION_ARG_FILENAME_ARRAY,
        [OPTION_WORDS] = G_OPTION_ARG_STRING_ARRAY,
        [OPTION_TEXTS] = G_OPTION_ARG_FILENAME_ARRAY,
        [OPTION_GLOBS] = G_OPTION_ARG_FILENAME_ARRAY,
    };
    GArray *entries = g_array_new(TRUE, FALSE, sizeof(GOptionEntry));
    for (int id = 0; id < OPTIONS; id++) {
        const struct option_info *info = &option_infos[id];
        GOptionEntry entry = {
            .long_name = id == OPTION_ID_paths ? G_OPTION_REMAINING : info->name,
            .short_name = info->letter,
            .arg = args[info->kind],
            .arg_data = option_at(o, (enum option_id)id),
            .description = info->words,
            .arg_description = info->value,
        };
        g_array_append_val(entries, entry);
    }
    return (GOptionEntry *)(void *)g_array_free(entries, FALSE);
}

/* The words before "--" as GLib understands them (g_strfreev); `flags` gets what follows it, or NULL. */
static char **words_for(int argc, char **argv, char ***flags)
{
    GPtrArray *words = g_ptr_array_new();
    *flags = NULL;
    for (int i = 0; i < argc && !*flags; i++) {
        if (strcmp(argv[i], "--") == 0) {
            *flags = argv + i + 1;
        } else if (g_str_has_prefix(argv[i], "-j") && g_ascii_isdigit(argv[i][2])) {
            /* -j8, as everyone types it, GLib does not know */
            g_ptr_array_add(words, g_strconcat("--jobs=", argv[i] + 2, NULL));
        } else if (strcmp(argv[i], "--write-baseline") == 0) {
            /* nor a value that may be left out, if another word follows */
            g_ptr_array_add(words, g_strdup("--write-baseline="));
        } else {
            g_ptr_array_add(words, g_strdup(argv[i]));
        }
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
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

bool cli_parse_options(int argc, char **argv, struct options *o, char ***flags)
{
    char **words = words_for(argc, argv, flags);
    GOptionEntry *entries = entries_for(o);
    char *help = help_text();
    GError *wrong = NULL;
    GOptionContext *context = g_option_context_new(NULL);
    g_option_context_set_summary(context, help);
    g_option_context_add_main_entries(context, entries, NULL);
    bool ok = g_option_context_parse_strv(context, &words, &wrong);
    if (!ok) {
        cli_error("%s; see gfpcheck --help", wrong->message);
        g_error_free(wrong);
    }
    for (int id = 0; id < OPTIONS; id++) {
        char ***lists = option_at(o, (enum option_id)id);
        if (option_infos[id].kind == OPTION_WORDS) *lists = split_lists(*lists);
    }
    g_option_context_free(context);
    g_free(entries);
    g_strfreev(words);
    g_free(help);
    return ok;
}
