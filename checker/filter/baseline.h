/* The baseline: a file of findings that are known, so that only new ones are shown.
 *
 * Needs checks/. One line an entry, sorted, with tabs between file, function, check, fingerprint and message,
 * below a line that says what it is: it reads well in a diff, and merges. The fingerprint alone is the key.
 */
#ifndef GFPCHECK_FILTER_BASELINE_H
#define GFPCHECK_FILTER_BASELINE_H

#include "checks/finding.h"

#include <glib.h>
#include <stdbool.h>

struct baseline;

/* NULL and "path:line: reason" if it is no baseline, or a broken one; one that is not there is empty if it
 * `may_be_missing`. */
struct baseline *baseline_read(const char *path, bool may_be_missing, GError **error);
void baseline_free(struct baseline *b);

/* Whether all runs that wrote it were without some headers, so that one more such run can judge it. */
bool baseline_is_reduced(const struct baseline *b);

/* Whether the finding is in the baseline. Its entry counts as met, and takes over the finding's words. */
bool baseline_meet(struct baseline *b, const struct finding *f);

/* The entries that were not met, as findings without lines: of struct finding *, which belong to the
 * baseline; the caller frees the array. */
GPtrArray *baseline_unmet(const struct baseline *b);

/* Adds an entry for the finding. */
void baseline_add(struct baseline *b, const struct finding *f);
/* Drops an entry of baseline_unmet(). */
void baseline_drop(struct baseline *b, const struct finding *entry);

/* Writes all entries to the file that it was read from, as a whole or not at all. The run was `reduced` if it
 * was without some headers. */
bool baseline_write(const struct baseline *b, bool reduced, GError **error);

#endif
