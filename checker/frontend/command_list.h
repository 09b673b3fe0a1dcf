/* Lists of commands as they are made: the helpers that database, kbuild and plain paths share.
 *
 * Needs command.h. Inside frontend/ only.
 */
#ifndef GFPCHECK_FRONTEND_COMMAND_LIST_H
#define GFPCHECK_FRONTEND_COMMAND_LIST_H

#include "frontend/command.h"

GPtrArray *commands_new(void);

/* Takes over `flags`, copies the rest; `file` becomes a real path. */
struct command *command_new(const char *file, const char *directory, char **flags);

/* A command whose texts are all in `bytes`, which it keeps a reference to; copies the array of flags. */
struct command *command_new_shared(GBytes *bytes, const char *file, const char *directory,
                                   const char *const *flags, size_t nflags);

/* Sorts by file and leaves the first of each; of equal files the one added first if `stable`, else the one
 * whose flags come first in the alphabet (for lists that came in no certain order). */
void commands_finish(GPtrArray *commands, bool stable);

/* Removes the commands whose file was not asked for. */
void commands_filter(GPtrArray *commands, GPtrArray *asked);

#endif
