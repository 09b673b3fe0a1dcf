/* Units of one program database in another: as they are, without what was concluded of them.
 *
 * Needs store.h and outline.h. A header function comes along with the first unit that has it.
 */
#ifndef GFPCHECK_PROGRAM_COPY_H
#define GFPCHECK_PROGRAM_COPY_H

#include "program/store.h"

struct copier;

/* Both databases must outlive it. */
struct copier *copier_new(struct store *to, struct store *from);
void copier_free(struct copier *c);

/* Makes `to` what `from` is, its files (STORE_DEPS) apart. False if something of it is missing or damaged. */
bool copier_unit(struct copier *c, const struct store_unit *from, struct store_unit *to);

#endif
