/* Summaries, violations and registrations in bytes and back, for the program database.
 *
 * Needs base/pack.h; gives bytes that are equal for equal results, in any process: nothing in them depends on
 * ids of names, on pointers, or on values that were looked at on the way and are of no use to a caller.
 *
 * What comes back is what callers need, and a little less than what went in: of an event's inner events there
 * are kind, rule, place, callee and flags, and at most MAX_CHAIN of them; of a signature that is not the
 * function's own there are no parameters; of the event of a violation there is as much as of an inner one.
 * So a program whose findings must not depend on what it knew before lets callers see unpacked summaries
 * only, and reports unpacked violations only.
 *
 * Rules are named by their numbers: bytes are good for the rules that they were made with. Foreign bytes are
 * refused, or give something that is safe to use.
 */
#ifndef GFPCHECK_ANALYSIS_PACK_H
#define GFPCHECK_ANALYSIS_PACK_H

#include "analysis/analysis.h"
#include "base/pack.h"

/* Inner events that are kept of an event in a summary: the outer ones, and the innermost. A violation's event
 * has one more, so that it loses nothing of an unpacked summary's. */
enum { MAX_CHAIN = 12 };

void summary_pack(struct packer *p, const struct summary *s);
/* In `arena`, as all below; NULL if the bytes are wrong: the unpacker has failed then. */
const struct summary *summary_unpack(struct unpacker *u, const struct rules *rules, struct arena *arena);

void violation_pack(struct packer *p, const struct violation *v);
struct violation *violation_unpack(struct unpacker *u, const struct rules *rules, struct arena *arena);

void registration_pack(struct packer *p, const struct registration *r);
struct registration *registration_unpack(struct unpacker *u, const struct rules *rules, struct arena *arena);

#endif
