/* From parsed rule files to the tables of rules.h: what rules.c, row.c, memory.c, context.c and advice.c
 * share.
 *
 * A draft gathers what all files say of one function; contradictions are found when a row is added. Tables
 * are made of the drafts when all files are in.
 */
#ifndef GFPCHECK_RULES_BUILD_H
#define GFPCHECK_RULES_BUILD_H

#include "base/arena.h"
#include "rules/rules.h"
#include "rules/schema.h"

enum { RULE_MAX_ARG = 15 };

/* What is known so far of one function. */
struct draft {
    struct rule_fn fn;
    GPtrArray *locks, *sleeps, *callbacks, *families, *uses, *flags;
    const char *alloc_place, *release_place, *fact_place; /* "file:line" of the row that was first */
};

struct build {
    struct arena *arena;
    struct rules_version version;
    GHashTable *drafts;   /* sym -> struct draft; of those with `nargs`, the sym of "name/nargs" */
    GHashTable *fields;   /* sym -> struct rule_callback */
    GHashTable *uses;     /* sym -> struct rule_use, of fields */
    GHashTable *families; /* sym -> struct rule_family */
    GHashTable *locks;    /* sym -> "file:line" of the lock of that name */
    GHashTable *held;     /* sym of a pointer type -> enum rule_held */
    GHashTable *transparent;
    GPtrArray **rules;                               /* by enum rule_kind: the rules by number */
    GArray *macros, *probes, *messages, *on_purpose; /* sym */
    GPtrArray *advice;                               /* struct rule_advice */
    GPtrArray *spread;                               /* struct spread: flags of families */
    GChecksum *content;                              /* of all that was read */
    sym gfp_bit, zero_bit, page_size;
    sym gfp_file; /* the first row that needs gfp_bit, or SYM_NONE */
    uint32_t gfp_line;
    /* the file at hand */
    const char *path;
    sym file;
    const struct locations *where;
    GError **error;
};

/* Flags of whole families. */
struct spread {
    struct rule_flags *flags;
    const sym *families; /* ended by SYM_NONE */
    sym owner;           /* name of a family, or SYM_NONE */
};

/* The row at hand. */
struct place {
    const struct raw_row *row;
    const char *name; /* how errors name it */
    uint32_t line;
    sym why;    /* its own, or its group's */
    bool holds; /* for the kernel version at hand; if not, it is checked but not added */
};

/* Sets the build's error at the place; always false. */
bool row_fail(const struct build *b, const struct place *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Starts with the row at `path`: its place, names, reason and version. `group` is NULL outside of one. */
bool row_open(struct build *b, struct place *at, const char *path, const struct raw_row *row,
              const struct raw_group *group);
/* Opens each of a section's rows, and adds it. False at the first error. */
bool row_each(struct build *b, const char *section, const struct raw_row *rows, unsigned n,
              bool (*add)(struct build *b, const struct place *at));
/* An argument's index; RULE_NO_ARG if `value` is NULL. */
bool row_arg(const struct build *b, const struct place *at, const char *key, const int *value, int16_t *out);
bool row_when(struct build *b, const struct place *at, struct rule_when *out);
bool row_given(struct build *b, const struct place *at, struct rule_given *out);
/* "__ >= 5.11, < 6.13 __": whether `version` is in the range; false if it is no range. */
bool row_holds(const char *text, struct rules_version version, bool *holds);
/* The next version in such a range, which *text is moved behind; false if there is none. */
bool row_next_bound(const char **text, struct rules_version *out);
/* Which check a sleeper belongs to. */
enum rule_sleep_kind row_sleep_kind(const struct raw_row *row);
/* The names of a list, ended by SYM_NONE; NULL if the key is absent. */
const sym *row_syms(const struct build *b, char *const *names, unsigned n);
/* "record.field" or an identifier. */
bool row_is_name(const char *text);
bool row_is_field(const char *text);
/* "name.yaml:7": how errors name another row. */
const char *row_where(sym file, uint32_t line);
/* The draft of the row's function `name`: of all calls, or of those with the row's number of arguments. */
struct draft *build_draft(struct build *b, const struct place *at, const char *name);
void build_probe(struct build *b, sym name);
/* The number of a new rule. */
uint32_t build_number(struct build *b, enum rule_kind kind, void *rule);

/* One section of a file each. */
bool build_families(struct build *b, const struct raw_file *f);
bool build_locks(struct build *b, const struct raw_file *f);
bool build_sleepers(struct build *b, const struct raw_file *f);
bool build_facts(struct build *b, const struct raw_file *f);
bool build_callbacks(struct build *b, const struct raw_file *f);
bool build_functions(struct build *b, const struct raw_file *f);
bool build_linear(struct build *b, const struct raw_file *f);
bool build_flags(struct build *b, const struct raw_file *f);
bool build_advice(struct build *b, const struct raw_file *f);

/* Gives the flags of families to the functions that allocate their memory, once all files are in. */
bool build_spread_flags(const struct build *b);
/* Whether advice is about things that there are, once all files are in. */
bool build_check_advice(const struct build *b);

/* Adds to every function of the row that it sleeps as the row says. */
bool build_sleep(struct build *b, const struct place *at, enum rule_sleep_kind kind);

#endif
