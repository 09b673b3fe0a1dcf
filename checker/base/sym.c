/* The table of interned names.
 *
 * Open addressing over ids, each slot with its name's hash, so that a probe seldom looks at text; texts lie
 * in one arena. Interning happens for every name of every cursor, hence a hash that takes eight bytes at a
 * time.
 */
#include "base/sym.h"

#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

struct slot {
    uint32_t hash;
    sym id; /* SYM_NONE: free */
};

enum { FIRST_SLOTS = 1 << 14 };

static struct {
    struct slot *slots; /* a power of two of them */
    uint32_t nslots;
    const char **texts; /* by id */
    uint32_t ntexts, room;
    struct arena *arena;
} table;

static uint32_t hash_of(const char *text, size_t n)
{
    const uint64_t k = 0x9E3779B97F4A7C15u;
    uint64_t h = n * k;

    while (n) {
        uint64_t word = 0;
        size_t step = n < sizeof(word) ? n : sizeof(word);

        memcpy(&word, text, step);
        h = (h ^ word) * k;
        h ^= h >> 29;
        text += step;
        n -= step;
    }
    return (uint32_t)(h ^ h >> 32);
}

static void grow_slots(void)
{
    struct slot *old = table.slots;
    uint32_t nold = table.nslots;

    table.nslots = nold ? nold * 2 : FIRST_SLOTS;
    table.slots = g_new0(struct slot, table.nslots);
    for (uint32_t i = 0; i < nold; i++) {
        uint32_t at = old[i].hash & (table.nslots - 1);

        if (old[i].id == SYM_NONE) continue;
        while (table.slots[at].id != SYM_NONE) at = (at + 1) & (table.nslots - 1);
        table.slots[at] = old[i];
    }
    g_free(old);
}

static sym append_text(const char *text, size_t n)
{
    char *copy = arena_alloc(table.arena, n + 1);

    memcpy(copy, text, n);
    if (table.ntexts == table.room) {
        table.room *= 2;
        table.texts = g_renew(const char *, table.texts, table.room);
    }
    table.texts[table.ntexts] = copy;
    return table.ntexts++;
}

static void start(void)
{
    table.arena = arena_new();
    table.room = FIRST_SLOTS / 2;
    table.texts = g_new(const char *, table.room);
    append_text("", 0);
    grow_slots();
}

sym sym_of_n(const char *text, size_t n)
{
    uint32_t hash, at;

    if (!table.arena) start();
    n = strnlen(text, n); /* one id for what sym_text() shows as one text */
    if (!n) return SYM_NONE;

    hash = hash_of(text, n);
    for (at = hash & (table.nslots - 1); table.slots[at].id != SYM_NONE; at = (at + 1) & (table.nslots - 1)) {
        const char *have = table.texts[table.slots[at].id];

        if (table.slots[at].hash == hash && strncmp(have, text, n) == 0 && have[n] == '\0')
            return table.slots[at].id;
    }
    table.slots[at] = (struct slot){.hash = hash, .id = append_text(text, n)};
    sym id = table.slots[at].id;
    if (table.ntexts > table.nslots / 2) grow_slots();
    return id;
}

sym sym_of(const char *text)
{
    return sym_of_n(text, strlen(text));
}

sym sym_fmt(const char *format, ...)
{
    char small[256];
    char *text = small;
    va_list args;
    int n;
    sym s;

    va_start(args, format);
    n = vsnprintf(small, sizeof(small), format, args);
    va_end(args);
    if (n >= (int)sizeof(small)) {
        va_start(args, format);
        text = g_strdup_vprintf(format, args);
        va_end(args);
    }
    s = sym_of(text);
    if (text != small) g_free(text);
    return s;
}

const char *sym_text(sym s)
{
    if (s == SYM_NONE) return "";
    assert(s < table.ntexts);
    return table.texts[s];
}
