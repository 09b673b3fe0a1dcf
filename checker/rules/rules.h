/* What the kernel's functions, fields and macros mean: rules/ as typed, indexed tables.
 *
 * Needs base/ (and libcyaml, here only); gives for a base name or a "record.field" all that the rule files
 * say of it. Rows that do not hold for the given kernel version are dropped while loading. rules/README.md is
 * the reference of the YAML form. Loaded rules are immutable.
 */
#ifndef GFPCHECK_RULES_RULES_H
#define GFPCHECK_RULES_RULES_H

#include "base/sym.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum { RULE_NO_ARG = -1, RULE_RESULT = -2 }; /* in place of an argument's index */

/* Contexts, weakest claim first: X(id, text, what it does to the state, in words) */
#define RULE_CONTEXTS(X)                                                                                     \
    X(PROCESS, "process", "may sleep")                                                                       \
    X(ATOMIC, "atomic", "must not sleep; whether interrupts are off is not known")                           \
    X(SOFTIRQ, "softirq", "softirq: in_interrupt() is true, interrupts are on")                              \
    X(HARDIRQ, "hardirq", "hard interrupt: in_interrupt() is true, interrupts are off")                      \
    X(IRQS_OFF, "irqs-off", "called with interrupts off, in_interrupt() may be false")                       \
    X(PREEMPT_OFF, "preempt-off", "called with preemption off or a spinlock held, interrupts on")            \
    X(RCU, "rcu", "called inside rcu_read_lock()")
enum rule_context {
#define X(id, text, words) RULE_CTX_##id,
    RULE_CONTEXTS(X)
#undef X
};
const char *rule_context_text(enum rule_context c);

/* Which part of "atomic" a lock or toggle changes: X(id, text, bit) */
#define RULE_EFFECTS(X) X(PREEMPT, "preempt", 1) X(BH, "bh", 2) X(IRQ, "irq", 4) X(RCU, "rcu", 8)
enum {
#define X(id, text, bit) RULE_##id = bit,
    RULE_EFFECTS(X)
#undef X
};

/* Which check a sleeping call belongs to. */
#define RULE_SLEEP_KINDS(X) X(ALLOC, "alloc") X(FREE, "free") X(OTHER, "sleep")
enum rule_sleep_kind {
#define X(id, text) RULE_SLEEP_##id,
    RULE_SLEEP_KINDS(X)
#undef X
};

/* A condition on an argument, as written in a row's `when:`. `has`: all of the bits are set; `lacks`: none
 * is. */
#define RULE_RELATIONS(X)                                                                                    \
    X(EQ, "==")                                                                                              \
    X(NE, "!=") X(LE, "<=") X(LT, "<") X(GE, ">=") X(GT, ">") X(HAS_BITS, "has") X(LACKS_BITS, "lacks")
enum rule_relation {
    RULE_ALWAYS,
#define X(id, text) RULE_##id,
    RULE_RELATIONS(X)
#undef X
};
struct rule_when {
    uint8_t relation; /* enum rule_relation                                                         */
    int16_t arg;      /* argument index                                                             */
    int64_t value;
    sym value_name; /* or the value of this probed macro                                          */
};

/* What is known of a parameter, or of a field wherever it is loaded, when a callback is entered; or of a
 * call, then with both: of the field of what the argument points to. */
struct rule_given {
    struct rule_when is; /* ==, !=, has or lacks; `arg` RULE_NO_ARG: it is about `field`             */
    sym field;           /* "record.field", or SYM_NONE                                              */
};

/* Whether virt_to_phys() and its kin hold for an address. */
enum rule_linear { RULE_LINEAR_UNKNOWN, RULE_LINEAR_YES, RULE_LINEAR_NO, RULE_LINEAR_BY_SIZE };

/* What the address of a family's memory is: X(id, text, whether it is linear, whether the memory is
 * physically contiguous, in words) */
