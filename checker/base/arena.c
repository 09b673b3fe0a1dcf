/* The bump allocator.
 *
 * Memory comes from a list of chunks; a request that would waste much of a chunk gets one of its own. Chunks
 * are born zeroed (calloc), and what arena_reset() keeps is zeroed there, so allocating is moving a pointer.
 * With AddressSanitizer a chunk holds one allocation.
 */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ONE_MALLOC_EACH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_MALLOC_EACH 1
#endif
#endif
#ifndef ONE_MALLOC_EACH
#define ONE_MALLOC_EACH 0
#endif

enum {
    FIRST_CHUNK = 16 * 1024, /* most arenas hold one unit or one function */
    LARGEST_CHUNK = 1024 * 1024,
};

struct chunk {
    struct chunk *next;
    size_t size, used; /* of data */
    _Alignas(max_align_t) unsigned char data[];
};

struct arena {
    struct chunk *chunks; /* the first one is allocated from, and is what arena_reset() keeps */
    size_t next_size, used;
};

static void *allocate(size_t size)
{
    void *memory = calloc(1, size);

    if (!memory) {
        fprintf(stderr, "gfpcheck: out of memory (%zu bytes)\n", size);
        abort();
    }
    return memory;
}

static struct chunk *push_chunk(struct arena *a, size_t size)
{
    struct chunk *c;

    if (size > SIZE_MAX - sizeof(*c)) {
        fprintf(stderr, "gfpcheck: impossible allocation (%zu bytes)\n", size);
        abort();
    }
    c = allocate(sizeof(*c) + size);
    c->size = size;
    c->next = a->chunks;
    a->chunks = c;
    return c;
}

struct arena *arena_new(void)
{
    struct arena *a = allocate(sizeof(*a));

    a->next_size = FIRST_CHUNK;
    return a;
}

/* Frees `c` and all older chunks. */
static void free_chunks(struct chunk *c)
{
    while (c) {
        struct chunk *next = c->next;

        free(c);
        c = next;
    }
}

void arena_free(struct arena *a)
{
    if (!a) return;
    free_chunks(a->chunks);
    free(a);
}

void arena_reset(struct arena *a)
{
    struct chunk *kept = ONE_MALLOC_EACH ? NULL : a->chunks;

    free_chunks(kept ? kept->next : a->chunks);
    a->chunks = kept;
    if (kept) {
        kept->next = NULL;
        memset(kept->data, 0, kept->used);
        kept->used = 0;
    }
    a->used = 0;
}

void *arena_alloc(struct arena *a, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    struct chunk *c = a->chunks;
    void *memory;

    a->used += size;
    if (ONE_MALLOC_EACH) return push_chunk(a, size)->data;

    if (size <= SIZE_MAX - align) size = (size + align - 1) & ~(align - 1);
    if (!c || c->size - c->used < size) {
        if (size > a->next_size / 4 && c) {
            /* Put it behind the first chunk, whose rest stays in use. */
            struct chunk *own = push_chunk(a, size);

            a->chunks = c;
            own->next = c->next;
            c->next = own;
            own->used = size;
            return own->data;
        }
        c = push_chunk(a, size > a->next_size ? size : a->next_size);
        if (a->next_size < LARGEST_CHUNK) a->next_size *= 2;
    }
    memory = c->data + c->used;
    c->used += size;
    return memory;
}

void *arena_dup(struct arena *a, const void *from, size_t n)
{
    return n ? memcpy(arena_alloc(a, n), from, n) : NULL;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}
