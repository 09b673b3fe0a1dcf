/* Initialiser lists, walked as C reads them: designators, positions, omitted braces.
 *
 * Needs tu.h; calls back for each scalar (or whole aggregate) value with the path to where it goes.
 */
#ifndef GFPCHECK_FRONTEND_INIT_H
#define GFPCHECK_FRONTEND_INIT_H

#include "frontend/tu.h"

/* From the innermost step outwards; NULL is the object itself. */
struct init_path {
    const struct init_path *outer;
    const struct tu_field *field; /* NULL: an element */
    int64_t index;
};

struct init_walk {
    struct tu *tu;
    struct arena *scratch;
    void (*value)(void *data, const struct init_path *path, CXType type, CXCursor value);
    /* After each element of an array, if not NULL. */
    void (*element)(void *data, int64_t index);
    void *data;
};

/* `list` is the InitListExpr of an object of that aggregate type, which `path` leads to. */
void init_walk(const struct init_walk *w, CXType type, const struct init_path *path, CXCursor list);

#endif
