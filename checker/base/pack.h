/* Bytes for what outlives the process: numbers, texts and interned names, in a compact form, compressed.
 *
 * Needs sym.h, zstd and xxHash; gives a writer and a reader. The form: a table of the names used, then the
 * body, whose numbers are LEB128. The same calls give the same bytes in every process. A reader never
 * crashes on foreign bytes: after the first wrong one it gives zeros, and unpack_ok() says so.
 */
#ifndef GFPCHECK_BASE_PACK_H
#define GFPCHECK_BASE_PACK_H

#include "base/sym.h"

#include <glib.h>
#include <stdbool.h>

struct packer;

struct packer *packer_new(void);
void pack_uint(struct packer *p, uint64_t n);
void pack_int(struct packer *p, int64_t n);
void pack_sym(struct packer *p, sym s);
void pack_bytes(struct packer *p, const void *bytes, size_t n);
/* All that was written, not compressed; frees the packer. */
GBytes *packer_finish(struct packer *p);

struct unpacker;

/* Reads what packer_finish() gave; `bytes` must outlive it. Never NULL. */
struct unpacker *unpacker_new(const void *bytes, size_t n);
uint64_t unpack_uint(struct unpacker *u);
uint32_t unpack_u32(struct unpacker *u); /* wrong if it is larger */
/* A count of things that take at least one byte each: never more than there are bytes left. */
uint32_t unpack_count(struct unpacker *u);
int64_t unpack_int(struct unpacker *u);
sym unpack_sym(struct unpacker *u);
/* Points into the input. */
const void *unpack_bytes(struct unpacker *u, size_t *n);
/* For what the reader of a larger thing finds wrong. */
void unpack_fail(struct unpacker *u);
bool unpack_ok(const struct unpacker *u);
/* Whether everything was read, and nothing was wrong; frees it. */
bool unpacker_free(struct unpacker *u);

/* zstd. decompress gives NULL if the bytes are no whole frame. */
GBytes *bytes_compress(const void *bytes, size_t n);
GBytes *bytes_decompress(const void *bytes, size_t n);

/* XXH3: names and contents by number. */
uint64_t hash64(const void *bytes, size_t n);
uint64_t hash64_text(const char *text);
uint64_t hash64_more(uint64_t seed, const void *bytes, size_t n);
/* Of a name's text; remembered, so that it costs one look-up. */
uint64_t sym_hash(sym s);

#endif
