/* gfpcheck: the command. Picks the command of the command line from a table and runs it.
 *
 * Needs cli.h; a new command is a file and a line in the table.
 */
#include "cli/cli.h"

#include <locale.h>
#include <string.h>

const struct cli_command cli_commands[] = {
    {"check", "check files and folders (the default)", command_check},
    {"cc", "check the file of one compiler command line: make C=1 CHECK=\"gfpcheck cc\"", command_cc},
    {"why", "every context that a function can run in, and what it does", command_why},
    {"why-not", "why nothing was reported at a line", command_why_not},
    {"explain", "what a check finds, why that is wrong, and how it is mended", command_explain},
    {"db", "figures of the program database, its check and removal; merging of shards", command_db},
    {"rules", "what the rules say of the kernel's functions: list, show, families, lint", command_rules},
    {"init", "write a Git hook, or jobs for GitHub and GitLab, into a repository", command_init},
    {"config", "what the config file says: show, verify, trust", command_config},
    {NULL, NULL, NULL},
};

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    g_set_prgname("gfpcheck");
    for (const struct cli_command *c = cli_commands; argc > 1 && c->name; c++) {
        if (strcmp(argv[1], c->name) == 0) return c->run(argc - 1, argv + 1);
    }
    return cli_commands[0].run(argc, argv);
}
