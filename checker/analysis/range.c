/* Intervals with holes. See range.h. */
#include "analysis/range.h"

static bool may_be_hole(int64_t value)
{
    return value >= 0 && value < RANGE_WINDOW;
}

static uint64_t bit_of(int64_t value)
{
    return may_be_hole(value) ? UINT64_C(1) << value : 0;
}

/* The bits of the numbers below `value`. */
static uint64_t bits_below(int64_t value)
{
    return value <= 0 ? 0 : value >= RANGE_WINDOW ? UINT64_MAX : bit_of(value) - 1;
}

/* The bits of the numbers that are not in it. */
static uint64_t bits_outside(struct range r)
{
    uint64_t above = r.high == INT64_MAX ? 0 : ~bits_below(r.high + 1);
    return r.holes | bits_below(r.low) | above;
}

struct range range_of(int64_t low, int64_t high, uint64_t holes)
{
    while (low <= high && holes & bit_of(low)) low++;
    while (high > low && holes & bit_of(high)) high--;
    struct range r = {low, high, 0};
    if (low <= high) r.holes = holes & ~bits_outside(r);
    return r;
}

struct range range_one(int64_t value)
{
    return (struct range){value, value, 0};
}

struct range range_without(struct range r, int64_t value)
{
    if (value == r.low && r.low < INT64_MAX) r.low++;
    if (value == r.high && r.high > INT64_MIN) r.high--;
    return range_of(r.low, r.high, r.holes | bit_of(value));
}

struct range range_meet(struct range a, struct range b)
{
    int64_t low = a.low > b.low ? a.low : b.low, high = a.high < b.high ? a.high : b.high;
    return range_of(low, high, a.holes | b.holes);
}

struct range range_join(struct range a, struct range b)
{
    if (range_is_empty(a)) return b;
    if (range_is_empty(b)) return a;
    int64_t low = a.low < b.low ? a.low : b.low, high = a.high > b.high ? a.high : b.high;
    return range_of(low, high, bits_outside(a) & bits_outside(b));
}

bool range_equal(struct range a, struct range b)
{
    return a.low == b.low && a.high == b.high && a.holes == b.holes;
}

bool range_is_empty(struct range r)
{
    return r.low > r.high;
}

bool range_is_all(struct range r)
{
    return range_equal(r, RANGE_ALL);
}

bool range_is_one(struct range r)
{
    return r.low == r.high;
}

bool range_is_zero(struct range r)
{
    return r.low == 0 && r.high == 0;
}

bool range_is_nonzero(struct range r)
{
    return !range_has(r, 0);
}

bool range_has(struct range r, int64_t value)
{
    return value >= r.low && value <= r.high && !(r.holes & bit_of(value));
}

bool range_overlap(struct range a, struct range b)
{
    return !range_is_empty(range_meet(a, b));
}

bool range_within(struct range r, struct range around)
{
    return range_equal(range_meet(r, around), r);
}
