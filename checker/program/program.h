/* The program: all units that are known, their call graph, summaries and entry contexts.
 *
 * Needs analysis/ and what is below it; gives, for the checks, what went wrong in each function. Units are
 * added one by one; nothing assumes that there is only one.
 */
#ifndef GFPCHECK_PROGRAM_PROGRAM_H
#define GFPCHECK_PROGRAM_PROGRAM_H

#include "analysis/analysis.h"
#include "ir/ir.h"
#include "rules/rules.h"

struct program;

struct program *program_new(const struct rules *rules);
void program_free(struct program *p);

/* Adds a unit; its memory must outlive the program. A function whose link name is known already (a header
 * inline) is taken once. */
void program_add(struct program *p, const struct ir_unit *unit);

/* Forgets what main files brought, their violations too. Header functions stay, with those summaries that
 * depend on headers alone: they are the same for the next unit. */
void program_forget_units(struct program *p);

/* Summarises every function bottom-up over the strongly connected components of the call graph, then collects
 * violations: from each function's own atomic regions, and from functions that a rule or registration says
 * are entered in an atomic context. */
void program_analyse(struct program *p);

/* The violations found, in a stable order; owned by the program. */
const struct violation *const *program_violations(const struct program *p, uint32_t *n);

/* Prints the summary of every function (or of those named `function`, if not NULL). */
void program_print_summaries(FILE *out, const struct program *p, const char *function);

void program_stats(const struct program *p, struct analysis_stats *out);

#endif
