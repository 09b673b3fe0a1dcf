/* In which contexts a function can run: up the call graph to where each of them starts.
 *
 * Needs a program whose database is analysed.
 */
#ifndef GFPCHECK_PROGRAM_WHY_H
#define GFPCHECK_PROGRAM_WHY_H

#include "program/program.h"

/* One place on the way from where a context starts down to the function. */
struct why_step {
    sym function, file; /* where it is; function SYM_NONE: in an initialiser */
    uint32_t line;
    sym words; /* "calls foo()", "spin_lock(&dev->lock) begins an atomic region" */
};

/* A caller on the way up, and where it leads down. */
struct why_caller {
    uint32_t below;     /* index of the caller that it calls; the first one is the function itself */
    struct why_step at; /* of the call                                                         */
};

enum why_kind {
    WHY_ATOMIC, /* must not sleep                                    */
    WHY_TASK,   /* may sleep                                         */
    WHY_OPEN,   /* nothing is known of how the way begins            */
};

struct why_context {
    uint8_t kind;    /* enum why_kind                                   */
    sym words;       /* "in interrupt handler foo()", "under spin_lock(&dev->lock)" */
    uint32_t caller; /* index of the function that is entered so, or that begins the region */
    uint32_t nsteps;
    struct why_step *steps; /* outermost first */
};

/* A function of the program, and its contexts, atomic ones first, then by the length of their chain. */
struct why_function {
    const struct summary *summary;
    uint32_t ncontexts;
    struct why_context *contexts;
    uint32_t ncallers;
    struct why_caller *callers; /* nearest first; the first is the function itself */
    bool more;                  /* the search was ended: there are more contexts, or more callers */
};

/* The functions of that name ("foo", or "drivers/a.c:foo"), in `arena`; of struct why_function *. Empty if
 * the database has none. The summaries are valid until the next call of the program. */
GPtrArray *program_why(struct program *p, const char *name, struct arena *arena);

#endif
