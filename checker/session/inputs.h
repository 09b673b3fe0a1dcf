/* What a session checks: the choice of the input, the compile commands, and the source root.
 *
 * Needs frontend/command.h. Inside session/ only.
 */
#ifndef GFPCHECK_SESSION_INPUTS_H
#define GFPCHECK_SESSION_INPUTS_H

#include "frontend/command.h"

#include <gfpcheck/gfpcheck.h>

struct inputs {
    GPtrArray *commands;   /* of struct command *, sorted by file                       */
    GPtrArray *excluded;   /* likewise, of the files that the user does not want to be checked */
    GPtrArray *failed;     /* of struct command_failure *: paths that lead to nothing   */
    char *root;            /* absolute: the source root                                 */
    unsigned major, minor; /* the kernel's version; 0.0 if it is not known            */
    char *words;           /* where the commands come from, for the log                 */
};

/* Chooses the input as gfpcheck_options says. False and an error if the input as a whole can't be used. */
bool inputs_collect(struct inputs *out, const gfpcheck_options *options, GError **error);
void inputs_clear(struct inputs *in);

/* The paths that the user asked for, absolute; the source root if he named none (g_strfreev). */
char **inputs_asked(const struct inputs *in, const gfpcheck_options *options);

/* Whether `path` is `folder` or below it; both absolute. */
bool inputs_is_below(const char *path, const char *folder);

/* `path` relative to `root` if it is below it, else as it is; points into `path`. */
const char *inputs_relative(const char *root, const char *path);

#endif
