/* Bytes for what outlives the process. pack.h says what for.
 *
 * The form, in this order: the number of names and their texts, each ended by a zero byte, in the order of
 * their first use, so that nothing depends on this process's ids; the body; four bytes of check sum over all
 * before. A name in the body is its place in the table plus one, 0 for SYM_NONE.
 */
#include "base/pack.h"

#include <string.h>

#include <xxhash.h>
#include <zstd.h>

enum {
    CHECKSUM = 4, /* bytes */
    LEVEL = 3,    /* zstd's own default: twice the work of a higher one saves a few percent */
    FIRST_ROOM = 1 << 14,
    FIRST_NAMES = 1 << 8,
    MOST_BYTES = 1 << 30, /* of a frame, unpacked: a wrong size must not ask for all memory */
};

/* ---- numbers ---- */

static size_t put_leb(unsigned char *out, uint64_t n)
{
    size_t size = 0;

    while (n >= 0x80) {
        out[size++] = (unsigned char)(n | 0x80);
        n >>= 7;
    }
    out[size++] = (unsigned char)n;
    return size;
}

enum { LONGEST_LEB = 10 };

/* Reads a number from `*at` on; false if it does not end before `end`, is above 64 bits, or has a shorter
 * form. */
static bool get_leb(const unsigned char **at, const unsigned char *end, uint64_t *n)
{
    *n = 0;
    for (unsigned shift = 0; *at < end && shift < 64; shift += 7) {
        const unsigned char byte = *(*at)++;

        *n |= (uint64_t)(byte & 0x7f) << shift;
        if (shift == 63 && byte > 1) return false;
        if (!(byte & 0x80)) return byte != 0 || shift == 0;
    }
    return false;
}

/* ---- writing ---- */

struct name_slot {
    sym name; /* SYM_NONE: free */
    uint32_t place;
};

struct packer {
    unsigned char *body;
    size_t used, room;
    sym *names; /* in the order of first use */
    uint32_t nnames;
    struct name_slot *slots; /* open addressing; a power of two, at least twice the names */
    uint32_t nslots;
};

struct packer *packer_new(void)
{
    struct packer *p = g_new0(struct packer, 1);

    p->room = FIRST_ROOM;
    p->body = g_malloc(p->room);
    p->nslots = 2 * FIRST_NAMES;
    p->slots = g_new0(struct name_slot, p->nslots);
    p->names = g_new(sym, FIRST_NAMES);
    return p;
}

static unsigned char *room_for(struct packer *p, size_t n)
{
    if (p->room - p->used < n) {
        p->room = MAX(p->room * 2, p->used + n);
        p->body = g_realloc(p->body, p->room);
    }
    return p->body + p->used;
}

void pack_uint(struct packer *p, uint64_t n)
{
    unsigned char *out = room_for(p, LONGEST_LEB);

    p->used += put_leb(out, n);
}

void pack_int(struct packer *p, int64_t n)
{
    pack_uint(p, (uint64_t)n << 1 ^ (n < 0 ? UINT64_MAX : 0));
}

static uint32_t slot_of(const struct packer *p, sym s)
{
    uint32_t at = s * 0x9E3779B1u >> 7 & (p->nslots - 1);

    while (p->slots[at].name != SYM_NONE && p->slots[at].name != s) at = (at + 1) & (p->nslots - 1);
    return at;
}

static void grow_names(struct packer *p)
{
    g_free(p->slots);
    p->nslots *= 2;
    p->slots = g_new0(struct name_slot, p->nslots);
    p->names = g_renew(sym, p->names, p->nslots / 2);
    for (uint32_t i = 0; i < p->nnames; i++)
        p->slots[slot_of(p, p->names[i])] = (struct name_slot){.name = p->names[i], .place = i};
}

void pack_sym(struct packer *p, sym s)
{
    uint32_t at;

    if (s == SYM_NONE) {
        pack_uint(p, 0);
        return;
    }
    at = slot_of(p, s);
    if (p->slots[at].name == SYM_NONE) {
        if (p->nnames == p->nslots / 2) {
            grow_names(p);
            at = slot_of(p, s);
        }
        p->slots[at] = (struct name_slot){.name = s, .place = p->nnames};
        p->names[p->nnames++] = s;
    }
    pack_uint(p, (uint64_t)p->slots[at].place + 1);
}

void pack_bytes(struct packer *p, const void *bytes, size_t n)
{
    pack_uint(p, n);
    if (!n) return;
    memcpy(room_for(p, n), bytes, n);
    p->used += n;
}

/* The same on every machine. */
static void put_checksum(unsigned char *out, const void *bytes, size_t n)
{
    const uint64_t hash = hash64(bytes, n);

    for (unsigned i = 0; i < CHECKSUM; i++) out[i] = (unsigned char)(hash >> 8 * i);
}

GBytes *packer_finish(struct packer *p)
{
    size_t size = LONGEST_LEB + p->used + CHECKSUM, at;
    unsigned char *all;

    for (uint32_t i = 0; i < p->nnames; i++) size += strlen(sym_text(p->names[i])) + 1;
    all = g_malloc(size);
    at = put_leb(all, p->nnames);
    for (uint32_t i = 0; i < p->nnames; i++) {
        const char *text = sym_text(p->names[i]);
        const size_t n = strlen(text) + 1;

        memcpy(all + at, text, n);
        at += n;
    }
    memcpy(all + at, p->body, p->used);
    at += p->used;
    put_checksum(all + at, all, at);
    g_free(p->body);
    g_free(p->names);
    g_free(p->slots);
    g_free(p);
    return g_bytes_new_take(all, at + CHECKSUM);
}

