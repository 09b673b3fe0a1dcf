/* The program: all units that the database knows, their call graph, summaries and entry contexts.
 *
 * Needs analysis/ and what is below it, and a program database; gives, for the checks, what went wrong in
 * each function. Units are put into the database as records (record.h); program_analyse() brings all that
 * depends on what has changed since up to date, and nothing else. The result does not depend on what was
 * known before.
 */
#ifndef GFPCHECK_PROGRAM_PROGRAM_H
#define GFPCHECK_PROGRAM_PROGRAM_H

#include "analysis/analysis.h"
#include "ir/ir.h"
#include "program/store.h"
#include "rules/rules.h"

#include <signal.h>

struct program;

/* How to work. */
struct program_options {
    unsigned workers;    /* processes; 0: this one does all, and dies of what a worker would die of  */
    unsigned timeout_s;  /* for one function; 0: none                                                */
    size_t memory_limit; /* of one worker, in bytes; 0: none                                         */
    const volatile sig_atomic_t *stop; /* set: program_analyse() ends at once; or NULL               */
    void (*progress)(void *context, uint32_t done, uint32_t total); /* now and then; or NULL         */
    void *context;
};

/* `store` NULL: one of its own, in memory. If the database was last analysed with other rules, everything
 * will be analysed anew. */
struct program *program_new(const struct rules *rules, struct store *store);
/* Without them, all is done in this process. */
void program_set_options(struct program *p, const struct program_options *options);
void program_free(struct program *p);

/* Puts a unit into the database, for tests and for units that were parsed in this process. Its memory is not
 * needed afterwards. */
void program_add(struct program *p, const struct ir_unit *unit);
/* Forgets a unit (its file is gone) with the next program_analyse(). */
void program_remove(struct program *p, const struct store_unit *unit);

/* Summarises functions bottom-up over the strongly connected components of the call graph, then collects
 * violations: from each function's own atomic regions, and from functions that a rule or registration says
 * are entered in an atomic context. Only what changed since the last time, and what depends on it. Puts the
 * results into the database and flushes it. False if it was stopped: nothing is kept of it. */
bool program_analyse(struct program *p);

/* What could not be analysed, because a worker ended; of the last program_analyse(). */
struct program_failure {
    const char *file; /* as in the unit's name */
    char *reason;
};
/* Of struct program_failure *. */
const GPtrArray *program_failures(const struct program *p);

/* All violations of the program, by unit and function; owned by the program, until the next call. */
const struct violation *const *program_violations(struct program *p, uint32_t *n);

/* Prints the summary of every function of a main file (or of those named `function`, if not NULL). */
void program_print_summaries(FILE *out, struct program *p, const char *function);

/* What the last program_analyse() did. */
struct program_work {
    uint32_t units, functions; /* in the program, header functions among them       */
    uint32_t solved;           /* functions whose summary was made (again)          */
    uint32_t entered;          /* units whose registrations were judged (again)     */
};
void program_work(const struct program *p, struct program_work *out);
void program_stats(const struct program *p, struct analysis_stats *out);

#endif
