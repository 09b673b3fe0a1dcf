/* What is known at one point of a function, on one set of paths to it.
 *
 * Needs expr; gives the state's parts, its join, and the evaluation of expressions in it. The context part
 * (what makes the point atomic, relative to the function's entry) is never joined: two states merge only
 * where its levels are equal (property simulation as in ESP, Das et al., PLDI 2002). The rest is: values that
 * differ become selections over the branch that separates the states, or phis; facts hold only if they hold
 * in both. Never merged by minimum (misses) or by maximum (false alarms).
 *
 * Memory is framed optimistically: a call changes only what its summary says it stores and what it was given
 * the address of, and two different address expressions are different places. That loses some bugs and saves
 * many false alarms.
 */
#ifndef GFPCHECK_ANALYSIS_STATE_H
#define GFPCHECK_ANALYSIS_STATE_H

#include "analysis/expr.h"
#include "analysis/range.h"

#include <glib.h>

/* The parts of "atomic", each a counter relative to entry: X(id, RULE_* bit, text) */
#define LEVELS(X)                                                                                            \
    X(PREEMPT, RULE_PREEMPT, "preempt")                                                                      \
    X(BH, RULE_BH, "bh")                                                                                     \
    X(IRQ, RULE_IRQ, "irq")                                                                                  \
    X(RCU, RULE_RCU, "rcu")
enum level {
#define X(id, bit, text) LEVEL_##id,
    LEVELS(X)
#undef X
        LEVEL_COUNT
};
extern const uint8_t level_bits[LEVEL_COUNT];
extern const char *const level_texts[LEVEL_COUNT];

/* What branches have taught about the context on this path. */
enum known {
    KNOWN_NOTHING,
    KNOWN_CAN_SLEEP, /* a test said that it may sleep here: never report          */
    KNOWN_INTERRUPT, /* a test said that it is interrupt context                  */
    KNOWN_ATOMIC,    /* a test or an assertion said that it must not sleep        */
    KNOWN_LOST,      /* the levels are not trusted (a loop that takes locks): never report */
};

struct context {
    int8_t level[LEVEL_COUNT]; /* below 0: the caller's is undone; never joined */
    uint8_t known;             /* enum known; two that differ join to KNOWN_NOTHING, so that a test such as
                                  WARN_ON(in_interrupt()) says nothing of what follows it */
};

/* A lock or toggle in force; for messages and for matching releases. */
struct held {
    ex lock; /* address, or EX_NONE for a toggle */
    const struct rule_lock *rule;
    uint32_t insn; /* where this function took it, or called what took it */
};

enum { MAX_HELD = 8, MAX_UNDONE = 4, MAX_FACTS = 48, MAX_MEMORY = 96 };

/* `e` is `in` that; with a `guard`, only where that is nonzero (`when`) or zero: what one of two joined
 * paths knew. */
struct fact {
    ex e, guard;
    struct range in;
    bool when;
};

struct cell {
    ex addr, value;
};

struct state {
    struct context ctx;
    bool dead; /* the path has ended */
    uint8_t nheld, nundone;
    bool merged; /* states with other regions in force came together here or before */
    struct held held[MAX_HELD];
    struct held undone[MAX_UNDONE]; /* released here, but taken by a caller */
    uint32_t known_insn;            /* the branch or assertion that taught ctx.known */
    uint32_t nfacts, ncells;
    struct fact facts[MAX_FACTS];
    struct cell cells[MAX_MEMORY];
    ex env[]; /* a value for each variable, and the result in RESULT_SLOT(f); EX_NONE: dead or unknown */
};

#define RESULT_SLOT(f) ((f)->nvars)
#define SLOTS(f)       ((f)->nvars + 1)

/* What one question about a value may cost, see value.c. */
struct budget {
    unsigned nested, steps;
};

/* What states of one function share. */
struct space {
    struct ex_pool *pool;
    const struct ir_func *func;
    struct budget *budget;
};

/* Bytes of a state of `f`. */
size_t state_size(const struct ir_func *f);
void state_copy(struct state *to, const struct state *from, const struct ir_func *f);
bool levels_equal(const struct context *a, const struct context *b);

/* ---- values ---- */

/* What `e` may be; everything if nothing is known. */
struct range state_range(const struct space *sp, const struct state *s, ex e);
/* 1 if `e` is nonzero, 0 if it is zero, -1 if not known. */
int state_truth(const struct space *sp, const struct state *s, ex e);
/* Whether e has any of the `mask` bits: 1, 0, or -1 if not known. */
int state_has_bits(const struct space *sp, const struct state *s, ex e, int64_t mask);
/* Records that `e` is nonzero (or zero). False if that cannot be: the path is infeasible. */
bool state_assume(const struct space *sp, struct state *s, ex e, bool nonzero);
/* Records that `e` is in it. False if that cannot be. */
bool state_assume_range(const struct space *sp, struct state *s, ex e, struct range in);

/* What is known of `e` without a guard, or NULL. */
const struct fact *state_fact(const struct state *s, ex e);
bool fact_is_nonzero(const struct fact *f);
bool fact_is_zero(const struct fact *f);

/* What a pointer that is followed must be: of several values, the only one that is no constant (NULL, an
 * error). */
ex state_pointee(const struct space *sp, const struct state *s, ex e);

/* ---- memory ---- */

ex state_load(const struct space *sp, const struct state *s, ex addr);
void state_store(const struct space *sp, struct state *s, ex addr, ex value);
/* Copies every cell below address `from` to the same place below `to` (aggregates by value). */
void state_copy_aggregate(const struct space *sp, struct state *s, ex to, ex from);
/* The address was given to somebody who may store what he likes: where only zeros were known, nothing is. */
void state_give_away(const struct space *sp, struct state *s, ex addr, uint32_t insn);
/* Others have run: constants that were stored where they can see them are not known any more. */
void state_share(const struct space *sp, struct state *s, uint32_t insn);
/* Whether anything is known below `addr`. */
bool state_has_cells(const struct space *sp, const struct state *s, ex addr);
/* Forgets everything at and below `addr`; later loads give fresh unknown values made from `insn`. */
void state_havoc(const struct space *sp, struct state *s, ex addr, uint32_t insn);
/* Forgets facts that depend on loads of `field` and the cells of that field. */
void state_forget_field(const struct space *sp, struct state *s, sym field);
/* Forgets facts about values that instruction `insn` made: it is about to be executed again. */
void state_forget_insn(const struct space *sp, struct state *s, uint32_t insn);
/* What stood below an address is gone: all of it is zero now, or nothing is known of it. */
void state_renew(const struct space *sp, struct state *s, ex addr, bool zeroed);
void state_forget_value(const struct space *sp, struct state *s, ex e);

/* ---- locks ---- */

void state_acquire(struct state *s, const struct rule_lock *rule, ex lock, uint32_t insn);
void state_release(struct state *s, const struct rule_lock *rule, ex lock);
/* The list alone, without the levels: takes out the lock that a release of `lock` means, or notes that it was
 * the caller's. */
void state_unhold(struct state *s, const struct rule_lock *rule, ex lock);
void state_hold(struct state *s, const struct rule_lock *rule, ex lock, uint32_t insn);

/* ---- join ---- */

/* Joins `from` into `to` (equal levels) at the start of `block`. Returns whether `to` changed. */
bool state_join(struct space *sp, struct state *to, const struct state *from, uint32_t block);

#endif
