/* Parsing in worker processes. Inside session/ only.
 *
 * Needs session.h; gives units in the session's program database.
 */
#ifndef GFPCHECK_SESSION_WORK_H
#define GFPCHECK_SESSION_WORK_H

#include "session/session.h"

/* Builds the preludes of the plan, then parses the units (of struct command *) in that order. A unit that
 * fails is noted in the database if it could be parsed at all, else in the report. */
void work_parse(struct gfpcheck_session *s, const GPtrArray *commands, struct prelude_plan *plan);

#endif
