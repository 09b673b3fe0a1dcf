/* What a caller must know of a function, as functions of its parameters.
 *
 * Needs expr, state; gives the summary type, the way of expressions out of a function's pool into its summary
 * and back into a caller's pool, and its text form. Summaries are immutable and live in an arena of the
 * program's.
 *
 * Outcomes: how the function may return, one for each change of the levels that a caller can tell apart by
 * the result or by the arguments (a trylock wrapper has two). Events: what happens inside that may matter to
 * a caller: a call that may sleep, a release of memory that came from outside, a callback handed on. An
 * event's levels are relative to the function's entry at the moment of the event: a callee that drops the
 * caller's lock has a level below 0.
 */
#ifndef GFPCHECK_ANALYSIS_SUMMARY_H
#define GFPCHECK_ANALYSIS_SUMMARY_H

#include "analysis/expr.h"
#include "analysis/state.h"
#include "base/arena.h"

typedef uint32_t sx; /* an expression of a summary: index into summary.nodes, 0 for none */

enum { MAX_CONDS = 10, MAX_EVENTS = 48, MAX_DISJUNCTS = 3, MAX_OUTCOMES = 6, MAX_STORES = 24 };

/* What a condition is about, for what is said where it is open: X(id) */
enum cond_about {
    COND_MODE,    /* a number: it may well be a mode that the caller chose     */
    COND_POINTER, /* a pointer: more likely a check for NULL                   */
    COND_HOOK,    /* a function pointer: whether the driver has that operation */
};

/* Holds where `e` is `in` that; with a guard, it matters only where that is
 * nonzero (`when`) or zero. */
struct cond {
    sx e, guard;
    struct range in;
    bool when;
    uint8_t about; /* enum cond_about */
};

/* Who a function is: all that a summary keeps of it, so that it can stand without the IR. */
struct signature {
    sym link, name, file;
    uint32_t line;
    bool is_header;
    uint32_t nparams;
    const sym *params; /* their names */
};

/* Where an atomic region begins. */
struct origin {
    const struct signature *func;
    struct ir_loc loc;
    sym text;     /* "spin_lock_irqsave(&dev->lock)"                    */
    uint8_t bits; /* RULE_* bits that it puts in force                  */
    bool entry;   /* the function is entered so, by a registration      */
};

/* EVENT_CALL: a function that came from outside is called: a parameter. It has no rule. EVENT_USE: memory
 * comes to where only linear memory may (rule_use); EVENT_FLAGS: flags come to an allocator (rule_flags). */
enum event_kind {
    EVENT_SLEEP,
    EVENT_RELEASE,
    EVENT_REGISTER,
    EVENT_CALL,
    EVENT_USE,
    EVENT_FLAGS,
    EVENT_KINDS
};

struct event {
    uint8_t kind; /* enum event_kind                                                     */
    uint8_t nconds;
    bool assumed; /* rests on an assumption: an indirect call, a rule marked likely       */
    int8_t level[LEVEL_COUNT];
    const struct cond *conds; /* it is reached only if all hold; what is not known about them may be so */
    sx need;                  /* it happens only if this is nonzero, and must be known to be           */
    sx value; /* RELEASE, USE: the memory; REGISTER, CALL: the callback; FLAGS: the flags; SLEEP: the memory,
                 if  rule.needs_vmalloc */
    bool from_param;  /* while it is decided: the callee has `value` from a parameter                */
    bool open;        /* while it is decided: whether the callee does it depends on a mode           */
    sx amount;        /* RELEASE: the order or size that is released; 0: not known, or there is none       */
    const void *rule; /* rule_sleep, rule_release, rule_callback, rule_use, rule_flags, NULL             */
    const struct origin *origin;  /* the region begins inside (levels above 0, and `need` or what is called is
                                     open), or NULL */
    const struct signature *func; /* where it is: this function                                          */
    struct ir_loc loc;
    sym callee;                /* base name of what is called there                                   */
    sym flags;                 /* why its gfp flags sleep, in words; SYM_NONE where the value is not known  */
    const struct event *inner; /* the callee's event that this is, or NULL: then this is the leaf      */
};

struct held_out {
    sx lock;
    const struct rule_lock *rule;
};
struct store_out {
    sx addr, value; /* value 0: something unknown */
};

struct outcome {
    int8_t level[LEVEL_COUNT];
    uint8_t nconds, nheld, nundone;
    const struct cond *conds;
    const struct held_out *held, *undone;
    sx result;
    struct range in; /* where the result is */
    uint32_t nstores;
    const struct store_out *stores;
};

struct summary {
    const struct signature *func; /* NULL for analysis_neutral() */
    uint32_t nnodes, nevents, noutcomes;
    const struct ex_node *nodes;          /* children before parents; a PHI's inputs are in phis        */
    const sx (*phis)[EX_PHI_INPUTS];      /* a PHI node's `c` is its index here                         */
    const struct provenance *provenances; /* an ALLOC node's `c`; size, order, owner are sx         */
    const struct event *const *events;
    const struct outcome *outcomes; /* none: it does not return                                   */
    bool truncated;                 /* more stores than are listed: what it points to may change  */
    bool waits;                     /* others may run before it returns: see rule_fn              */
};

/* The innermost event: where the sleeper or the release is called. */
const struct event *event_leaf(const struct event *e);

/* ---- out of a pool: collects the nodes of one summary ---- */

struct exporter;
struct exporter *exporter_new(const struct ex_pool *pool);
/* EX_NONE gives 0; a value that means nothing to a caller becomes an opaque node. */
sx exporter_add(struct exporter *x, ex e);
/* Moves what was collected into `s`, allocated in `arena`; frees the exporter. */
void exporter_finish(struct exporter *x, struct arena *arena, struct summary *s);

/* ---- into a caller's pool ---- */

struct importer {
    const struct space *sp;
    const struct state *state; /* before the call */
    const struct summary *from;
    const ex *args;
    unsigned nargs;
    ex result_addr; /* where an aggregate result goes, or EX_NONE */
    uint32_t insn;  /* the call                                   */
    ex *memo;       /* one for each node, EX_NONE at first        */
    bool *done;
};
ex import_ex(struct importer *im, sx e);

void summary_print(FILE *out, const struct summary *s);
/* Pieces of it: "dev->lock", " if x == 0 and y != 0". */
void summary_print_value(GString *out, const struct summary *s, sx e);
void summary_print_conds(GString *out, const struct summary *s, const struct cond *conds, unsigned n);
/* What a caller should know, for people: one line each, indented by `indent` spaces. */
void summary_print_words(FILE *out, const struct summary *s, int indent);

#endif
