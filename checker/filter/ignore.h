/* Suppression in the source: comments that say which finding is to be ignored, and why.
 *
 *     gfpcheck: ignore[atomic-alloc, atomic-free] the reason
 *
 * Needs c_text.h and checks/. A comment is about the statement that it stands in or behind, or else about the
 * next one. One that is malformed, that gives no reason, or that suppresses nothing becomes a finding itself.
 */
#ifndef GFPCHECK_FILTER_IGNORE_H
#define GFPCHECK_FILTER_IGNORE_H

#include "checks/checks.h"

struct ignores;

/* Paths of files that are not absolute are relative to `root`, which is copied. */
struct ignores *ignores_new(const char *root);
void ignores_free(struct ignores *g);

/* Reads the comments of `file`. If it is `judged`, all that there is to find in it was looked for: a comment
 * that suppresses nothing is then unused, and may be reported, as one that is malformed. Reading it twice is
 * of no effect. False: it was read, and has none. */
bool ignores_read(struct ignores *g, sym file, bool judged);

/* The reason why the finding is to be ignored, or SYM_NONE. Reads the finding's file if need be. */
sym ignores_reason(struct ignores *g, const struct finding *f);

/* Appends findings of unused-ignore, allocated in `arena`, after all findings were asked about. A check that
 * is not enabled has no unused comments. */
void ignores_report(const struct ignores *g, const bool enabled[CHECKS], struct arena *arena,
                    GPtrArray *findings);

#endif
