/* Why nothing was reported at a line: what the analysis decides about the calls there, and in the callers
 * about what was left to them.
 *
 * Needs a program whose database is analysed.
 */
#ifndef GFPCHECK_PROGRAM_WHY_NOT_H
#define GFPCHECK_PROGRAM_WHY_NOT_H

#include "program/program.h"

struct why_not_note {
    sym function; /* in which it was decided: the one at the line, or a caller */
    struct ir_loc at;
    sym state, text; /* what is in force there; what was decided */
};

struct why_not {
    sym function;     /* that the line is in; SYM_NONE: the program has none */
    sym file;         /* as the program knows it */
    GPtrArray *notes; /* of struct why_not_note *, in the order of the analysis: callers last */
    bool more;        /* callers were left out: there are too many */
};

/* `file` is relative to the source root, or the end of such a path. Allocated in `arena`, the array apart. */
struct why_not program_why_not(struct program *p, const char *file, uint32_t line, struct arena *arena);

#endif
