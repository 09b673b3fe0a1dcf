/* See record.h. The form: numbers of 32 bits and runs of bytes with their length before them. First the
 * header functions (hash, IR, outline), then the unit (outline, IR). */
#include "program/record.h"

#include "base/pack.h"
#include "ir/pack.h"
#include "program/outline.h"

#include <string.h>

/* ---- writing ---- */

struct header {
    uint64_t own;  /* of its content alone                       */
    uint64_t hash; /* with the header functions below; 0: not yet */
    GBytes *ir;
    bool visiting;
};

struct recorder {
    GHashTable *sent; /* hashes of header functions */
    /* of the unit at hand: */
    GHashTable *headers; /* const struct ir_func * to struct header * */
    GHashTable *by_link; /* link to func                              */
};

static void header_free(gpointer data)
{
    struct header *h = data;
    g_bytes_unref(h->ir);
    g_free(h);
}

struct recorder *recorder_new(void)
{
    struct recorder *r = g_new0(struct recorder, 1);
    r->sent = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    r->headers = g_hash_table_new_full(NULL, NULL, NULL, header_free);
    r->by_link = g_hash_table_new(NULL, NULL);
    return r;
}

void recorder_free(struct recorder *r)
{
    if (!r) return;
    g_hash_table_unref(r->sent);
    g_hash_table_unref(r->headers);
    g_hash_table_unref(r->by_link);
    g_free(r);
}

static struct header *header_of(struct recorder *r, const struct ir_func *f);

static void mix(struct recorder *r, struct header *h, sym link)
{
    const struct ir_func *callee = g_hash_table_lookup(r->by_link, GUINT_TO_POINTER(link));
    if (!callee) return;
    const struct header *below = header_of(r, callee);
    /* in a recursion, what is not known yet stands for itself alone */
    uint64_t hash = below->visiting ? below->own : below->hash;
    h->hash = hash64_more(h->hash, &hash, sizeof hash);
}

static void mix_value(struct recorder *r, struct header *h, ir_val v)
{
    if (ir_val_kind(v) == IRV_FUNC) mix(r, h, ir_val_index(v));
}

static struct header *header_of(struct recorder *r, const struct ir_func *f)
{
    struct header *h = g_hash_table_lookup(r->headers, f);
    if (h) return h;
    h = g_new0(struct header, 1);
    g_hash_table_insert(r->headers, (gpointer)f, h);
    struct packer *p = packer_new();
    ir_pack_func(p, f);
    h->ir = packer_finish(p);
    gsize n;
    const void *bytes = g_bytes_get_data(h->ir, &n);
    h->own = h->hash = hash64(bytes, n);
    h->visiting = true;
    for (uint32_t i = 0; i < f->ninsns; i++) {
        if (f->insns[i].op == IR_CALL) mix(r, h, f->insns[i].ref);
        mix_value(r, h, f->insns[i].a);
        mix_value(r, h, f->insns[i].b);
    }
    for (uint32_t i = 0; i < f->nargs; i++) mix_value(r, h, f->args[i]);
    h->visiting = false;
    return h;
}

static uint64_t hash_by_link(void *context, sym link)
{
    struct recorder *r = context;
    const struct ir_func *f = g_hash_table_lookup(r->by_link, GUINT_TO_POINTER(link));
    return f ? header_of(r, f)->hash : 0;
}

static void put_number(GByteArray *out, uint32_t n)
{
    g_byte_array_append(out, (const guint8 *)&n, sizeof n);
}

static void put_run(GByteArray *out, GBytes *bytes)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    put_number(out, (uint32_t)n);
    if (n) g_byte_array_append(out, data, (guint)n);
}

static void put_outline(struct recorder *r, const struct ir_unit *unit, const struct ir_func *only,
                        GByteArray *out)
{
    GBytes *outline = outline_make(unit, only, hash_by_link, r);
    put_run(out, outline);
    g_bytes_unref(outline);
}

