/* Writes what a run has found into the program database. See inside.h.
 *
 * Violations and call sites of a part are blobs of their own, since the ones are few and the others wanted by
 * nobody but `why`: for each function that has any, its link name's hash and the packed list. Violations of
 * the part as a whole stand under small numbers.
 */
#include "program/inside.h"

#include "base/pack.h"

#include <string.h>

/* ---- summaries ---- */

static void put_summaries(struct program *p, uint32_t i)
{
    const struct part *part = &p->graph->parts[i];
    const struct knowledge *k = knowledge_at(p, i);
    uint64_t modes = k->entered ? k->entered_modes : k->modes;
    struct packer *out = packer_new();
    pack_bytes(out, &modes, sizeof modes);
    pack_uint(out, part->outline.nfuncs);
    for (uint32_t f = 0; f < part->outline.nfuncs; f++) {
        const struct result *r = knowledge_of(p, part->first + f);
        pack_bytes(out, &part->outline.funcs[f].link, sizeof(uint64_t));
        pack_bytes(out, &r->hash[DIRECT], sizeof(uint64_t));
        pack_bytes(out, &r->hash[INDIRECT], sizeof(uint64_t));
        pack_uint(out, r->sleeps);
        pack_span(out, r->summary[DIRECT]);
        pack_span(out, r->summary[INDIRECT]);
        pack_span(out, r->registrations);
    }
    GBytes *plain = packer_finish(out);
    GBytes *packed = bytes_compress(g_bytes_get_data(plain, NULL), g_bytes_get_size(plain));
    store_put(p->store, part->is_header ? STORE_HEADER_SUMMARY : STORE_SUMMARY, part->id, packed);
    g_bytes_unref(packed);
    g_bytes_unref(plain);
}

/* ---- lists ---- */

/* Lists of a part as a whole, and what they stand under. */
enum own_list { OF_ENTRIES, OF_CLAIMS, OWN_LISTS };

/* The lists of a part, by function; behind these, its own. */
struct lists {
    GBytes *old; /* the spans may point into it */
    struct span *of;
};

static void add_old(struct program *p, const struct part *part, struct lists *l)
{
    struct unpacker *u = unpacker_new(g_bytes_get_data(l->old, NULL), g_bytes_get_size(l->old));
    uint32_t n = unpack_count(u), nfuncs = part->outline.nfuncs;
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        uint64_t link = unpack_hash(u);
        struct span list = unpack_span(u);
        node_id at = link < OWN_LISTS ? NO_NODE : graph_own(part, link);
        if (link < OWN_LISTS)
            l->of[nfuncs + link] = list;
        else if (at != NO_NODE && !p->results[at].solved)
            l->of[at - part->first] = list;
    }
    unpacker_free(u);
}

static void pack_lists(struct packer *out, const struct part *part, const struct lists *l)
{
    uint32_t n = 0, nfuncs = part->outline.nfuncs;
    for (uint32_t f = 0; f < nfuncs + OWN_LISTS; f++) n += l->of[f].data != NULL;
    pack_uint(out, n);
    for (uint32_t f = 0; f < nfuncs + OWN_LISTS; f++) {
        uint64_t link = f < nfuncs ? part->outline.funcs[f].link : f - nfuncs;
        if (!l->of[f].data) continue;
        pack_bytes(out, &link, sizeof link);
        pack_span(out, l->of[f]);
    }
}

static struct span list_of(const struct result *r, enum store_blob kind)
{
    return kind == STORE_CALLS ? r->calls : kind == STORE_FIELDS ? r->fields : r->violations;
}

static void set_own(struct span *list, GBytes *bytes)
{
    *list = (struct span){0};
    if (bytes) list->data = g_bytes_get_data(bytes, &list->size);
}

/* Puts the blob, if it is another than before. */
static bool put_if_changed(struct program *p, enum store_blob kind, uint32_t id, GBytes *old, GBytes *blob)
{
    bool changed = old && blob ? !g_bytes_equal(old, blob) : old != blob;
    if (changed) store_put(p->store, kind, id, blob);
    return changed;
}

/* Whether they are others than before. */
static bool put_lists(struct program *p, uint32_t i, enum store_blob kind)
{
    const struct part *part = &p->graph->parts[i];
    const struct knowledge *k = &p->knowledge[i];
    uint32_t nfuncs = part->outline.nfuncs;
    struct lists l = {store_get(p->store, kind, part->id), g_new0(struct span, nfuncs + OWN_LISTS)};
    bool any = false;
    if (l.old) add_old(p, part, &l);
    for (uint32_t f = 0; f < nfuncs; f++) {
        const struct result *r = &p->results[part->first + f];
        if (r->solved) l.of[f] = list_of(r, kind);
    }
    if (k->entered && kind == STORE_VIOLATION) set_own(&l.of[nfuncs + OF_ENTRIES], k->entries);
    if (k->claimed && kind == STORE_VIOLATION) set_own(&l.of[nfuncs + OF_CLAIMS], k->claims);
    for (uint32_t f = 0; f < nfuncs + OWN_LISTS; f++) any |= l.of[f].data != NULL;
    struct packer *out = packer_new();
    if (any) pack_lists(out, part, &l);
    GBytes *blob = packer_finish(out);
    bool changed = put_if_changed(p, kind, part->id, l.old, any ? blob : NULL);
    if (kind == STORE_FIELDS) {
        memory_differs(p, changed ? l.old : NULL);
        memory_differs(p, any ? blob : NULL);
    }
    g_bytes_unref(blob);
    if (l.old) g_bytes_unref(l.old);
    g_free(l.of);
    return changed;
}

/* ---- parts ---- */

static void set_known(struct program *p, uint32_t i, bool known)
{
    const struct part *part = &p->graph->parts[i];
    if (part->is_header) {
        if (!known) store_put(p->store, STORE_HEADER_SUMMARY, part->id, NULL);
        return;
    }
    struct store_unit *u = store_unit_by_id(p->store, part->id);
    u->flags = known ? u->flags | STORE_UNIT_ANALYSED : u->flags & ~(uint32_t)STORE_UNIT_ANALYSED;
    store_unit_changed(p->store, u);
}

void keep_results(struct program *p)
{
    const struct graph *g = p->graph;
    for (uint32_t i = 0; i < g->nparts; i++) {
        struct knowledge *k = &p->knowledge[i];
        if (!k->fresh && !k->solved) continue;
        put_summaries(p, i);
        if (g->parts[i].is_header) continue;
        put_lists(p, i, STORE_CALLS);
        k->stores = put_lists(p, i, STORE_FIELDS);
    }
    memory_judge(p);
    for (uint32_t i = 0; i < g->nparts; i++) {
        const struct knowledge *k = &p->knowledge[i];
        if (!k->fresh && !k->solved && !k->entered && !k->claimed) continue;
        put_lists(p, i, g->parts[i].is_header ? STORE_HEADER_VIOLATION : STORE_VIOLATION);
        set_known(p, i, !k->broken);
    }
}

void keep_nothing(struct program *p)
{
    for (uint32_t i = 0; i < p->graph->nparts; i++) {
        const struct part *part = &p->graph->parts[i];
        bool todo = p->knowledge[i].enter || p->knowledge[i].claim;
        for (uint32_t f = 0; f < part->outline.nfuncs && !todo; f++)
            todo = p->dirty[DIRECT][part->first + f] || p->dirty[INDIRECT][part->first + f];
        if (todo) set_known(p, i, false);
    }
}
