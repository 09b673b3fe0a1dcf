/* What the program puts into record fields: functions that an indirect call may reach, and modes that are
 * set.
 *
 * Needs ir/; fields are named "record.field".
 */
#ifndef GFPCHECK_PROGRAM_FIELDS_H
#define GFPCHECK_PROGRAM_FIELDS_H

#include "ir/ir.h"

struct fields;

struct fields *fields_new(void);
void fields_free(struct fields *f);

/* Reads the stores of a function, or one initialised field. */
void fields_add_func(struct fields *f, const struct ir_func *func);
void fields_add_init(struct fields *f, const struct ir_init *init);

/* Link names of the functions stored there, in the order first seen; returns how many. Valid until the next
 * add. */
unsigned fields_targets(const struct fields *f, sym field, const sym **out);
/* Whether anything but zero is stored there. */
bool fields_set_nonzero(const struct fields *f, sym field);

#endif
