/* What Git knows of a work tree.
 *
 * Needs the program git, which is run without what a checkout's own settings could make it run.
 */
#ifndef GFPCHECK_FILTER_GIT_H
#define GFPCHECK_FILTER_GIT_H

#include <glib.h>

/* The top folder of the work tree around `dir`, absolute, without symbolic links (g_free); NULL and an error
 * if there is none. */
char *git_top(const char *dir, GError **error);

/* The diff between a revision and the work tree as it is, with lines that are not committed (g_free); NULL
 * and an error if there is no such revision. Paths in it are relative to `top`, behind "a/" and "b/". */
char *git_diff(const char *top, const char *revision, GError **error);

/* The files that Git does not know and was not told to ignore, one a line, written as in diffs and relative
 * to `top` (g_free); NULL and an error if that cannot be said. */
char *git_untracked(const char *top, GError **error);

#endif
