/* What was changed, and which findings it touches.
 *
 * Needs diff.h, git.h, c_text.h and checks/. A change touches a finding if it is in a statement that is a
 * step of its chain; or if lines were removed, as those of an unlock, on the way between two steps in one
 * function, or on the way from a function's beginning to its step.
 */
#ifndef GFPCHECK_FILTER_CHANGES_H
#define GFPCHECK_FILTER_CHANGES_H

#include "checks/finding.h"

#include <glib.h>
#include <stdbool.h>

struct changes;

/* Of a unified diff in a file, or on standard input if `path` is "-". Paths in it are relative to `root`,
 * with or without a first part as in "b/drivers/a.c". NULL and an error if it can't be read, is broken, or if
 * none of its files is there. */
struct changes *changes_of_diff(const char *path, const char *root, GError **error);

/* Between a Git revision and the work tree around the folder `dir`, with what is not committed, and with
 * files that Git does not know. NULL and an error if there is no such revision or work tree. */
struct changes *changes_since(const char *revision, const char *dir, GError **error);

void changes_free(struct changes *c);

/* The top of Git's work tree, or NULL. */
const char *changes_top(const struct changes *c);

/* Whether they touch the finding, whose relative paths are below `root`. */
bool changes_touch(struct changes *c, const struct finding *f, const char *root);

#endif
