/* Findings: what the user is told. One finding for each root cause.
 *
 * Needs base/; made by checks/, written by report/. Strings are interned, so findings need no freeing of
 * their own beyond the array that holds them.
 */
#ifndef GFPCHECK_CHECKS_FINDING_H
#define GFPCHECK_CHECKS_FINDING_H

#include "base/sym.h"

#include <stdint.h>

enum check_id {
#define X(id, text, on, words) CHECK_##id,
#include "checks/checks.def"
#undef X
    CHECKS
};

struct check_info {
    const char *text; /* the id that users see */
    const char *words;
    int on; /* by default */
};
extern const struct check_info check_infos[CHECKS];

/* The check of that id; CHECKS if there is none. */
enum check_id check_of(const char *id);
/* All ids: "atomic-alloc, atomic-free, ..." */
const char *check_ids(void);

enum confidence { LIKELY, DEFINITE };

#define STEP_ROLES(X)                                                                                        \
    X(CONTEXT, "context")                                                                                    \
    X(CALL, "call")                                                                                          \
    X(SLEEP, "sleep")                                                                                        \
    X(ALLOC, "alloc")                                                                                        \
    X(FREE, "free")                                                                                          \
    X(USE, "use")                                                                                            \
    X(NOTE, "note")
enum step_role {
#define X(id, text) STEP_##id,
    STEP_ROLES(X)
#undef X
};

struct step {
    uint8_t role; /* enum step_role                                     */
    sym file;     /* relative to the source root                        */
    uint32_t line, column;
    sym function; /* base name of the function that the place is in     */
    sym message;
    uint32_t function_line; /* where that function begins; 0: in none       */
};

struct finding {
    uint8_t check;      /* enum check_id                                      */
    uint8_t confidence; /* enum confidence                                    */
    sym file;
    uint32_t line, column;
    sym function, message;
    char fingerprint[33]; /* hex; of check, function and cause: stays when lines move */
    uint32_t nsteps;
    struct step *steps;    /* the chain, outermost first: where atomic begins, calls, sleeper; in the
                              findings' arena                                    */
    uint32_t more_callers; /* further ways to the same cause, folded into this one */
    sym suppressed;        /* the reason that a comment in the source gives for suppressing it, or SYM_NONE */
};

const char *step_role_text(enum step_role role);

/* Makes the fingerprint of the finding's check, file and function, and of `cause`: words that do not move
 * with the lines. */
void finding_set_fingerprint(struct finding *f, const char *cause);

/* Order of all output: file, line, column, check, message. For qsort and g_ptr_array_sort (of pointers). */
int finding_compare(const struct finding *a, const struct finding *b);

#endif