#define RULE_ADDRESSES(X)                                                                                    \
    X(UNKNOWN, "unknown", UNKNOWN, "-", "not told by the family")                                            \
    X(LINEAR, "linear", YES, "yes", "in the linear mapping")                                                 \
    X(VMALLOC, "vmalloc", NO, "no", "in vmalloc space, mapped page by page")                                 \
    X(BY_SIZE, "by-size", BY_SIZE, "up to a page", "in the linear mapping, or in vmalloc space if large")    \
    X(MAPPED, "mapped", NO, "no", "in vmalloc space, for pages that have another address as well")           \
    X(IO, "io", NO, "no memory", "in vmalloc space, for registers or memory of a device")                    \
    X(PERCPU, "percpu", NO, "no", "none that is valid as it is: each processor adds its own offset")         \
    X(PAGES, "pages", UNKNOWN, "yes", "none: it is the pages' `struct page`")                                \
    X(TABLE, "table", UNKNOWN, "no", "none: it is a table of pages")                                         \
    X(DEVICE, "device", UNKNOWN, "for the device", "linear or mapped, as the device's DMA wants it")
enum rule_address {
#define X(id, text, linear, contiguous, words) RULE_ADDRESS_##id,
    RULE_ADDRESSES(X)
#undef X
};

/* A family of memory: what allocates it and what releases it. */
struct rule_family {
    sym name, why;
    sym release;     /* the function that releases it: the first of its rows; SYM_NONE if there is none */
    uint8_t address; /* enum rule_address                                                           */
    uint8_t linear;  /* enum rule_linear, of its address                                            */
    sym file;
    uint32_t line; /* where the row stands */
};

/* Rules that results refer to are numbered from 0, each kind for itself: the `id` in their structs. */
enum rule_kind {
    RULE_KIND_ALLOC,
    RULE_KIND_RELEASE,
    RULE_KIND_SLEEP,
    RULE_KIND_LOCK,
    RULE_KIND_CALLBACK,
    RULE_KIND_USE,
    RULE_KIND_FLAGS,
    RULE_KINDS
};

struct rule_alloc {
    uint32_t id;
    const struct rule_family *family;
    int16_t out; /* RULE_RESULT, or the argument that points to where the memory's address is put */
    int16_t gfp, size, order; /* argument index or RULE_NO_ARG                                       */
    int16_t owner;      /* the object that the memory is tied to: the cache, the device; or RULE_NO_ARG   */
    bool error_pointer; /* failure is ERR_PTR(), not NULL                                            */
    bool zeroed;        /* whatever its flags                                                        */
    bool one_page;      /* its order is 0                                                            */
    struct rule_given given;            /* it is memory of this family if that holds for the call    */
    const struct rule_alloc *otherwise; /* and of that one's if not, or if it is not known           */
};

struct rule_release {
    uint32_t id;
    const struct rule_family **families; /* those that this function may release                   */
    uint32_t nfamilies;
    int16_t arg; /* argument that is released; as a cleanup function (`__free()`), what it points to */
    int16_t size, order, owner;
    bool one_page; /* it releases order 0                                                       */
    sym member;    /* not the argument, but what is in this field of the object it points to; or SYM_NONE */
    struct rule_given given; /* only if this holds                                              */
};

static inline bool rule_release_takes(const struct rule_release *release, const struct rule_family *family)
{
    for (uint32_t i = 0; i < release->nfamilies; i++) {
        if (release->families[i] == family) return true;
    }
    return false;
}

/* What must be the same when memory goes back. */
enum rule_measure { RULE_BY_SIZE, RULE_BY_ORDER, RULE_BY_OWNER };

static inline enum rule_measure rule_alloc_measure(const struct rule_alloc *alloc)
{
    if (alloc->order != RULE_NO_ARG || alloc->one_page) return RULE_BY_ORDER;
    return alloc->size == RULE_NO_ARG && alloc->owner != RULE_NO_ARG ? RULE_BY_OWNER : RULE_BY_SIZE;
}

static inline enum rule_measure rule_release_measure(const struct rule_release *release)
{
    if (release->order != RULE_NO_ARG || release->one_page) return RULE_BY_ORDER;
    return release->size == RULE_NO_ARG && release->owner != RULE_NO_ARG ? RULE_BY_OWNER : RULE_BY_SIZE;
}

/* What memory must not come to: a call that needs an address of the linear mapping, or a field of a buffer
 * that the core maps for DMA. */
