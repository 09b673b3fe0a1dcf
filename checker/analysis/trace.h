/* What the analysis knew at one line, and why it did or did not report a call there.
 *
 * A trace is for one place: the solver tells it what it decides of calls there, and in callers of what was
 * left to them. Costs nothing where there is none.
 */
#ifndef GFPCHECK_ANALYSIS_TRACE_H
#define GFPCHECK_ANALYSIS_TRACE_H

#include "ir/ir.h"

/* What became of a call that may sleep, or of a release: X(id, text). */
#define TRACE_VERDICTS(X)                                                                                    \
    X(REPORTED, "reported")                                                                                  \
    X(CALLERS, "nothing on this path forbids it: left to the callers")                                       \
    X(CALLERS_FLAGS, "it depends on flags that the caller passes: left to the callers")                      \
    X(CALLERS_MEMORY, "the memory comes from outside: left to the callers")                                  \
    X(CAN_SLEEP, "a test on this path says that it may sleep")                                               \
    X(LOST, "what is in force is not known on this path: a loop takes locks round by round")                 \
    X(FLAGS_ATOMIC, "its flags do not let it sleep, or its condition does not hold")                         \
    X(FLAGS_UNKNOWN, "its flags or its condition are not known: passed over")                                \
    X(CONDITION, "a condition for coming to it does not hold here")                                          \
    X(NOT_VMALLOC, "the memory is not vmalloc memory")                                                       \
    X(MEMORY_UNKNOWN, "where the memory comes from is not known: passed over")                               \
    X(MEMORY_TESTED, "a test says what kind of memory it is: passed over")                                   \
    X(MEMORY_FITS, "the memory is of a family that it releases, or NULL")
enum trace_verdict {
#define X(id, text) TRACE_##id,
    TRACE_VERDICTS(X)
#undef X
};

struct trace {
    sym file; /* relative to the source root */
    uint32_t line;
    /* `at` is the call in function `func`; texts are one line each, valid during the call */
    void (*say)(void *context, sym func, const struct ir_loc *at, const char *state, const char *text);
    void *context;
};

#endif
