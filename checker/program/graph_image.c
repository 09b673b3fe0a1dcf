/* The call graph as one block of bytes, as it lies beside the program database: see graph.h.
 *
 * A head, then arrays as they are in memory, those of 8-byte items first. Outlines are copied into it, each
 * padded to 8 bytes.
 */
#include "program/graph.h"

#include <string.h>

struct head {
    uint32_t nparts, nunits, nnodes, nheader_parts;
    uint64_t outline_bytes, nexterns, ntargets, ncallers;
};

struct packed_part {
    uint64_t hash, outline, size; /* of its outline: where it begins, how many bytes it has */
    uint64_t externs, targets;    /* indexes in the arrays of all                           */
    uint32_t id, first, user, is_header;
};

/* Of the outlines of all units; they name the header functions that they have. */
static uint64_t outlines_hash(struct store *s)
{
    uint64_t hash = 0;
    for (uint32_t i = 1; i <= store_max_unit(s); i++) {
        const struct store_unit *u = store_unit_by_id(s, i);
        if (!u || !(u->flags & STORE_UNIT_PARSED)) continue;
        const uint64_t is[] = {u->id, store_checksum(s, STORE_OUTLINE, u->id)};
        hash = hash64_more(hash, is, sizeof is);
    }
    return hash;
}

static size_t padded(size_t n)
{
    return (n + 7) & ~(size_t)7;
}

static void append(GByteArray *out, const void *data, size_t items, size_t size)
{
    if (items) g_byte_array_append(out, data, (guint)(items * size));
}

static struct head head_of(const struct graph *g)
{
    struct head h = {.nparts = g->nparts,
                     .nunits = g->nunits,
                     .nnodes = g->nnodes,
                     .nheader_parts = g->nheader_parts,
                     .ncallers = g->caller_start[g->nnodes]};
    for (uint32_t i = 0; i < g->nparts; i++) {
        h.outline_bytes += padded(g->parts[i].size);
        h.nexterns += g->parts[i].outline.nexterns;
        h.ntargets += g->parts[i].outline.nrefs;
    }
    return h;
}

static size_t size_of(const struct head *h)
{
    return sizeof *h + h->nparts * sizeof(struct packed_part) + h->outline_bytes +
           sizeof(uint32_t) *
               (h->nexterns + h->ntargets + h->ncallers + 2 * (uint64_t)h->nnodes + 1 + h->nheader_parts);
}

static void append_parts(GByteArray *out, const struct graph *g)
{
    uint64_t outline = 0, externs = 0, targets = 0;
    for (uint32_t i = 0; i < g->nparts; i++) {
        const struct part *p = &g->parts[i];
        struct packed_part packed = {p->hash, outline,  p->size, externs,     targets,
                                     p->id,   p->first, p->user, p->is_header};
        append(out, &packed, 1, sizeof packed);
        outline += padded(p->size);
        externs += p->outline.nexterns;
        targets += p->outline.nrefs;
    }
}

static GBytes *pack(const struct graph *g)
{
    static const uint64_t zero;
    struct head head = head_of(g);
    GByteArray *out = g_byte_array_sized_new((guint)size_of(&head));
    append(out, &head, 1, sizeof head);
    append_parts(out, g);
    for (uint32_t i = 0; i < g->nparts; i++) {
        append(out, g->parts[i].bytes, g->parts[i].size, 1);
        append(out, &zero, padded(g->parts[i].size) - g->parts[i].size, 1);
    }
    for (uint32_t i = 0; i < g->nparts; i++)
        append(out, g->parts[i].externs, g->parts[i].outline.nexterns, sizeof(node_id));
    for (uint32_t i = 0; i < g->nparts; i++)
        append(out, g->parts[i].targets, g->parts[i].outline.nrefs, sizeof(node_id));
    append(out, g->part_of, g->nnodes, sizeof(uint32_t));
    append(out, g->header_parts, g->nheader_parts, sizeof(uint32_t));
    append(out, g->caller_start, (size_t)g->nnodes + 1, sizeof(uint32_t));
    append(out, g->callers, head.ncallers, sizeof(node_id));
    return g_byte_array_free_to_bytes(out);
}

/* Cuts `items` of a size from the front of what is left; NULL if there are not so many. */
static const void *cut(const char **at, size_t *left, uint64_t items, size_t size)
{
    const char *from = *at;
    if (items > *left / size) return NULL;
    *at += items * size;
    *left -= items * size;
    return from;
}

static bool open_parts(struct graph *g, const struct head *h, const struct packed_part *packed,
                       const char *outlines, const node_id *externs, const node_id *targets)
{
    g->parts = g_new0(struct part, MAX(h->nparts, 1));
    for (uint32_t i = 0; i < h->nparts; i++) {
        const struct packed_part *from = &packed[i];
        struct part *p = &g->parts[g->nparts++];
        *p = (struct part){.id = from->id,
                           .is_header = from->is_header,
                           .hash = from->hash,
                           .first = from->first,
                           .user = from->user,
                           .bytes = outlines + from->outline,
                           .size = (uint32_t)from->size,
                           .externs = externs + from->externs,
                           .targets = targets + from->targets};
        if (from->outline > h->outline_bytes || from->size > h->outline_bytes - from->outline ||
            !outline_open(&p->outline, p->bytes, p->size))
            return false;
    }
    return true;
}

static struct graph *unpack(GBytes *bytes)
{
    size_t left;
    const char *at = g_bytes_get_data(bytes, &left);
    const struct head *h = cut(&at, &left, 1, sizeof *h);
    if (!h) return NULL;
    struct graph *g = g_new0(struct graph, 1);
    g->arena = arena_new();
    g->image = g_bytes_ref(bytes);
    g->unused = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g->nunits = h->nunits;
    g->nnodes = h->nnodes;
    g->nheader_parts = h->nheader_parts;
    const struct packed_part *parts = cut(&at, &left, h->nparts, sizeof *parts);
    const char *outlines = cut(&at, &left, h->outline_bytes, 1);
    const node_id *externs = cut(&at, &left, h->nexterns, sizeof(node_id));
    const node_id *targets = cut(&at, &left, h->ntargets, sizeof(node_id));
    g->part_of = cut(&at, &left, h->nnodes, sizeof(uint32_t));
    g->header_parts = cut(&at, &left, h->nheader_parts, sizeof(uint32_t));
    g->caller_start = cut(&at, &left, (uint64_t)h->nnodes + 1, sizeof(uint32_t));
    g->callers = cut(&at, &left, h->ncallers, sizeof(node_id));
    if (g->callers && left == 0 && open_parts(g, h, parts, outlines, externs, targets)) return g;
    graph_free(g);
    return NULL;
}

void graph_keep(const struct graph *g, struct store *s)
{
    GBytes *image = pack(g);
    store_image_put(s, outlines_hash(s), image);
    g_bytes_unref(image);
}

struct graph *graph_open(struct store *s)
{
    GBytes *image = store_image_get(s, outlines_hash(s));
    struct graph *g = image ? unpack(image) : NULL;
    if (image) g_bytes_unref(image);
    return g ? g : graph_new(s);
}
