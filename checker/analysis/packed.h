/* What the two ways of pack.h must agree on. Private to pack.c and unpack.c.
 *
 * A record begins with its signatures and links (inner events), each named by its place in the list plus one,
 * 0 for none; an inner link stands before those around it. A summary goes on with its expressions, children
 * first, each child named by its distance; then outcomes and events, which name expressions by their places.
 */
#ifndef GFPCHECK_ANALYSIS_PACKED_H
#define GFPCHECK_ANALYSIS_PACKED_H

#include "analysis/pack.h"

/* Parts of the first number of a record or of one of its parts. */
enum { SUMMARY_FUNC = 1, SUMMARY_TRUNCATED = 2, SUMMARY_WAITS = 4, SUMMARY_BITS = 8 };
enum {
    RANGE_LOW = 1,
    RANGE_HIGH = 2,
    RANGE_HOLED = 4,
    RANGE_WHEN = 8,
    RANGE_GUARD = 16,
    RANGE_ABOUT = 32, /* times enum cond_about */
    RANGE_BITS = 128,
};
enum {
    LEVEL_FLAGS = (1 << LEVEL_COUNT) - 1,
    EVENT_ASSUMED = 1 << LEVEL_COUNT,
    EVENT_ORIGIN = 2 << LEVEL_COUNT
};
enum { VIOLATION_LIKELY = 1, VIOLATION_REGISTERED = 2, VIOLATION_KIND_SHIFT = 2 };

/* How deep expressions are, phis and allocations counted: what is deeper is of no use to a caller, and not
 * safe to follow. A long function's phis of phis come to some hundreds. */
enum { PACKED_DEPTH = 1000 };

/* The operands of an expression that are expressions: a, b, c in order. */
static inline unsigned packed_children(uint8_t kind)
{
    switch ((enum ex_kind)kind) {
    case EXK_FIELD:
    case EXK_LOAD:
    case EXK_UNARY: return 1;
    case EXK_INDEX:
    case EXK_BINARY: return 2;
    case EXK_SELECT: return 3;
    default: return 0;
    }
}

/* What the event at the end of such a violation's chain is. */
static inline uint8_t violation_event_kind(uint8_t violation)
{
    static const uint8_t kinds[] = {
        [VIOLATION_SLEEP] = EVENT_SLEEP,   [VIOLATION_FREE] = EVENT_RELEASE,
        [VIOLATION_ORDER] = EVENT_RELEASE, [VIOLATION_OWNER] = EVENT_RELEASE,
        [VIOLATION_USE] = EVENT_USE,       [VIOLATION_FLAGS] = EVENT_FLAGS,
    };

    return kinds[violation];
}

static inline bool violation_has_memory(uint8_t violation)
{
    return violation != VIOLATION_SLEEP;
}

/* Whose rules an event of this kind has. */
static inline enum rule_kind packed_rule_kind(uint8_t event)
{
    static const uint8_t kinds[] = {
        [EVENT_SLEEP] = RULE_KIND_SLEEP,       [EVENT_RELEASE] = RULE_KIND_RELEASE,
        [EVENT_REGISTER] = RULE_KIND_CALLBACK, [EVENT_USE] = RULE_KIND_USE,
        [EVENT_FLAGS] = RULE_KIND_FLAGS,
    };

    return (enum rule_kind)kinds[event];
}

#endif