struct rule_use {
    uint32_t id;
    int16_t arg;  /* of calls                                                                    */
    int16_t size; /* nothing is mapped if this argument is 0; or RULE_NO_ARG                     */
    bool stack;   /* stack memory must not come to it either                                     */
    bool image;   /* nor variables of a module, if the unit is one                               */
    bool likely;
    sym why;
    sym file;
    uint32_t line;
};

/* A combination of gfp flags that functions forbid or ignore: those named, or all that allocate memory of the
 * families named, whose own rules then say which arguments are meant. */
struct rule_flags {
    uint32_t id;
    int16_t gfp; /* the argument with the flags; RULE_NO_ARG: that of the allocation             */
    int16_t arg; /* with `is`: another one, in which they stand; RULE_NO_ARG: the allocation's size */
    const sym *has,
        *lacks; /* names of probed macros: all bits of `has`, none of `lacks`; ended by SYM_NONE */
    sym is;     /* or just the value of this one, where no flags belong                    */
    const struct rule_family *owner; /* only where the memory's owner is of this family, or NULL         */
    bool likely;
    sym why;
    sym file;
    uint32_t line;
};

/* Why a call may sleep. Several rows may stand for one function (vfree: as sleeper and as release). */
struct rule_sleep {
    uint32_t id;
    uint8_t kind; /* enum rule_sleep_kind                                                        */
    int16_t gfp;  /* sleeps if this argument has `gfp_bit`; RULE_NO_ARG: always                     */
    struct rule_when when; /* and only if this holds                                                */
    uint8_t atomic; /* RULE_* bits: only these parts of the state forbid it (0 means all: preempt, bh, irq,
                       rcu) */
    bool
        deferred_in_interrupt; /* legal where in_interrupt() is true: handlers, softirqs, bottom halves off */
    bool needs_vmalloc; /* sleeps only if the memory released is vmalloc memory: `likely` unless known   */
    bool likely;        /* depends on a mode that is not visible: findings are `likely`                    */
    sym why;
    sym file;
    uint32_t line;
};

/* A lock, or a toggle without a lock (rcu_read_lock, local_irq_save). */
enum rule_lock_op { RULE_ACQUIRE, RULE_TRY, RULE_RELEASE };
struct rule_lock {
    uint32_t id;
    sym name;        /* the kind: "spinlock"; acquire and release agree in it                       */
    uint8_t op;      /* enum rule_lock_op                                                           */
    int16_t lock;    /* argument that is the lock's address; RULE_NO_ARG: none, it is counted            */
    bool result;     /* the lock is what the result points to (pte_offset_map_lock, ...), lock is ignored   */
    uint8_t effect;  /* RULE_* bits that it disables or enables                                     */
    bool sets;       /* the irq part of effect is absolute and does not nest: local_irq_disable/enable,
                        spin_lock_irq, spin_unlock_irq; the other parts always nest                    */
    bool sleeps;     /* a sleeping lock (mutex): held, but not atomic                               */
    int64_t success; /* TRY: the result when acquired: 1 means any nonzero, 0 means zero                 */
    sym why;
    sym file;
    uint32_t line;
};

/* What a test teaches about the context. */
#define RULE_FACT_KINDS(X)                                                                                   \
    X(INTERRUPT, "interrupt")           /* in_interrupt(), in_irq(): true means interrupt context        */  \
    X(ATOMIC, "atomic")                 /* in_atomic(): true means that preemption is off                */  \
    X(IRQS_OFF, "irqs-off")             /* irqs_disabled(): true means that interrupts are off           */  \
    X(TASK, "task")                     /* in_task(): true means no interrupt; locks do not matter to it */  \
    X(CAN_SLEEP, "can-sleep")           /* preemptible(): true means it may sleep                        */  \
    X(BLOCKING, "blocking")             /* gfpflags_allow_blocking(arg): true iff the flags let it sleep */  \
    X(VMALLOC, "vmalloc")               /* is_vmalloc_addr(arg): true iff it is vmalloc memory           */  \
    X(ORIGIN, "origin")                 /* it settles by hand how the memory `arg` is to be released     */  \
    X(ASSERT_ATOMIC, "assert-atomic")   /* cant_sleep(): from here on it is atomic                       */  \
    X(HELD, "held")                     /* lockdep_assert_held(arg): the caller holds the lock           */  \
    X(RELEASED, "released")             /* __releases(arg): what its body does says more               */    \
    X(LAST_REFERENCE, "last-reference") /* refcount_dec_and_test(): true means that nobody else has one  */
