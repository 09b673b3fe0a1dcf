/* Inside of program/: one run over the program database.
 *
 * knowledge.c has the functions' IR and what is known of them at hand, and keep.c writes back what is new;
 * mark.c says what is to be done; solve.c makes summaries bottom-up, rounds.c in worker processes; fields.c
 * knows what fields hold; entries.c judges functions by the contexts that they are entered in; program.c is
 * the order of it all.
 */
#ifndef GFPCHECK_PROGRAM_INSIDE_H
#define GFPCHECK_PROGRAM_INSIDE_H

#include "analysis/analysis.h"
#include "base/pool.h"
#include "base/shelf.h"
#include "program/folders.h"
#include "program/graph.h"
#include "program/order.h"
#include "program/program.h"

/* Summaries are made twice where it matters: first without knowing what fields hold, then with what the first
 * round says of the functions in the fields. So the order of work is that of direct calls alone. */
enum round { DIRECT, INDIRECT, ROUNDS };

/* Bytes that somebody else owns; data NULL: none. */
struct span {
    const void *data;
    size_t size;
};

/* Ids of STATE blobs: see fields.c, mark.c. */
enum { STATE_FIELDS = 1, STATE_RECURSIONS };

/* What is known of one function. */
struct result {
    uint64_t hash[ROUNDS];                 /* of the summary's bytes; 0: there is none     */
    struct span summary[ROUNDS];           /* packed; INDIRECT: none if it is the same     */
    struct span registrations;             /* packed                                       */
    struct span violations, calls, fields; /* packed; only of functions solved in this run */
    bool sleeps;                           /* has a sleeping event in the first round      */
    bool renewed, solved;                  /* in this run                                  */
};

/* What is known of a part, in this process. */
struct knowledge {
    GBytes *bytes;            /* of the database; `before` points into it             */
    struct result *before;    /* its functions, in the outline's order; NULL: nothing */
    uint64_t modes;           /* as of the database: see entries.c                    */
    const struct ir_unit *ir; /* of a unit; or NULL: not open */
    struct ir_func *header;
    bool loaded; /* the three above */

    /* what this run has to do, and has done */
    bool fresh;             /* its IR is new                                        */
    bool solved;            /* one of its functions was                             */
    bool enter, entered;    /* its registrations are to be judged anew; were        */
    bool broken;            /* not all could be analysed: next time again           */
    GBytes *entries;        /* packed violations of its registrations, if entered   */
    uint64_t entered_modes; /* likewise                                             */
    bool stores;            /* what it puts into fields, or takes out, is another   */
    bool claim, claimed;    /* its releases of memory are to be judged anew; were   */
    GBytes *claims;         /* packed violations of these, if claimed               */
};

struct program {
    const struct rules *rules;
    struct store *store;
    bool owns_store;
    struct program_options options;
    struct analysis *analysis;
    struct graph *graph;
    struct knowledge *knowledge; /* by part */
    struct fields *fields;
    struct shelf *shelf;
    struct result *results; /* by node, on the shelf: what was solved in this run; NULL outside of one */
    bool *dirty[ROUNDS];    /* by node */
    GHashTable *removed;    /* links of functions whose unit was forgotten               */
    struct folders *shrunk; /* of units that were forgotten                              */
    bool is_smaller;        /* there was one                                             */
    GHashTable *stored;     /* fields that units use in another way than before          */
    uint32_t lost;          /* store_lost() before                                       */
    GPtrArray *failures;    /* of struct program_failure *                            */

    /* the component being solved */
    node_id current;
    enum round round;
    const node_id *members;
    const struct summary **live; /* by member */
    uint32_t nmembers;

    /* in this process */
    struct arena *ir_arena, *summary_arena, *solve_arena, *violation_arena;
    const struct summary **open[ROUNDS]; /* by node, in summary_arena        */
    GArray *open_parts;                  /* numbers of those with IR in ir_arena */
    uint64_t probes;                     /* outline.probes that the analysis has been told */
    bool has_probes;
    GPtrArray *violations; /* what was asked for last */
    struct program_work work;
};

/* ---- program.c ---- */

/* Reads all outlines; what is known from now on is about them. */
void program_open_graph(struct program *p);
/* A function, or a part's registrations, could not be analysed. */
void program_fail(struct program *p, uint32_t part, const char *what, const char *reason);
/* In a worker, after a job: ends it if the database has lost something that the job should have known. */
void program_check_worker(const struct program *p);
/* For pools that work for the program. */
struct pool_options program_pool(const struct program *p, uint32_t jobs);

/* ---- knowledge.c ---- */

