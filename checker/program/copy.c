/* See copy.h. Blobs are copied as bytes; only outlines name header functions by the ids of their database. */
#include "program/copy.h"

#include "program/outline.h"

struct copier {
    struct store *to, *from;
    GArray *ids;   /* uint32_t: of a header function in `to` by that in `from`, 0: not looked for yet */
    GArray *fresh; /* uint32_t: ids in `from` of those that are new in `to`, still to be copied       */
    bool lost;     /* a header function is not there                                                  */
};

struct copier *copier_new(struct store *to, struct store *from)
{
    struct copier *c = g_new0(struct copier, 1);
    c->to = to;
    c->from = from;
    c->ids = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    c->fresh = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_set_size(c->ids, store_max_header(from) + 1);
    return c;
}

void copier_free(struct copier *c)
{
    g_array_unref(c->ids);
    g_array_unref(c->fresh);
    g_free(c);
}

/* For outline_renumber(). 0 for an id that is none. */
static uint64_t header_id(void *context, uint64_t id)
{
    struct copier *c = context;
    uint32_t from = id < c->ids->len ? (uint32_t)id : 0, *to = &g_array_index(c->ids, uint32_t, from);
    uint64_t hash = store_header_hash(c->from, from);
    c->lost |= !hash;
    if (*to || !hash) return *to;
    bool is_new;
    *to = store_header(c->to, hash, &is_new);
    if (is_new) g_array_append_val(c->fresh, from);
    return *to;
}

static bool copy_blob(struct copier *c, enum store_blob kind, uint32_t from, uint32_t to)
{
    GBytes *bytes = store_get(c->from, kind, from);
    if (!bytes) return false;
    store_put(c->to, kind, to, bytes);
    g_bytes_unref(bytes);
    return true;
}

static bool copy_outline(struct copier *c, enum store_blob kind, uint32_t from, uint32_t to)
{
    GBytes *bytes = store_get(c->from, kind, from);
    GBytes *renumbered = bytes ? outline_renumber(bytes, header_id, c) : NULL;
    if (renumbered) store_put(c->to, kind, to, renumbered);
    if (bytes) g_bytes_unref(bytes);
    if (renumbered) g_bytes_unref(renumbered);
    return renumbered && !c->lost;
}

static bool copy_headers(struct copier *c)
{
    bool ok = true;
    while (ok && c->fresh->len > 0) {
        uint32_t from = g_array_index(c->fresh, uint32_t, c->fresh->len - 1);
        uint32_t to = g_array_index(c->ids, uint32_t, from);
        g_array_set_size(c->fresh, c->fresh->len - 1);
        ok = copy_blob(c, STORE_HEADER_IR, from, to) &&
             copy_outline(c, STORE_HEADER_OUTLINE, from, to); /* may find further ones */
    }
    return ok;
}

bool copier_unit(struct copier *c, const struct store_unit *from, struct store_unit *to)
{
    to->command = from->command;
    to->key = from->key;
    to->flags = from->flags & ~(uint32_t)STORE_UNIT_ANALYSED;
    to->functions = from->functions;
    to->cost_us = from->cost_us;
    store_unit_fail(c->to, to, from->failure);
    store_unit_changed(c->to, to);
    return copy_blob(c, STORE_IR, from->id, to->id) && copy_outline(c, STORE_OUTLINE, from->id, to->id) &&
           copy_headers(c);
}
