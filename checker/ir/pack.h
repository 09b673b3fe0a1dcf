/* IR in bytes and back, for the program database. The bytes of equal functions are equal.
 *
 * Needs base/pack.h.
 */
#ifndef GFPCHECK_IR_PACK_H
#define GFPCHECK_IR_PACK_H

#include "base/pack.h"
#include "ir/ir.h"

void ir_pack_func(struct packer *p, const struct ir_func *f);
/* In `arena`; NULL if the bytes are wrong (checked like ir_verify(): no later code can be led astray). */
struct ir_func *ir_unpack_func(struct unpacker *u, struct arena *arena);

/* A unit's own part: its file, initialisers, probes, and the functions that are not is_header. */
void ir_pack_unit(struct packer *p, const struct ir_unit *unit);
struct ir_unit *ir_unpack_unit(struct unpacker *u, struct arena *arena);

void ir_pack_loc(struct packer *p, const struct ir_loc *loc);
void ir_unpack_loc(struct unpacker *u, struct ir_loc *loc);

#endif
