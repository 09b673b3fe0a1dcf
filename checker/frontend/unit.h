/* From a parsed unit to an ir_unit: its own functions, initialisers and probes, and the header inlines that
 * these reach.
 *
 * Needs lower.h.
 */
#ifndef GFPCHECK_FRONTEND_UNIT_H
#define GFPCHECK_FRONTEND_UNIT_H

#include "frontend/frontend.h"
#include "frontend/lower.h"
#include "frontend/tu.h"

/* Into `arena`; `scratch` is reset for each function. */
struct ir_unit *unit_build(struct tu *tu, const struct frontend_options *options, struct arena *arena,
                           struct arena *scratch);

#endif
