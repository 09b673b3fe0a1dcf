/* Compiler flags, written for gcc, clang or sparse, reduced to those that matter to libclang.
 *
 * Needs GLib; flags.def is the table of what is kept. Inside frontend/ only.
 */
#ifndef GFPCHECK_FRONTEND_FLAGS_H
#define GFPCHECK_FRONTEND_FLAGS_H

#include <glib.h>
#include <stdbool.h>

/* Reduces the words of a command line (with or without the compiler's name in front). Relative paths in flags
 * become absolute, seen from `directory`. Returns a new NULL-terminated array (g_strfreev). The C sources
 * among the words are appended to `files` (owned, absolute), unless it is NULL. */
char **flags_clean(const char *const *argv, const char *directory, GPtrArray *files);

/* Whether `name` ends in ".c". */
bool is_c_source(const char *name);

/* `path` seen from `directory`, not normalised but for a leading "./" (g_free). */
char *path_at(const char *directory, const char *path);

#endif
