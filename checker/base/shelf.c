/* See shelf.h: one shared mapping, from which each process cuts pieces of its own, so that only cutting a
 * piece has to be agreed upon. */
#include "base/shelf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const size_t largest = (size_t)1 << 38, smallest = (size_t)1 << 28, piece = (size_t)1 << 18;

/* At the start of the mapping. */
struct common {
    size_t used;
};

struct shelf {
    char *base;
    size_t size;
    pid_t pid; /* whose piece this is: a child that finds its parent's cuts one of its own */
    char *at, *end;
};

static _Noreturn void die(void)
{
    fprintf(stderr, "gfpcheck: out of shared memory\n");
    abort();
}

struct shelf *shelf_new(void)
{
    struct shelf *s = calloc(1, sizeof *s);
    if (!s) die();
    for (s->size = largest; s->size >= smallest; s->size /= 2) {
        s->base =
            mmap(NULL, s->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (s->base != MAP_FAILED) break;
    }
    if (s->base == MAP_FAILED) die();
    ((struct common *)(void *)s->base)->used = sizeof(max_align_t);
    return s;
}

void shelf_free(struct shelf *s)
{
    if (!s) return;
    munmap(s->base, s->size);
    free(s);
}

/* `n` bytes that nobody else has. */
static char *cut(struct shelf *s, size_t n)
{
    struct common *c = (struct common *)(void *)s->base;
    size_t at = __atomic_fetch_add(&c->used, n, __ATOMIC_RELAXED);
    if (at > s->size || n > s->size - at) die();
    return s->base + at;
}

void *shelf_alloc(struct shelf *s, size_t size)
{
    size_t align = _Alignof(max_align_t);
    if (size > s->size) die();
    size = (size + align - 1) / align * align;
    if (size >= piece / 8) return cut(s, size);
    if (s->pid != getpid() || size > (size_t)(s->end - s->at)) {
        s->pid = getpid();
        s->at = cut(s, piece);
        s->end = s->at + piece;
    }
    char *memory = s->at;
    s->at += size;
    return memory;
}

void *shelf_dup(struct shelf *s, const void *from, size_t n)
{
    return n ? memcpy(shelf_alloc(s, n), from, n) : NULL;
}
