/* Care of the program database: figures of what is in it, and whether all of it can be read and fits
 * together.
 *
 * Needs store.h, and what its blobs are made of. Neither changes anything.
 */
#ifndef GFPCHECK_PROGRAM_CARE_H
#define GFPCHECK_PROGRAM_CARE_H

#include "program/store.h"
#include "rules/rules.h"

struct care_figures {
    uint64_t calls;      /* from one function to another: each callee of a function once */
    uint64_t violations; /* findings are made of these                                  */
    uint64_t analysed;   /* units whose summaries and violations are there              */
    uint64_t stale;      /* units whose files have changed since                        */
};
void care_count(struct store *s, struct care_figures *out);

/* Adds to `wrong` (of char *) what store_check() does not see: blobs that are whole and make no sense, and
 * references that lead to nothing. Results are judged if `rules` are those that they were made with; else,
 * and with NULL, they are not. */
void care_check(struct store *s, const struct rules *rules, GPtrArray *wrong);

#endif
