/* The call graph of the whole program: functions as numbers, and who refers to whom.
 *
 * Needs outline.h and store.h; gives a graph of all outlines in the program database, as they are at the
 * time. No IR is read. A part is a unit, or a header function of its own.
 */
#ifndef GFPCHECK_PROGRAM_GRAPH_H
#define GFPCHECK_PROGRAM_GRAPH_H

#include "base/arena.h"
#include "program/outline.h"
#include "program/store.h"

typedef uint32_t node_id;

#define NO_NODE ((node_id)UINT32_MAX)
#define NO_PART UINT32_MAX

struct part {
    uint32_t id; /* in the database: of a unit or of a header function           */
    bool is_header;
    uint64_t hash; /* of a header function: what it is named by; of a unit: of its file's name */
    node_id first; /* its functions are first .. first + outline.nfuncs - 1       */
    uint32_t user; /* of a header function: a unit that has it, by its part; else itself */
    struct outline outline;
    const void *bytes; /* of the outline */
    uint32_t size;
    const node_id *externs; /* what outline.externs mean, NO_NODE for what has no body */
    const node_id *targets; /* what outline.refs mean, likewise                        */
};

struct graph {
    struct arena *arena;
    GBytes *image;      /* what graph_open() found: the arrays but `parts` lie in it; or NULL */
    struct part *parts; /* units by their file, then header functions by their link name */
    uint32_t nparts, nunits;
    GArray *unused;          /* ids of header functions in the database that no unit has */
    const uint32_t *part_of; /* by node */
    uint32_t nnodes;
    const uint32_t *header_parts; /* by id of the header function; NO_PART */
    uint32_t nheader_parts;
    const uint32_t *caller_start; /* callers of node n: callers[caller_start[n] .. caller_start[n + 1]) */
    const node_id *callers;       /* once for each reference                                          */
};

/* Of all outlines in the database, as they are now. */
struct graph *graph_new(struct store *s);
/* The same, as it was kept beside the database if the outlines are the same since. */
struct graph *graph_open(struct store *s);
void graph_keep(const struct graph *g, struct store *s);
void graph_free(struct graph *g);

static inline const struct part *graph_part(const struct graph *g, node_id n)
{
    return &g->parts[g->part_of[n]];
}
static inline const struct outline_func *graph_func(const struct graph *g, node_id n)
{
    const struct part *p = graph_part(g, n);
    return &p->outline.funcs[n - p->first];
}
static inline uint64_t graph_link(const struct graph *g, node_id n)
{
    return graph_func(g, n)->link;
}
/* Functions that it refers to, NO_NODE among them; as many as graph_func()->nrefs. */
static inline const node_id *graph_targets(const struct graph *g, node_id n)
{
    return graph_part(g, n)->targets + graph_func(g, n)->refs;
}
/* The function that a reference in a part means; NO_NODE if the program has no body of it, or if several are
 * equally near. */
node_id graph_target(const struct graph *g, const struct part *p, outline_ref r);
/* The function that the link name of this hash means in function `from`, among those that it refers to. */
node_id graph_lookup(const struct graph *g, node_id from, uint64_t link);
/* A function of the part by its link name. */
node_id graph_own(const struct part *p, uint64_t link);
/* Which function it is, in one number that does not change with the rest of the program. */
uint64_t graph_identity(const struct graph *g, node_id n);
/* Whether the function refers to itself. */
bool graph_recursive(const struct graph *g, node_id n);

#endif