enum rule_fact_kind {
#define X(id, text) RULE_FACT_##id,
    RULE_FACT_KINDS(X)
#undef X
};
struct rule_fact {
    uint8_t kind;
    int16_t arg;
    bool macro; /* the frontend lowers the macro of this name as a call                        */
    sym why;
    sym file;
    uint32_t line;
};

/* A call, or an assignment to a field, that hands a callback over to be called in a context. */
struct rule_callback {
    uint32_t id;
    int16_t arg;     /* the argument that is the callback (calls only)                                   */
    uint8_t context; /* enum rule_context                                                           */
    sym member;      /* calls only: the argument points to an object that has the callback in this
                        field: "notifier_block.notifier_call"; or SYM_NONE                     */
    struct rule_when when;   /* only if this holds for the registering call                          */
    sym unless_field;        /* fields only: a field that makes the callback `process` when it is set:
                                "snd_pcm.nonatomic"; or SYM_NONE                                       */
    uint64_t unless_bits;    /* if any of these bits is set in it                                      */
    struct rule_given given; /* how it is called in that context                                     */
    int16_t null_arg;        /* an argument that is NULL there; or RULE_NO_ARG                       */
    bool likely;             /* the contract depends on a mode that is not visible: findings are `likely`   */
    sym what;                /* how the chain names it: "interrupt handler", "timer callback"               */
    sym why;
    sym file;
    uint32_t line;
};

/* A mend that fits some findings. Lists end with SYM_NONE; NULL: any. */
struct rule_advice {
    const sym *checks, *fns, *families, *whats;
    bool flags; /* only for calls that take gfp flags                                           */
    sym text;   /* with RULE_BLANKS to fill in                                                  */
    sym file;
    uint32_t line;
};

/* What a text of advice leaves open: X(id, text) */
#define RULE_BLANKS(X) X(CALLEE, "{callee}") X(ORIGIN, "{origin}") X(RELEASE, "{release}")
enum rule_blank {
#define X(id, text) RULE_BLANK_##id,
    RULE_BLANKS(X)
#undef X
        RULE_BLANKS_COUNT
};

/* A finding, as far as advice depends on it; SYM_NONE where something does not apply. */
struct rule_case {
    sym check;  /* its id                                                                       */
    sym fn;     /* base name of what is called                                                  */
    sym family; /* of the memory                                                                */
    sym what;   /* the callback that it is in: rule_callback.what                               */
    bool flags; /* what is called takes gfp flags                                               */
    sym blanks[RULE_BLANKS_COUNT]; /* CALLEE: as the source names it; ORIGIN: what begins the atomic
                                      region, in the function or one that calls it; RELEASE: the function that
                                      releases the memory */
};

/* All that is known of one function's (or lowered macro's) base name. */
struct rule_fn {
    sym name;
    const struct rule_alloc *alloc;
    const struct rule_release *release;
    const struct rule_lock **locks;
    uint32_t nlocks; /* spin_lock_irq has one row; several are allowed */
    const struct rule_sleep **sleeps;
    uint32_t nsleeps;
    const struct rule_fact *fact;
    const struct rule_callback **callbacks;
    uint32_t ncallbacks;
    const struct rule_use **uses;
    uint32_t nuses;
    const struct rule_flags **flags;
    uint32_t nflags;
    bool never_sleeps; /* a row says that it does not sleep whatever its body or arguments look like       */
    bool noreturn;
    bool waits;       /* others run before it returns, and store what they like                            */
    bool ignore_body; /* the rows say all: do not look into the body. True for any row above but a callback */
    int16_t zeroes;   /* what this argument points to is zero behind it, if the next argument is 0; or
                         RULE_NO_ARG */
    int16_t returns_arg; /* returns this argument (spinlock_check), or RULE_NO_ARG                     */
    int16_t order_of;    /* returns the order of pages that this size takes (get_order), or RULE_NO_ARG */
    sym puts;            /* stores an argument in this field, "record.field"; or SYM_NONE              */
    int16_t puts_arg;    /* that argument                                                              */
    int16_t passes_arg;  /* an argument that it hands to the function in another one, now or later       */
    int16_t passes_to;   /* that other one, or RULE_NO_ARG                                             */
    sym likely;    /* what its body does depends on a mode that the call does not show: why; or SYM_NONE */
    int16_t nargs; /* these rows hold for calls with that many arguments only, or RULE_NO_ARG: for all  */
    const struct rule_fn *variant; /* the next of the rows for other numbers of arguments, or NULL    */
};

