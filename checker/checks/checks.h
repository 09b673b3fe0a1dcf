/* Violations to findings: messages, chains, root causes, confidence.
 *
 * Needs program/; gives findings, sorted and folded. One file per check, one line in checks.def.
 */
#ifndef GFPCHECK_CHECKS_CHECKS_H
#define GFPCHECK_CHECKS_CHECKS_H

#include "base/arena.h"
#include "base/embedded.h"
#include "checks/finding.h"
#include "program/program.h"

#include <glib.h>

/* Whether the rules' advice is about checks that there are. */
bool checks_accept(const struct rules *rules, GError **error);

/* Appends the findings of every enabled check (`enabled[check_id]`) in `program` to `findings` (of struct
 * finding *, allocated in `arena`). `rules` are those that the program was analysed with. Call
 * findings_finish() once all units are done. */
void checks_run(struct program *program, const struct rules *rules, const bool enabled[CHECKS],
                struct arena *arena, GPtrArray *findings);

/* Into the order of finding_compare(). */
void findings_sort(GPtrArray *findings);

/* Sorts, and folds findings of one root cause into one (the first, with more_callers counted up). */
void findings_finish(GPtrArray *findings);

/* What a check finds, why that is wrong and how it is mended, with examples: docs/checks/ID.md. */
const char *check_help(enum check_id id);
extern const struct embedded check_texts[]; /* these files, by id */

#endif
