/* From a parsed unit to an ir_unit: its own functions, initialisers and probes, and the header inlines that
 * these reach.
 *
 * Needs lower.h; keeps header functions for the life of the frontend, so that those of a prelude are lowered
 * once for all units that are parsed on it. Others may be what the unit's own macros made of them.
 */
#ifndef GFPCHECK_FRONTEND_UNIT_H
#define GFPCHECK_FRONTEND_UNIT_H

#include "frontend/frontend.h"
#include "frontend/lower.h"
#include "frontend/tu.h"

struct header_cache;

struct header_cache *header_cache_new(void);
void header_cache_free(struct header_cache *cache);

/* `flags` is parse_flags_hash(); `scratch` is reset for each function. NULL if a function is `missing` in
 * `tu`. */
struct ir_unit *unit_build(struct header_cache *cache, struct tu *tu, const struct frontend_options *options,
                           guint flags, struct arena *arena, struct arena *scratch);

#endif