struct rules;

struct rules_version {
    unsigned major, minor;
}; /* 0.0: unknown; rows for the newest kernels hold */

#define RULES_FOLDER "rules/linux" /* in the program's data: data_path() */

/* Loads every *.yaml of `dir` (NULL: RULES_FOLDER) and the files in `extra` (NULL-terminated or NULL). NULL
 * and an error "file:line: rule 'name': reason" if a file is wrong; nothing is loaded then. */
struct rules *rules_load(const char *dir, const char *const *extra, struct rules_version version,
                         GError **error);
void rules_free(struct rules *r);

/* NULL if nothing is known of it. */
const struct rule_fn *rules_fn(const struct rules *r, sym base_name);
/* The same for a call with `nargs` arguments: some functions of the allocator have one more in some
 * configurations. */
const struct rule_fn *rules_call(const struct rules *r, sym base_name, unsigned nargs);
/* The contract of an operations-table field ("net_device_ops.ndo_start_xmit") or of a callback field
 * ("urb.complete"); NULL if there is none. */
const struct rule_callback *rules_field(const struct rules *r, sym record_field);

/* The advice that fits best: that for what is called, and that for the place. SYM_NONE if none fits. */
sym rules_advise(const struct rules *r, const struct rule_case *c);
/* All advice, in the order of the files; of struct rule_advice *. */
const GPtrArray *rules_advice(const struct rules *r);

/* The family of what the function allocates; SYM_NONE if it allocates nothing. */
sym rules_family(const struct rules *r, sym base_name);

/* What memory must not come to by being stored in the field; NULL if there is nothing of it. */
const struct rule_use *rules_field_use(const struct rules *r, sym record_field);

/* Of the content of all files that were loaded, and of the kernel's version: equal for equal rules. */
const char *rules_hash(const struct rules *r);

/* The rule of that kind and number; NULL if there is none. Numbers are the same for the same files and the
 * same kernel version, in any process. */
const void *rules_by_id(const struct rules *r, enum rule_kind kind, uint32_t id);

/* What it means that a lock of this type is held: "struct spinlock *", a pointer to the compiler's own name
 * of the type, as in ir_var.type. */
enum rule_held { RULE_HELD_UNKNOWN, RULE_HELD_ATOMIC, RULE_HELD_SLEEPING };
enum rule_held rules_held(const struct rules *r, sym pointer_type);

/* Names that the frontend must know: macros lowered as calls, macros whose value is wanted, and macros that
 * change only what is printed. */
const sym *rules_macros(const struct rules *r, uint32_t *n);
const sym *rules_probes(const struct rules *r, uint32_t *n);
const sym *rules_messages(const struct rules *r, uint32_t *n);

/* Whether what is wrong in the file (relative to the source root) is meant to be. */
bool rules_on_purpose(const struct rules *r, sym file);

/* Scalars under `settings:`. */
sym rules_gfp_bit(const struct rules *r);   /* probed macro: "__GFP_DIRECT_RECLAIM"               */
sym rules_zero_bit(const struct rules *r);  /* "__GFP_ZERO"; or SYM_NONE                          */
sym rules_page_size(const struct rules *r); /* "PAGE_SIZE"; or SYM_NONE                        */
/* Fields that do not change which lock is meant ("spinlock.rlock"): left out of access paths. */
bool rules_transparent_field(const struct rules *r, sym record_field);

#endif
