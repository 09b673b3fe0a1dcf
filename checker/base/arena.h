/* A bump allocator: many small objects with one lifetime, freed together.
 *
 * Needs nothing; gives zeroed, max-aligned memory. Out of memory ends the process in one place (a batch
 * tool cannot do better). Built with AddressSanitizer, each allocation is a malloc of its own, so that
 * overruns and uses after arena_reset() are seen.
 */
#ifndef GFPCHECK_BASE_ARENA_H
#define GFPCHECK_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);

/* Frees all that was allocated from `a`, and `a`; NULL is allowed. */
void arena_free(struct arena *a);

/* Frees all that was allocated from `a`; `a` stays usable and keeps its first chunk. */
void arena_reset(struct arena *a);

/* `size` bytes, zeroed; size 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t size);

/* A copy of `n` bytes at `from`; NULL for n == 0. */
void *arena_dup(struct arena *a, const void *from, size_t n);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *a);

#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), sizeof(type) * (n)))

#endif
