/* The call graph of the whole program: functions as numbers, who refers to whom, and the order in which
 * summaries are made.
 *
 * Needs outline.h and store.h; gives a graph of all outlines in the program database, as they are at the
 * time. No IR is read. A part is a unit, or a header function of its own.
 */
#ifndef GFPCHECK_PROGRAM_GRAPH_H
#define GFPCHECK_PROGRAM_GRAPH_H

#include "program/outline.h"
#include "program/store.h"

typedef uint32_t node_id;

#define NO_NODE ((node_id)UINT32_MAX)
#define NO_PART UINT32_MAX

struct part {
    uint32_t id; /* in the database: of a unit or of a header function           */
    bool is_header;
    node_id first;    /* its functions are first .. first + outline.nfuncs - 1       */
    uint32_t user;    /* of a header function: a unit that has it, by its part; else itself */
    const char *file; /* of a unit                                                   */
    GBytes *bytes;
    struct outline outline;
    node_id *externs; /* what outline.externs resolve to, NO_NODE for what has no body */
};

struct graph {
    struct part *parts; /* units by their file, then header functions by their link name */
    uint32_t nparts, nunits;
    GArray *unused;    /* ids of header functions in the database that no unit has */
    uint32_t *part_of; /* by node */
    uint32_t nnodes;
    uint32_t *header_parts; /* by id of the header function; NO_PART */
    uint32_t nheader_parts;
    /* strongly connected components, callees first: the nodes of component i are
     * order[start[i] .. start[i + 1]) */
    node_id *order;
    uint32_t *start, ncomponents;
    uint32_t *caller_start; /* callers of node n: callers[caller_start[n] .. caller_start[n + 1]) */
    node_id *callers;
};

/* Without `ordered` there are no components: for look-ups. */
struct graph *graph_new(struct store *s, bool ordered);
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
/* The function that a reference in a part means; NO_NODE if the program has no body of it. */
node_id graph_target(const struct graph *g, const struct part *p, outline_ref r);
/* The function that the link name of this hash means in function `from`, among those that it refers to. */
node_id graph_lookup(const struct graph *g, node_id from, uint64_t link);
/* A function of the part by its link name. */
node_id graph_own(const struct part *p, uint64_t link);
/* Whether the function refers to itself. */
bool graph_recursive(const struct graph *g, node_id n);

#endif
