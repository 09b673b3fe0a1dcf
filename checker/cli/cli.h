/* The command line: one function for each command, and what they share.
 *
 * Needs the public header and config/.
 */
#ifndef GFPCHECK_CLI_CLI_H
#define GFPCHECK_CLI_CLI_H

#include "base/embedded.h"
#include "config/options.h"

#include <gfpcheck/gfpcheck.h>
#include <glib.h>
#include <stdbool.h>

enum { EXIT_INTERRUPTED = 130 };

struct cli_command {
    const char *name, *words;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name; returns the exit code */
};

/* All commands, ended by a row whose name is NULL; the first is the one when none is named. */
extern const struct cli_command cli_commands[];

/* The files of templates/, by name. */
extern const struct embedded cli_templates[];

int command_check(int argc, char **argv);
int command_cc(int argc, char **argv);
int command_why(int argc, char **argv);
int command_why_not(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_db(int argc, char **argv);
int command_rules(int argc, char **argv);
int command_init(int argc, char **argv);
int command_config(int argc, char **argv);

/* Reads the command line of `check` into `o` (options_clear); `flags` gets what follows "--", or NULL. False
 * after a message if it is wrong. */
bool cli_parse_options(int argc, char **argv, struct options *o, char ***flags);

/* Adds what the config file says: that of --config, or the nearest above the first path, unless --isolated;
 * its path is then in `o`. False after a message if it is wrong. */
bool cli_read_config(struct options *o);
/* The same for a run: with `flags` after "--" the file does not say where compile commands come from, and if
 * it names a kernel build folder, it has to be trusted. */
bool cli_configure(struct options *o, bool flags);

/* What the library takes; points into `o`, which it completes. False after a message if a value is wrong. */
bool cli_settle(struct options *o, char **flags, gfpcheck_options *out, gfpcheck_report_options *how);

/* "gfpcheck: error: ..." on stderr. */
void cli_error(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* The same with an error's message; frees it. */
void cli_fail(GError *error);

/* Parses the options of the command argv[0] into what `entries` point to, and those that name a program
 * database into `from` (NULL: it has none of those), with what the config file says of them; `words` says in
 * --help what the command does. False after a message if they are wrong. */
bool cli_parse(int argc, char **argv, const GOptionEntry *entries, struct options *from, const char *words);
/* To read that database. */
gfpcheck_session *cli_database_session(const struct options *from);

/* Until cli_unwatch() the first SIGINT or SIGTERM stops the session after the unit that it is at, and the
 * next one kills. */
void cli_watch(gfpcheck_session *s);
void cli_unwatch(void);
/* Runs the session, watched. */
gfpcheck_result cli_run(gfpcheck_session *s);
/* Whether a signal stopped a session. */
bool cli_interrupted(void);

/* What kept the run, or single files of it, from being checked, on stderr. */
void cli_print_failures(const gfpcheck_session *s);

/* ---- output ---- */

/* Where a report goes: standard output, or a file that appears whole or not at all. */
struct output;

/* NULL: standard output. NULL and a message if the file can't be made. */
struct output *output_open(const char *path, GError **error);
FILE *output_stream(struct output *out);
/* Tells that writing to the stream failed, with errno; output_commit() will say so. */
void output_failed(struct output *out, int code);
/* Writes what is left and puts the file in its place; false and a message if anything went wrong. Frees
 * `out`. */
bool output_commit(struct output *out, GError **error);
/* Leaves no trace of the file. Frees `out`. */
void output_discard(struct output *out);

/* ---- reports ---- */

/* All reports of a run, each with its output. */
struct reports;

/* `formats` are "NAME" or "NAME=FILE"; NULL: "text". The one without a file goes to the file `output`, or, if
 * that is NULL, to standard output. NULL after a message if anything is wrong with them. */
struct reports *reports_open(char **formats, const char *output);
/* Where the first one goes. */
FILE *reports_stream(const struct reports *reports);
void reports_write(struct reports *reports, const gfpcheck_session *s, const gfpcheck_report_options *how);
/* output_commit() of all; false after messages. Frees `reports`. */
bool reports_commit(struct reports *reports);
/* output_discard() of all. Frees `reports`. */
void reports_discard(struct reports *reports);

#endif