void knowledge_open(struct program *p);
void knowledge_close(struct program *p);
struct knowledge *knowledge_at(struct program *p, uint32_t part);
/* As the database has it, and with what this run has found. */
const struct result *knowledge_before(struct program *p, node_id n);
const struct result *knowledge_of(struct program *p, node_id n);
/* Whether it was solved in this run. */
bool knowledge_is_new(const struct program *p, node_id n);
/* The function's result in this run, to be written; as it was before at first. */
struct result *knowledge_renew(struct program *p, node_id n);
/* On the shelf; frees the packer. */
struct span knowledge_span(struct program *p, struct packer *packer);
/* NULL if there is none. Valid until knowledge_trim(). */
const struct summary *knowledge_summary(struct program *p, node_id n, enum round round);
/* Valid until knowledge_trim(); NULL if the database has lost it. Sets the probes of the analysis, too. */
const struct ir_func *knowledge_ir(struct program *p, node_id n);
const struct ir_unit *knowledge_unit(struct program *p, uint32_t part);
/* Makes room: forgets IR and open summaries if there are many. */
void knowledge_trim(struct program *p);
/* Link names' hashes of the functions that the database has results of, for a unit or a version of it that is
 * no more. */
void knowledge_links(struct store *s, uint32_t unit, GHashTable *out);

/* ---- keep.c ---- */

/* Puts what is new into the database. */
void keep_results(struct program *p);
/* What was to be done is to be done next time. */
void keep_nothing(struct program *p);

/* ---- lists.c: in packed form ---- */

/* NULL for an empty list. */
struct packer *pack_violations(GPtrArray *violations);
struct packer *pack_registrations(GPtrArray *registrations);
struct packer *pack_calls(GPtrArray *calls);
/* A call site of the database: struct call_site with the callee by its sym_hash(). */
struct known_site {
    uint64_t callee;
    struct ir_loc loc;
    uint8_t bits;
    sym origin;
    uint32_t origin_line;
};
void unpack_calls(struct span packed, struct arena *arena, GPtrArray *out);
void unpack_violations(struct program *p, struct span packed, struct arena *arena, GPtrArray *out);
void unpack_registrations(struct program *p, struct span packed, struct arena *arena, GPtrArray *out);
uint64_t unpack_hash(struct unpacker *u);
struct span unpack_span(struct unpacker *u);
void pack_span(struct packer *p, struct span s);

/* ---- memory.c: memory in fields, over the whole program ---- */

struct packer *pack_field_notes(GPtrArray *notes);
/* Notes of a unit as they were or are, where these differ; NULL: none. */
void memory_differs(struct program *p, GBytes *notes);
/* Brings together who allocates and who releases: in parts that are to be judged anew, and where what is
 * stored has become another. Notes are those of the database. */
void memory_judge(struct program *p);
/* Parts that the forgotten units may have stored something for. */
void memory_mark(struct program *p);

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

/* ---- mark.c ---- */

/* What is new, and who refers to what came or went. */
void mark_new(struct program *p);
/* Functions whose recursion is another one than before, among those of the order. */
void mark_recursions(struct program *p, const struct order *o);
void mark_callers(struct program *p, node_id n, enum round round);

/* ---- solve.c ---- */

/* Whether the component must be solved in this round; if not, what there is to do is done. */
bool solve_needed(struct program *p, const node_id *members, uint32_t n, enum round round);
/* May be done by a worker. */
void solve_component(struct program *p, const node_id *members, uint32_t n, bool recursive, enum round round);
/* What follows from it for others. */
void solve_finish(struct program *p, const node_id *members, uint32_t n, enum round round);
/* In place of solving what can't be. */
void solve_give_up(struct program *p, const node_id *members, uint32_t n, enum round round,
                   const char *reason);

/* ---- rounds.c ---- */

/* False if it was stopped. */
bool rounds_run(struct program *p, enum round round);

/* ---- modes.c ---- */

/* The modes that the code of a part, and of its folder, sets. */
struct modes;
struct modes *modes_new(struct program *p, uint32_t part);
void modes_free(struct modes *m);
/* Whether a mode may be set that lets the callback sleep. */
bool modes_may_sleep(struct modes *m, const struct registration *r);
/* Which of the modes that rules ask for the part itself sets, in one number. */
uint64_t modes_number(struct modes *m);

/* ---- entries.c ---- */

/* False if it was stopped. */
bool entries_judge(struct program *p);
/* Puts the function in place of an object of `unit` (or NULL) that holds it; false if it is not known. */
bool registration_settle(struct registration *r, const struct ir_unit *unit);
/* Those of folders that have lost a unit are to be judged. */
void entries_mark(struct program *p);

#endif
