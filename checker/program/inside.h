/* Inside of program/: one run over the program database.
 *
 * knowledge.c has the functions' IR and what is known of them at hand, and writes back what is new; fields.c
 * what fields hold; solve.c makes summaries bottom-up; entries.c judges functions by the contexts that they
 * are entered in, modes.c says what changes those; program.c is the order of it all.
 */
#ifndef GFPCHECK_PROGRAM_INSIDE_H
#define GFPCHECK_PROGRAM_INSIDE_H

#include "analysis/analysis.h"
#include "program/graph.h"
#include "program/program.h"

/* Summaries are made twice where it matters: first without knowing what fields hold, then with what the first
 * round says of the functions in the fields. So the order of work is that of direct calls alone. */
enum round { DIRECT, INDIRECT, ROUNDS };

/* What is known of one function. */
struct result {
    uint64_t hash[ROUNDS];              /* of the summary's bytes; 0: there is none             */
    GBytes *summary[ROUNDS];            /* INDIRECT: NULL if it is the same                     */
    GBytes *registrations;              /* packed; NULL: none                                   */
    GBytes *violations;                 /* packed; NULL: none; only in a part that is written   */
    GBytes *calls;                      /* packed; NULL: none; likewise                        */
    GBytes *fields;                     /* packed notes; NULL: none; likewise                   */
    const struct summary *open[ROUNDS]; /* unpacked, or NULL                             */
    uint64_t before;                    /* hash[INDIRECT] before this run                        */
    bool solved, sleeps;                /* in this run; has a sleeping event in the first round */
};

/* What is known of a part. */
struct knowledge {
    struct result *of;        /* its functions, in the outline's order; NULL: not loaded */
    GBytes *entries;          /* packed violations of its registrations                  */
    const struct ir_unit *ir; /* of a unit; or NULL: not open                           */
    struct ir_func *header;
    bool written; /* has new results: violations are loaded             */
    bool enter;   /* its registrations are to be judged anew             */
};

struct program {
    const struct rules *rules;
    struct store *store;
    bool owns_store;
    struct analysis *analysis;
    struct graph *graph;
    struct knowledge *knowledge; /* by part */
    struct fields *fields;
    uint8_t *dirty;  /* by node: 1 << enum round */
    GArray *removed; /* links of functions whose unit was forgotten */
    bool shrunk;     /* a unit was forgotten                        */

    /* the component being solved */
    node_id current;
    enum round round;
    const node_id *members;
    const struct summary **live; /* by member */
    uint32_t nmembers;

    struct arena *ir_arena, *summary_arena, *solve_arena, *violation_arena;
    GPtrArray *open_results; /* struct result * with summaries in summary_arena */
    GArray *open_parts;      /* of part numbers with IR in ir_arena             */
    const struct ir_unit *probes_of;
    GPtrArray *violations; /* what was asked for last */
    struct program_work work;
};

/* ---- program.c ---- */

/* Reads all outlines; what is known from now on is about them. */
void program_open_graph(struct program *p, bool ordered);

/* ---- knowledge.c ---- */

void knowledge_open(struct program *p);
void knowledge_close(struct program *p);
struct result *knowledge_of(struct program *p, node_id n);
/* NULL if there is none. Valid until knowledge_trim(). */
const struct summary *knowledge_summary(struct program *p, node_id n, enum round round);
/* Valid until knowledge_trim(); NULL if the database has lost it. Sets the probes of the analysis, too. */
const struct ir_func *knowledge_ir(struct program *p, node_id n);
const struct ir_unit *knowledge_unit(struct program *p, uint32_t part);
/* Makes room: forgets IR and open summaries if there are many. */
void knowledge_trim(struct program *p);
/* The part has new results from now on. */
struct knowledge *knowledge_write(struct program *p, uint32_t part);
/* Links of the functions that the database has results of, for a unit whose IR has changed since. */
GHashTable *knowledge_links(struct program *p, uint32_t part);
/* Puts what is new into the database. */
void knowledge_put(struct program *p);
/* ---- lists.c: in packed form; NULL for empty ones ---- */

GBytes *pack_violations(GPtrArray *violations);
GBytes *pack_registrations(GPtrArray *registrations);
GBytes *pack_calls(GPtrArray *calls);
/* A call site of the database: struct call_site with the callee by its sym_hash(). */
struct known_site {
    uint64_t callee;
    struct ir_loc loc;
    uint8_t bits;
    sym origin;
    uint32_t origin_line;
};
void unpack_calls(GBytes *packed, struct arena *arena, GPtrArray *out);
void unpack_violations(struct program *p, GBytes *packed, struct arena *arena, GPtrArray *out);
void unpack_registrations(struct program *p, GBytes *packed, struct arena *arena, GPtrArray *out);

/* ---- memory.c: memory in fields, over the whole program ---- */

GBytes *pack_field_notes(GPtrArray *notes);
/* Brings together who allocates and who releases, if anything is new; puts the violations into the database.
 */
void memory_judge(struct program *p);
/* Those of the last time, appended; allocated in `arena`. */
void memory_violations(struct program *p, struct arena *arena, GPtrArray *out);

/* ---- fields.c ---- */

struct fields;
struct fields *fields_new(struct program *p);
void fields_free(struct fields *f);
/* After the first round: learns what the functions in the fields do, and marks the users of those fields
 * where that has changed. */
void fields_learn(struct program *p);
/* In place of that, for a program that was analysed before: what was learned then. */
void fields_recall(struct program *p);
/* The functions in the field, if every one of them may sleep; else none. */
unsigned fields_targets(struct program *p, uint64_t field, const node_id **out);
/* Marks parts that put a changed function into a field. */
void fields_mark_entries(struct program *p);

/* ---- solve.c ---- */

void solve_mark(struct program *p);
void solve_round(struct program *p, enum round round);
void mark_callers(struct program *p, node_id n, enum round round);

/* ---- modes.c ---- */

/* The modes that the code of a part, and of its folder, sets. */
struct modes;
struct modes *modes_new(struct program *p, uint32_t part);
void modes_free(struct modes *m);
/* Whether a mode may be set that lets the callback sleep. */
bool modes_may_sleep(struct modes *m, const struct registration *r);
/* Whether two files are in one folder. */
bool same_folder(const char *a, const char *b);

/* ---- entries.c ---- */

void entries_judge(struct program *p);
/* Puts the function in place of an object of `unit` (or NULL) that holds it; false if it is not known. */
bool registration_settle(struct registration *r, const struct ir_unit *unit);

#endif