/* ---- reading ---- */

struct unpacker {
    const unsigned char *at, *end; /* of what is left of the body */
    sym *names;                    /* of index 0 is SYM_NONE      */
    uint32_t nnames;
    bool ok;
};

void unpack_fail(struct unpacker *u)
{
    u->ok = false;
    u->at = u->end;
}

static void read_names(struct unpacker *u)
{
    const uint32_t n = unpack_count(u);

    u->names = g_new0(sym, (size_t)n + 1);
    for (u->nnames = 1; u->ok && u->nnames <= n; u->nnames++) {
        const unsigned char *zero = memchr(u->at, 0, (size_t)(u->end - u->at));

        if (!zero || zero == u->at) {
            unpack_fail(u);
            break;
        }
        u->names[u->nnames] = sym_of_n((const char *)u->at, (size_t)(zero - u->at));
        u->at = zero + 1;
    }
}

struct unpacker *unpacker_new(const void *bytes, size_t n)
{
    struct unpacker *u = g_new0(struct unpacker, 1);
    unsigned char sum[CHECKSUM];

    u->at = u->end = bytes;
    if (n < CHECKSUM) return u;
    put_checksum(sum, bytes, n - CHECKSUM);
    if (memcmp(sum, u->at + n - CHECKSUM, CHECKSUM) != 0) return u;
    u->end += n - CHECKSUM;
    u->ok = true;
    read_names(u);
    return u;
}

uint64_t unpack_uint(struct unpacker *u)
{
    uint64_t n;

    if (u->at < u->end && *u->at < 0x80) return *u->at++; /* most are small */
    if (get_leb(&u->at, u->end, &n)) return n;
    unpack_fail(u);
    return 0;
}

uint32_t unpack_u32(struct unpacker *u)
{
    const uint64_t n = unpack_uint(u);

    if (n <= UINT32_MAX) return (uint32_t)n;
    unpack_fail(u);
    return 0;
}

uint32_t unpack_count(struct unpacker *u)
{
    const uint64_t n = unpack_uint(u);

    if (n <= (size_t)(u->end - u->at) && n <= UINT32_MAX) return (uint32_t)n;
    unpack_fail(u);
    return 0;
}

int64_t unpack_int(struct unpacker *u)
{
    const uint64_t n = unpack_uint(u);

    return (int64_t)(n >> 1 ^ (n & 1 ? UINT64_MAX : 0));
}

sym unpack_sym(struct unpacker *u)
{
    const uint64_t n = unpack_uint(u);

    if (n < u->nnames) return u->names[n];
    unpack_fail(u);
    return SYM_NONE;
}

const void *unpack_bytes(struct unpacker *u, size_t *n)
{
    const unsigned char *bytes;

    *n = unpack_count(u);
    bytes = u->at;
    if (*n) u->at += *n; /* `at` is NULL where there are no bytes at all */
    return bytes;
}

bool unpack_ok(const struct unpacker *u)
{
    return u->ok;
}

bool unpacker_free(struct unpacker *u)
{
    const bool whole = u->ok && u->at == u->end;

    g_free(u->names);
    g_free(u);
    return whole;
}

/* ---- compression ---- */

/* Making a context costs more than compressing a unit; one of each serves the process. */
GBytes *bytes_compress(const void *bytes, size_t n)
{
    static ZSTD_CCtx *context;
    const size_t bound = ZSTD_compressBound(n);
    void *out = g_malloc(bound);
    size_t size;

    if (!context) context = ZSTD_createCCtx();
    size = ZSTD_compressCCtx(context, out, bound, bytes, n, LEVEL);
    if (ZSTD_isError(size)) g_error("zstd: %s", ZSTD_getErrorName(size)); /* it has room: out of memory */
    return g_bytes_new_take(g_realloc(out, size), size);
}

GBytes *bytes_decompress(const void *bytes, size_t n)
{
    static ZSTD_DCtx *context;
    const unsigned long long size = ZSTD_getFrameContentSize(bytes, n);
    void *out;

    if (size > MOST_BYTES || ZSTD_findFrameCompressedSize(bytes, n) != n) return NULL;
    out = g_try_malloc(size + 1); /* never NULL for no bytes */
    if (!out) return NULL;
    if (!context) context = ZSTD_createDCtx();
    if (ZSTD_decompressDCtx(context, out, size, bytes, n) == size) return g_bytes_new_take(out, size);
    g_free(out);
    return NULL;
}

/* ---- hashes ---- */

uint64_t hash64(const void *bytes, size_t n)
{
    return XXH3_64bits(bytes, n);
}

uint64_t hash64_text(const char *text)
{
    return XXH3_64bits(text, strlen(text));
}

uint64_t hash64_more(uint64_t seed, const void *bytes, size_t n)
{
    return XXH3_64bits_withSeed(bytes, n, seed);
}

uint64_t sym_hash(sym s)
{
    static uint64_t *known; /* by id; 0: not asked for yet */
    static uint32_t nknown;

    if (s < nknown && known[s]) return known[s];
    if (s >= nknown) {
        const uint32_t room = MAX(s + 1, MAX(2 * nknown, FIRST_ROOM));

        known = g_renew(uint64_t, known, room);
        memset(known + nknown, 0, (room - nknown) * sizeof(*known));
        nknown = room;
    }
    return known[s] = hash64_text(sym_text(s));
}
