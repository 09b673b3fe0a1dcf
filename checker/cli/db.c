/* gfpcheck db: care of the program database.
 *
 * Needs cli.h; a new command of it is a line in the table.
 */
#include "cli/cli.h"

#include <errno.h>
#include <string.h>

static const struct db_command {
    const char *name, *words;
    gfpcheck_result (*run)(gfpcheck_session *s, FILE *out);
} commands[] = {
    {"stats", "what made it and when, how much it holds, and of what size", gfpcheck_db_stats},
    {"check", "read all of it, and see whether it is whole", gfpcheck_db_check},
    {"clear", "remove it, whatever version it is of", gfpcheck_db_clear},
};

static const struct db_command *find(const char *name)
{
    for (size_t i = 0; name && i < G_N_ELEMENTS(commands); i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static char *help_text(void)
{
    GString *text = g_string_new("Cares for the program database.\n\nCommands:\n");
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(text, "  %-8s %s\n", commands[i].name, commands[i].words);
    g_string_append(text, "\nWithout an option it is the database of the current folder's build.");
    return g_string_free(text, FALSE);
}

/* NULL after a message if the arguments are wrong. */
static const struct db_command *parse(int argc, char **argv, struct cli_database *from, char ***words)
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
    if (!*words) {
        cli_error("db takes a command; see gfpcheck db --help");
    } else if (!command) {
        cli_error("no command 'db %s'; see gfpcheck db --help", **words);
    } else if ((*words)[1]) {
        cli_error("db %s takes no argument '%s'; the database is named with --db", **words, (*words)[1]);
        command = NULL;
    }
    return command;
}

int command_db(int argc, char **argv)
{
    struct cli_database from = {0};
    char **words = NULL;
    gfpcheck_result result = GFPCHECK_FAILED;
    const struct db_command *command = parse(argc, argv, &from, &words);
    if (command) {
        gfpcheck_session *s = cli_database_session(&from);
        result = command->run(s, stdout);
        if (fflush(stdout) != 0) {
            cli_error("standard output: cannot be written: %s", g_strerror(errno));
            result = GFPCHECK_FAILED;
        }
        cli_print_failures(s);
        gfpcheck_free(s);
    }
    cli_database_clear(&from);
    g_strfreev(words);
    return result;
}
