/* The headers that a new prelude would have, inside the growing of a plan only.
 *
 * Needs prelude_plan.h; counts how many units include each header, and of those that enough of them include
 * makes the text of a prelude, with what it would cost and save.
 */
#ifndef GFPCHECK_FRONTEND_PRELUDE_WISH_H
#define GFPCHECK_FRONTEND_PRELUDE_WISH_H

#include "frontend/prelude_plan.h"

struct use {
    uint32_t units;             /* that reach the header         */
    uint32_t child, here, most; /* in the current, in one folder */
    double position;            /* sum over units: 0 is the first file that they read, 1 the last */
};

struct growth {
    struct prelude_plan *plan;
    GArray *uses;    /* of struct use, by id   */
    GArray *counted; /* of uint32_t: ids with uses */
    struct source_set reached;
};

struct wish {
    GArray *tops;            /* of struct prelude_top                       */
    GArray *order;           /* of uint32_t: ids, to be sorted              */
    struct source_set files; /* what it would have for certain              */
    double saved, cost;
};

/* The part of a file's path that follows the folder. */
const char *below_folder(const char *folder, const char *file);
/* Whether the file lies in the folder itself. */
bool is_leaf_file(const char *folder, const char *file);
/* Whether both lie in one folder below. */
bool same_child(const char *folder, const char *a, const char *b);

/* Whether a folder with so many of the units gets no prelude of its own: the one around does for it. */
bool is_most(guint units, guint all);

/* Counts what the units (struct command *) of the folder include, but for what is in `covered`. */
void wish_count(struct growth *g, const GPtrArray *units, const char *folder,
                const struct source_set *covered);
struct use *wish_use(struct growth *g, uint32_t id);
/* Seconds to parse the header. */
double wish_cost(const struct growth *g, uint32_t id);

void wish_init(struct wish *w);
void wish_clear(struct wish *w);
/* Of the headers counted, those that are wanted by `share` of the units. */
void wish_make(struct growth *g, const GPtrArray *units, double share, const struct search *search,
               const struct source_set *covered, struct wish *w);

#endif
