/* Inside of the solver: one function's fixpoint. Private to analysis/.
 *
 * solver.c goes round the blocks; transfer.c executes instructions; call.c and rule.c calls; event.c and
 * outcome.c collect what the summary and the violations are made of.
 */
#ifndef GFPCHECK_ANALYSIS_SOLVER_H
#define GFPCHECK_ANALYSIS_SOLVER_H

#include "analysis/analysis.h"

enum {
    MAX_STATES = 12, /* per block; more are dropped, counted                  */
    MAX_FORKS = 16,  /* states that one block may split into while executing  */
    MAX_ROUNDS = 12, /* visits of one block                                   */
    MAX_ARGS = 24,
};

struct analysis {
    const struct rules *rules;
    struct resolver resolver;
    struct arena *arena;   /* results of the function being analysed */
    struct arena *scratch; /* reset for each function            */
    struct ex_pool *pool;
    struct budget budget;
    GPtrArray *violations, *registrations, *calls, *field_notes;
    GHashTable *probes; /* sym to int64_t *                   */
    bool gfp_known;
    int64_t gfp_mask;  /* the bit that lets an allocation sleep   */
    int64_t zero_mask; /* the bit that has it zeroed; 0: not known */
    struct analysis_stats stats;
    const struct trace *trace; /* or NULL */
};

struct block_states {
    struct state *at[MAX_STATES];
    bool fresh[MAX_STATES]; /* not executed since it last changed */
    uint8_t n, rounds;
};

struct solver {
    struct analysis *an;
    const struct ir_func *f;
    struct ir_cfg *cfg;
    struct space sp;
    struct block_states *blocks;
    struct block_states returns;
    uint64_t *live; /* nblocks rows of `words` words: variables live at the start */
    uint32_t words;
    struct loop **loops; /* by head block, NULL elsewhere */
    GPtrArray *spare;    /* states to use again */
    bool collect;        /* second pass: record events, violations, registrations */
    bool waits;          /* for the summary                             */
    struct exporter *exporter;
    GPtrArray *events; /* struct event *, for the summary */
    const struct signature *self;
    guint first_call; /* of this function, in an->calls       */
    guint first_note; /* of this function, in an->field_notes */
};

/* What a loop changes. */
struct loop {
    bool waits;     /* others run in it              */
    uint64_t *vars; /* bit set of variables assigned */
    GArray *fields; /* sym of fields stored; in a loop that waits, loaded, too */
};

/* States that one block's execution has split into. */
struct forks {
    struct state *at[MAX_FORKS];
    unsigned n;
};

struct state *solver_state(struct solver *sv);
void solver_drop(struct solver *sv, struct state *s);
/* A copy of `s` among `forks`, or NULL if there are too many. */
struct state *solver_fork(struct solver *sv, struct forks *forks, const struct state *s);

/* liveness.c */
void solver_liveness(struct solver *sv);
void solver_loops(struct solver *sv);

/* transfer.c: executes one instruction that is no terminator on forks->at[i]. */
ex solver_value(const struct solver *sv, const struct state *s, ir_val v);
void solver_assign(struct solver *sv, struct state *s, ir_val dst, ex value);
void solver_step(struct solver *sv, struct forks *forks, unsigned i, uint32_t insn);

/* call.c */
struct call {
    uint32_t insn;
    const struct ir_insn *ir;
    sym link, name; /* name: what rules know it as; for an indirect call the field */
    sym assumption; /* what all that the callee does rests on, in words; or SYM_NONE */
    unsigned nargs;
    ex args[MAX_ARGS];
    bool assumed; /* an indirect call whose target is one of several */
};
static inline ex call_argument(const struct call *call, int16_t arg)
{
    return arg >= 0 && (unsigned)arg < call->nargs ? call->args[arg] : EX_NONE;
}
void solver_call(struct solver *sv, struct forks *forks, unsigned i, const struct call *call);
void solver_icall(struct solver *sv, struct forks *forks, unsigned i, const struct call *call, ex target);
/* The call hands `argument` to the function `callback`, now or later: what that one releases of it. */
void solver_pass(struct solver *sv, struct state *s, const struct call *call, ex callback, ex argument);
/* Of the function that the link name means here; NULL if the program has no body of it. */
const struct summary *solver_summary(const struct solver *sv, sym link);
/* Forgets locals that the callee got the address of. */
void solver_escape(struct solver *sv, struct state *s, const struct call *call);
/* Others run before the call returns. */
void solver_wait(struct solver *sv, struct state *s, const struct call *call);
/* rule.c: what a rule row says of the call; false if the body is to be looked at as well. */
bool solver_apply_rule(struct solver *sv, struct forks *forks, unsigned i, const struct call *call,
                       const struct rule_fn *fn);
/* Whether a row's `given:` is known to hold for the call. */
bool solver_is_given(struct solver *sv, const struct state *s, const struct call *call,
                     const struct rule_given *given);
void solver_register(struct solver *sv, const struct state *s, uint32_t insn, sym how,
                     const struct rule_callback *rule, ex callback);

/* What a test of memory says of it, as a value: the load of a field that no program has. */
sym memory_test_field(enum rule_fact_kind test);
ex solver_memory_test(struct solver *sv, enum rule_fact_kind test, ex address);

/* An event of this function at an instruction; the rest is zero. */
struct event solver_event_at(const struct solver *sv, enum event_kind kind, uint32_t insn, const void *rule,
                             sym callee);

