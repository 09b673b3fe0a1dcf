/* gfpcheck db: care of the program database, and merging.
 *
 * Needs cli.h; a new command of it is a line in the table.
 */
#include "cli/cli.h"
#include "cli/progress.h"

#include <errno.h>
#include <string.h>

/* Ends what the session did, and gives the exit code. */
static int finish(gfpcheck_session *s, gfpcheck_result result)
{
    if (fflush(stdout) != 0) {
        cli_error("standard output: cannot be written: %s", g_strerror(errno));
        result = GFPCHECK_FAILED;
    }
    cli_print_failures(s);
    gfpcheck_free(s);
    return cli_interrupted() ? EXIT_INTERRUPTED : (int)result;
}

static int stats(const struct options *from, char **arguments)
{
    gfpcheck_session *s = cli_database_session(from);
    (void)arguments;
    return finish(s, gfpcheck_db_stats(s, stdout));
}

static int check(const struct options *from, char **arguments)
{
    gfpcheck_session *s = cli_database_session(from);
    (void)arguments;
    return finish(s, gfpcheck_db_check(s, stdout));
}

static int clear(const struct options *from, char **arguments)
{
    gfpcheck_session *s = cli_database_session(from);
    (void)arguments;
    return finish(s, gfpcheck_db_clear(s, stdout));
}

static int merge(const struct options *from, char **arguments)
{
    gfpcheck_options options;
    struct progress *progress = progress_new();
    (void)from;
    gfpcheck_options_init(&options);
    options.db = arguments[0];
    if (progress) options.progress = progress_show;
    options.data = progress;
    gfpcheck_session *s = gfpcheck_new(&options);
    cli_watch(s);
    gfpcheck_result result = gfpcheck_db_merge(s, (const char *const *)arguments + 1, stdout);
    cli_unwatch();
    progress_free(progress);
    return finish(s, result);
}

static const struct db_command {
    const char *name, *arguments, *words;
    unsigned least, most; /* arguments */
    int (*run)(const struct options *from, char **arguments);
} commands[] = {
    {"stats", "", "what made it and when, how much it holds, and of what size", 0, 0, stats},
    {"check", "", "read all of it, and see whether it is whole", 0, 0, check},
    {"clear", "", "remove it, whatever version it is of", 0, 0, clear},
    {"merge", " OUT IN...", "make OUT of the databases of all shards, or of several folders", 2, G_MAXUINT,
     merge},
};

static const struct db_command *find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static char *help_text(void)
{
    GString *text = g_string_new("Cares for the program database.\n\nCommands:\n");
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(text, "  %s%-*s %s\n", commands[i].name, (int)(17 - strlen(commands[i].name)),
                               commands[i].arguments, commands[i].words);
    g_string_append(text, "\nWithout an option it is the database of the current folder's build.");
    return g_string_free(text, FALSE);
}

/* NULL after a message if the arguments are wrong. */
static const struct db_command *parse(int argc, char **argv, struct options *from, char ***words)
{
    const GOptionEntry entries[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, words, NULL, "COMMAND"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    char *help = help_text();
    bool ok = cli_parse(argc, argv, entries, from, help);
    g_free(help);
    if (!ok) return NULL;
    const struct db_command *command = *words ? find(**words) : NULL;
    guint n = *words ? g_strv_length(*words) - 1 : 0;
    if (!*words) {
        cli_error("db takes a command; see gfpcheck db --help");
    } else if (!command) {
        cli_error("no command 'db %s'; see gfpcheck db --help", **words);
    } else if (n > command->most) {
        cli_error("db %s takes no argument '%s'; the database is named with --db", **words, (*words)[1]);
    } else if (n < command->least) {
        cli_error("db %s takes the database to make and at least one to make it of", **words);
    } else {
        return command;
    }
    return NULL;
}

int command_db(int argc, char **argv)
{
    struct options from = {0};
    char **words = NULL;
    const struct db_command *command = parse(argc, argv, &from, &words);
    int code = command ? command->run(&from, words + 1) : GFPCHECK_FAILED;
    options_clear(&from);
    g_strfreev(words);
    return code;
}