static void put_headers(struct recorder *r, const struct ir_unit *unit, GByteArray *out)
{
    uint32_t at = out->len, n = 0;
    put_number(out, 0);
    for (uint32_t i = 0; i < unit->nfuncs; i++) {
        const struct ir_func *f = unit->funcs[i];
        if (!f->is_header) continue;
        const struct header *h = header_of(r, f);
        if (!g_hash_table_add(r->sent, g_memdup2(&h->hash, sizeof h->hash))) continue;
        n++;
        g_byte_array_append(out, (const guint8 *)&h->hash, sizeof h->hash);
        put_run(out, h->ir);
        put_outline(r, unit, f, out);
    }
    memcpy(out->data + at, &n, sizeof n);
}

void recorder_add(struct recorder *r, const struct ir_unit *unit, GByteArray *out)
{
    g_hash_table_remove_all(r->headers);
    g_hash_table_remove_all(r->by_link);
    for (uint32_t i = 0; i < unit->nfuncs; i++) {
        struct ir_func *f = unit->funcs[i];
        if (f->is_header) g_hash_table_insert(r->by_link, GUINT_TO_POINTER(f->link), f);
    }
    put_headers(r, unit, out);
    put_outline(r, unit, NULL, out);
    struct packer *p = packer_new();
    ir_pack_unit(p, unit);
    GBytes *plain = packer_finish(p);
    gsize n;
    const void *bytes = g_bytes_get_data(plain, &n);
    GBytes *small = bytes_compress(bytes, n);
    put_run(out, small);
    g_bytes_unref(small);
    g_bytes_unref(plain);
}

/* ---- reading ---- */

struct reader {
    const char *at;
    size_t left;
    bool wrong;
};

static void take(struct reader *r, void *to, size_t n)
{
    r->wrong |= n > r->left;
    if (r->wrong) {
        memset(to, 0, n);
        return;
    }
    memcpy(to, r->at, n);
    r->at += n;
    r->left -= n;
}

static GBytes *take_run(struct reader *r)
{
    uint32_t n;
    take(r, &n, sizeof n);
    r->wrong |= n > r->left;
    if (r->wrong) return NULL;
    GBytes *bytes = g_bytes_new(r->at, n);
    r->at += n;
    r->left -= n;
    return bytes;
}

static uint64_t id_of_header(void *context, uint64_t hash)
{
    bool is_new;
    return store_header(context, hash, &is_new);
}

/* Takes over `outline`. */
static bool put_local_outline(struct store *s, enum store_blob kind, uint32_t id, GBytes *outline)
{
    GBytes *local = outline ? outline_renumber(outline, id_of_header, s) : NULL;
    if (outline) g_bytes_unref(outline);
    if (!local) return false;
    store_put(s, kind, id, local);
    g_bytes_unref(local);
    return true;
}

static bool put_header(struct store *s, struct reader *r)
{
    uint64_t hash;
    take(r, &hash, sizeof hash);
    GBytes *ir = take_run(r), *outline = take_run(r);
    bool is_new, ok = ir && outline;
    if (ok) {
        uint32_t id = store_header(s, hash, &is_new);
        store_put(s, STORE_HEADER_IR, id, ir);
        ok = put_local_outline(s, STORE_HEADER_OUTLINE, id, outline);
    } else if (outline) {
        g_bytes_unref(outline);
    }
    if (ir) g_bytes_unref(ir);
    return ok;
}

bool record_put(struct store *s, struct store_unit *u, const void *bytes, size_t n)
{
    struct reader r = {bytes, n, false};
    uint32_t headers;
    take(&r, &headers, sizeof headers);
    for (uint32_t i = 0; i < headers && !r.wrong; i++) r.wrong |= !put_header(s, &r);
    GBytes *outline = take_run(&r), *ir = take_run(&r);
    struct outline o;
    bool ok = !r.wrong && r.left == 0 && outline &&
              outline_open(&o, g_bytes_get_data(outline, NULL), g_bytes_get_size(outline));
    if (ok) {
        u->functions = o.nfuncs;
        u->flags = STORE_UNIT_PARSED;
        store_put(s, STORE_IR, u->id, ir);
        put_local_outline(s, STORE_OUTLINE, u->id, g_steal_pointer(&outline));
        store_unit_changed(s, u);
    }
    if (outline) g_bytes_unref(outline);
    if (ir) g_bytes_unref(ir);
    return ok;
}