/* trace.c: for whoever asks about a line; nothing is done if nobody does. */
/* What is known of a call in that line, and what is in force there. */
void trace_call(struct solver *sv, const struct state *s, const struct call *call, const char *known);
/* What became of the event; `what` is the value that decided, or EX_NONE. */
void trace_verdict(struct solver *sv, const struct state *s, const struct event *e,
                   enum trace_verdict verdict, ex what);

/* origin.c: the oldest lock or toggle in force that forbids what `rule` does. */
/* Whether this function knows what forbids it: a merge of two regions forgets which one it was. */
bool solver_has_origin(const struct state *s, const struct rule_sleep *rule);
struct origin solver_origin(struct solver *sv, const struct state *s, const struct rule_sleep *rule);
/* What it rests on that this lock spins: the function that took it may as well take one that sleeps; or
 * SYM_NONE. */
sym solver_lock_assumption(struct solver *sv, const struct state *s, const struct rule_sleep *rule);

/* event.c */
bool sleep_forbidden(const struct rule_sleep *rule, const struct context *ctx);
void solver_sleep(struct solver *sv, struct state *s, const struct call *call, const struct rule_sleep *rule,
                  ex need, ex value, ex flags);
/* memory.c */
enum origin_state { ORIGIN_UNKNOWN, ORIGIN_NONE, ORIGIN_MEMORY };
/* The allocations that `e` may come from, in this state, appended to `out` (of ex); ORIGIN_UNKNOWN as soon as
 * one alternative is not an allocation, ORIGIN_NONE for NULL. `depth` is 0. */
enum origin_state solver_origins(struct solver *sv, const struct state *s, ex e, int depth, GArray *out);
/* Whether a test has said, either way, that the memory is vmalloc memory. */
bool solver_kind_was_tested(struct solver *sv, const struct state *s, ex value);
/* `e` is complete but for its conditions and values. */
void solver_decide_release(struct solver *sv, struct state *s, struct event *e, ex value, ex amount);
/* What a release that sleeps for vmalloc memory only rests on; `never` if it is other memory. */
sym solver_vmalloc_assumption(struct solver *sv, const struct state *s, const struct rule_sleep *rule,
                              ex value, bool *never);
void solver_release_memory(struct solver *sv, struct state *s, const struct call *call,
                           const struct rule_release *rule);

/* How long a page is; NULL if the unit does not tell. */
const int64_t *solver_page_size(const struct solver *sv);
/* The size, order or owner of an allocation; EX_NONE: it has none, or it is not known. */
ex solver_allocated(struct solver *sv, const struct provenance *from, enum rule_measure measure);
/* Whether the value is one constant. */
bool solver_is_known(const struct solver *sv, const struct state *s, ex e, int64_t *value);

/* field.c: notes for the program; see struct field_note. */
void solver_note_store(struct solver *sv, const struct state *s, ex addr, ex value);
/* A release or use `e` of what is loaded from a field, if it is; `amount` is what is released, or EX_NONE. */
void solver_note_claim(struct solver *sv, const struct state *s, const struct event *e, ex value, ex amount);
/* A release `e` of memory that belongs to what one field or variable holds, to what another one holds. */
void solver_note_owner(struct solver *sv, const struct event *e, const struct provenance *from, ex released);

/* use.c: memory comes to where it must be linear, flags to an allocator. */
void solver_use(struct solver *sv, struct state *s, uint32_t insn, sym how, const struct rule_use *rule,
                ex value);
void solver_decide_use(struct solver *sv, struct state *s, struct event *e, ex value);
void solver_flags(struct solver *sv, const struct state *s, const struct call *call, const struct rule_fn *fn,
                  const struct rule_flags *rule);

/* A call of a function that came from outside: a parameter. */
void solver_outside_call(struct solver *sv, const struct state *s, const struct call *call, ex target);
void solver_inner_event(struct solver *sv, struct state *s, const struct call *call, struct importer *im,
                        const struct event *inner);
struct event *solver_event(struct solver *sv, const struct state *s, const struct event *base);
/* Adds a copy of it, with one of `e` as its event. */
void solver_violation(struct solver *sv, const struct violation *v, const struct event *e);

/* cond.c */
/* What the path's branches say of values from outside, or only of those with `part` in them, the latest
 * first. Returns how many. */
unsigned solver_path_conds(struct solver *sv, const struct state *s, ex part, struct cond out[MAX_CONDS]);
/* Keeps of `a` what `b` says too, as weak as the weaker. Returns how many are left. */
unsigned solver_common_conds(struct cond *a, unsigned n, const struct cond *b, unsigned m);
/* Whether `s` allows the conditions: 1 they hold, 0 they cannot, -1 they may; then `assumption` (or NULL)
 * gets the words of the first open one that looks like a mode, unless it has some, and `lost` is set if such
 * a one has no meaning to callers of this function. */
int solver_conds(struct solver *sv, const struct state *s, struct importer *im, const struct cond *conds,
                 unsigned n, sym *assumption, bool *lost);
/* Records that they hold. False if that cannot be. */
bool solver_assume_conds(struct solver *sv, struct state *s, struct importer *im, const struct cond *conds,
                         unsigned n);
/* What a finding on this path rests on, whatever it is about: who says that a reference is the last one? */
sym state_assumption(const struct solver *sv, const struct state *s);
/* What a finding rests on if the condition is open; SYM_NONE if that is nothing to speak of. */
sym cond_assumption(const struct summary *s, const struct cond *c);

/* outcome.c */
void solver_outcomes(struct solver *sv, struct summary *out);

#endif
