/* Memory that a process has in common with the children that it forks.
 *
 * Needs Linux; gives zeroed, max-aligned memory at the same address in each of them: what one has put there
 * is there for another as soon as that one has been told of it. Address space is set aside at once, memory is
 * used as it is filled. Out of memory ends the process, as in arena.h.
 */
#ifndef GFPCHECK_BASE_SHELF_H
#define GFPCHECK_BASE_SHELF_H

#include <stddef.h>

struct shelf;

struct shelf *shelf_new(void);
/* In the process that made it; NULL is allowed. */
void shelf_free(struct shelf *s);

/* `size` bytes, zeroed; by any of the processes. */
void *shelf_alloc(struct shelf *s, size_t size);
/* A copy of `n` bytes at `from`; NULL for n == 0. */
void *shelf_dup(struct shelf *s, const void *from, size_t n);

#define SHELF_ARRAY(s, type, n) ((type *)shelf_alloc((s), sizeof(type) * (n)))

#endif
