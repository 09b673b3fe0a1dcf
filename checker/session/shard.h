/* A part of the units, for one machine of several.
 *
 * Needs db.h and inputs.h. A shard's database holds what its units were parsed to; linking, and with it every
 * finding, waits for the database that all shards are merged into. Inside session/ only.
 */
#ifndef GFPCHECK_SESSION_SHARD_H
#define GFPCHECK_SESSION_SHARD_H

#include "session/session.h"

/* Leaves of the commands those of shard `shard` (from 1) of `shards`: each is in one of them, whatever the
 * order of the inputs, and the numbers differ by one at most. */
void shard_select(struct inputs *in, unsigned shard, unsigned shards);

/* Brings the shard's database up to date with the inputs. An error if it is not all there at the end. */
bool shard_run(struct gfpcheck_session *s, GError **error);

/* Says that the database is (again) that of a whole program. */
void shard_leave(struct store *s);

/* Whether the databases (struct store *) that are shards are finished, of one division, and all there. */
bool shard_are_all(const GPtrArray *stores, GError **error);

#endif
