/* The analysis of one function: its summary, and what goes wrong in it.
 *
 * Needs ir/, rules/ and the summaries of what the function calls, through a resolver; gives a summary,
 * violations and registrations. The solver is path-sensitive in the context part (state.h). It knows nothing
 * of units or files: the program (program/) decides the order and holds the results.
 */
#ifndef GFPCHECK_ANALYSIS_ANALYSIS_H
#define GFPCHECK_ANALYSIS_ANALYSIS_H

#include "analysis/summary.h"
#include "analysis/trace.h"

/* A field of more functions than these is nobody's private table. */
enum { MAX_TARGETS = 32 };

/* How the analysis learns of the rest of the program. */
struct resolver {
    void *context;
    /* The summary of a function by its link name; NULL if there is no body, or none yet. */
    const struct summary *(*summary)(void *context, sym link);
    /* Summaries of the functions that the program assigns to a field, if every one of them may sleep;
     * returns how many, at most `max`. */
    unsigned (*targets)(void *context, sym field, const struct summary *out[MAX_TARGETS]);
    /* Whether the link name, of internal linkage, is defined in a main file. */
    bool (*own)(void *context, sym link);
};

/* ORDER: released with another order or size. OWNER: given to another cache or pool. USE, FLAGS: as the
 * events of that name. */
enum violation_kind {
    VIOLATION_SLEEP,
    VIOLATION_FREE,
    VIOLATION_ORDER,
    VIOLATION_OWNER,
    VIOLATION_USE,
    VIOLATION_FLAGS,
    VIOLATION_KINDS
};

struct registration;

struct violation {
    uint8_t kind;
    bool likely;
    sym assumption;       /* what it rests on, if likely: "depending on `wait`"                         */
    struct origin origin; /* SLEEP: where atomic begins                                                 */
    const struct event *event; /* in origin's function (SLEEP), or where both ends meet; down to the leaf */
    struct provenance from; /* FREE, ORDER, OWNER, USE: the allocation; without a rule: `callee` is a variable
                               on the stack. FLAGS: the owner's, if it is about that              */
    sym amounts;            /* ORDER: "order 2, and not 0"; OWNER: "one_cache, and not to other_cache" */
    const struct registration *registration; /* SLEEP: how the function came to be entered so, or NULL */
};

/* What a branch has said of a field. */
struct known_field {
    sym field; /* "record.field" */
    struct range in;
};

enum { MAX_KNOWN_FIELDS = 6 };

/* A function handed over to be called in a context. */
struct registration {
    sym callback; /* link name of the function, or of the object whose initialiser has it in `member` */
    const struct rule_callback *rule;
    const struct signature *func; /* where; NULL: in an initialiser, at loc */
    struct ir_loc loc;
    sym how; /* name of the call or the field */
    /* where it is handed over only in a certain state of the driver: `if (!led->can_sleep)` */
    uint8_t nknown;
    struct known_field known[MAX_KNOWN_FIELDS];
    sym member; /* the callback is in this field of the object, "record.field"; or SYM_NONE        */
};

/* A call of a function of the program, or through a field, and what is in force there. */
struct call_site {
    sym callee; /* link name, or "record.field" */
    struct ir_loc loc;
    uint8_t bits;         /* RULE_* that the function itself has put in force; 0: as it was entered */
    sym origin;           /* what began that: "spin_lock(&dev->lock)"; or SYM_NONE                */
    uint32_t origin_line; /* in the same function                                              */
};

/* Memory and a field, or a global variable: what the program has to bring together, since who allocates and
 * who releases are different functions. */
enum field_note_kind {
    FIELD_STORED,  /* memory is put into the field: `from`; without a rule: of unknown origin     */
    FIELD_CLAIMED, /* what stands in the field is released or used: `claim`, which lacks its `from`, unless
                      it is VIOLATION_OWNER: then the memory is known, and belongs to what stands there */
};
struct field_note {
    uint8_t kind;
    bool known;       /* the order or size is, as a constant: `amount`                            */
    uint8_t measure;  /* enum rule_measure                                                        */
    sym field;        /* "record.field", or the variable's link name                              */
    sym amount_field; /* or it is what this field of the same object holds; the owner is what this field or
                         variable holds; SYM_NONE: neither                                       */
    int64_t amount;
    struct provenance from;
    const struct violation *claim; /* VIOLATION_FREE (or ORDER), OWNER, USE or FLAGS */
};

/* "a_cache, and not to b_cache", of two fields or variables. */
sym owners_text(sym released, sym allocated);

struct analysis;

/* `resolver` is copied. */
struct analysis *analysis_new(const struct rules *rules, const struct resolver *resolver);
void analysis_free(struct analysis *an);

/* The macros' values of the unit whose functions follow. */
void analysis_probes(struct analysis *an, const struct ir_probe *probes, uint32_t n);

/* Analyses `f`. The summary, and the violations and registrations that are appended to the arrays below, are
 * allocated in `arena`. */
const struct summary *analysis_function(struct analysis *an, const struct ir_func *f, struct arena *arena);

/* Of struct violation * and struct registration *, in the order found. The caller may empty them. */
GPtrArray *analysis_violations(struct analysis *an);
GPtrArray *analysis_registrations(struct analysis *an);

/* Of struct call_site *, each place once for each context, in the order found. The caller may empty it. */
GPtrArray *analysis_calls(struct analysis *an);

/* Of struct field_note *, in the order found. The caller may empty it. */
GPtrArray *analysis_field_notes(struct analysis *an);

/* The summary that stands for a function of a recursion before it is known: it returns, and nothing happens.
 */
const struct summary *analysis_neutral(void);

/* Adds what goes wrong when the function of summary `s` is entered in the context that `reg` says. */
void analysis_entry(struct analysis *an, const struct summary *s, const struct registration *reg,
                    struct arena *arena);

/* From now on: what is decided about the calls of one place is told. NULL: no more. */
void analysis_trace(struct analysis *an, const struct trace *trace);

struct analysis_stats {
    uint64_t functions, blocks, states;
    uint64_t unknown_flags; /* sleeping calls passed over because the flags are not known        */
    uint64_t lost_levels;   /* loops and returns whose levels could not be told apart            */
    uint64_t too_many;      /* functions given up: too many states or rounds                     */
};
void analysis_stats(const struct analysis *an, struct analysis_stats *out);
/* Adds what another process's analysis did. */
void analysis_stats_add(struct analysis *an, const struct analysis_stats *more);
/* As analysis_stats(), and begins at 0 again. */
void analysis_stats_take(struct analysis *an, struct analysis_stats *out);

#endif
