/* The order in which summaries are made: callees before their callers, recursions together.
 *
 * Needs graph.h.
 */
#ifndef GFPCHECK_PROGRAM_ORDER_H
#define GFPCHECK_PROGRAM_ORDER_H

#include "program/graph.h"

/* Strongly connected components, callees first: the functions of component i are
 * nodes[start[i] .. start[i + 1]). Within one they are in an order that is the same in any database. */
struct order {
    node_id *nodes;
    uint32_t *start, ncomponents;
};

/* Of the functions that `seeds` (by node) says, and all that call these, directly or not: what they do may be
 * another thing if what a seed does is. */
struct order *order_new(const struct graph *g, const bool *seeds);
void order_free(struct order *o);

/* Whether a component calls itself. */
bool order_recursive(const struct order *o, const struct graph *g, uint32_t component);

#endif
