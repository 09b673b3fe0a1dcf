/* A set of numbers: an interval with holes.
 *
 * Needs nothing; gives the sets that facts, conditions and outcomes are made of. Holes are kept for 0..63
 * alone, where modes, commands and bits are, and 0 that tells pointers: of other numbers the interval is all
 * that is known. Sets have one form each (no hole lies at a bound or outside of them), so equal sets have
 * equal members.
 */
#ifndef GFPCHECK_ANALYSIS_RANGE_H
#define GFPCHECK_ANALYSIS_RANGE_H

#include <stdbool.h>
#include <stdint.h>

enum { RANGE_WINDOW = 64 }; /* holes may be at 0 and up to here, exclusive */

struct range {
    int64_t low, high; /* low > high: no number */
    uint64_t holes;    /* bit n: n is not in it, though it lies between the bounds */
};

#define RANGE_ALL ((struct range){INT64_MIN, INT64_MAX, 0})

/* low..high without the holes, in its one form. */
struct range range_of(int64_t low, int64_t high, uint64_t holes);
struct range range_one(int64_t value);
/* `r` without `value`; as it is, if it cannot say so. */
struct range range_without(struct range r, int64_t value);
/* What is in both. */
struct range range_meet(struct range a, struct range b);
/* The smallest set with both in it. */
struct range range_join(struct range a, struct range b);

bool range_equal(struct range a, struct range b);
bool range_is_empty(struct range r);
bool range_is_all(struct range r);
bool range_is_one(struct range r);
bool range_is_zero(struct range r);
bool range_is_nonzero(struct range r);
bool range_has(struct range r, int64_t value);
bool range_overlap(struct range a, struct range b);
/* Whether all of `r` is in `around`. */
bool range_within(struct range r, struct range around);

#endif
