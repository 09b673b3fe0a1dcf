/* See record.h. The form: numbers of 32 bits and runs of bytes with their length before them. First the
 * header functions (hash, IR, outline), then the unit (outline, IR). */
#include "program/record.h"

#include "base/pack.h"
#include "ir/pack.h"
#include "program/outline.h"

#include <string.h>

/* ---- writing ---- */

struct header {
    const struct ir_func *func;
    uint64_t hash; /* of it and of the header functions below; 0: not yet */
    GBytes *ir;
    uint32_t index, low; /* of the search for recursions; 0: not visited */
};

struct recorder {
    GHashTable *sent; /* hashes of header functions */
    /* of the unit at hand: */
    GHashTable *headers; /* const struct ir_func * to struct header * */
    GHashTable *by_link; /* link to func                              */
    uint64_t probes;
    GPtrArray *visited; /* of struct header *, not named yet */
    uint32_t counter;
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
    r->visited = g_ptr_array_new();
    return r;
}

void recorder_free(struct recorder *r)
{
    if (!r) return;
    g_hash_table_unref(r->sent);
    g_hash_table_unref(r->headers);
    g_hash_table_unref(r->by_link);
    g_ptr_array_unref(r->visited);
    g_free(r);
}

static struct header *header_of(struct recorder *r, const struct ir_func *f)
{
    struct header *h = g_hash_table_lookup(r->headers, f);
    if (h) return h;
    h = g_new0(struct header, 1);
    h->func = f;
    struct packer *p = packer_new();
    ir_pack_func(p, f);
    h->ir = packer_finish(p);
    g_hash_table_insert(r->headers, (gpointer)f, h);
    return h;
}

static void add_header(struct recorder *r, GPtrArray *out, sym link)
{
    const struct ir_func *f = g_hash_table_lookup(r->by_link, GUINT_TO_POINTER(link));
    if (f) g_ptr_array_add(out, header_of(r, f));
}

static void add_value(struct recorder *r, GPtrArray *out, ir_val v)
{
    if (ir_val_kind(v) == IRV_FUNC) add_header(r, out, ir_val_index(v));
}

/* Header functions that a function refers to, in the order of its code; of struct header *. */
static GPtrArray *headers_below(struct recorder *r, const struct ir_func *f)
{
    GPtrArray *out = g_ptr_array_new();
    for (uint32_t i = 0; i < f->ninsns; i++) {
        if (f->insns[i].op == IR_CALL) add_header(r, out, f->insns[i].ref);
        add_value(r, out, f->insns[i].a);
        add_value(r, out, f->insns[i].b);
    }
    for (uint32_t i = 0; i < f->nargs; i++) add_value(r, out, f->args[i]);
    return out;
}

/* Its content, the macros' values that it may depend on, and what is below it and has a name. */
static uint64_t hash_alone(struct recorder *r, const struct header *h)
{
    uint64_t hash = hash64_more(r->probes, g_bytes_get_data(h->ir, NULL), g_bytes_get_size(h->ir));
    GPtrArray *below = headers_below(r, h->func);
    for (guint i = 0; i < below->len; i++) {
        const struct header *b = below->pdata[i];
        if (b->hash) hash = hash64_more(hash, &b->hash, sizeof b->hash);
    }
    g_ptr_array_unref(below);
    return hash;
}

/* Names the functions visited from `first` on, which call each other: the same wherever the search entered.
 */
static void name_recursion(struct recorder *r, guint first)
{
    guint n = r->visited->len - first;
    uint64_t *alone = g_new(uint64_t, n), sum = 0;
    for (guint i = 0; i < n; i++) sum += alone[i] = hash_alone(r, r->visited->pdata[first + i]);
    for (guint i = 0; i < n; i++) {
        uint64_t hash = n == 1 ? alone[i] : hash64_more(alone[i], &sum, sizeof sum);
        ((struct header *)r->visited->pdata[first + i])->hash = hash ? hash : 1;
    }
    g_ptr_array_set_size(r->visited, (gint)first);
    g_free(alone);
}

/* Tarjan's search. */
static void visit(struct recorder *r, struct header *h)
{
    guint first = r->visited->len;
    GPtrArray *below = headers_below(r, h->func);
    h->index = h->low = ++r->counter;
    g_ptr_array_add(r->visited, h);
    for (guint i = 0; i < below->len; i++) {
        struct header *b = below->pdata[i];
        if (!b->index) visit(r, b);
        if (!b->hash) h->low = MIN(h->low, b->low);
    }
    g_ptr_array_unref(below);
    if (h->low == h->index) name_recursion(r, first);
}

static uint64_t hash_of(struct recorder *r, const struct ir_func *f)
{
    struct header *h = header_of(r, f);
    if (!h->hash) visit(r, h);
    return h->hash;
}

static uint64_t hash_by_link(void *context, sym link)
{
    struct recorder *r = context;
    const struct ir_func *f = g_hash_table_lookup(r->by_link, GUINT_TO_POINTER(link));
    return f ? hash_of(r, f) : 0;
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
        uint64_t hash = hash_of(r, f);
        if (!g_hash_table_add(r->sent, g_memdup2(&hash, sizeof hash))) continue;
        n++;
        g_byte_array_append(out, (const guint8 *)&hash, sizeof hash);
        put_run(out, header_of(r, f)->ir);
        put_outline(r, unit, f, out);
    }
    memcpy(out->data + at, &n, sizeof n);
}

void recorder_add(struct recorder *r, const struct ir_unit *unit, GByteArray *out)
{
    /* what a header function does may depend on macros' values: functions of units that differ in them differ
     */
    r->probes = outline_probes(unit);
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

static bool put_header(struct store *s, struct reader *r)
{
    uint64_t hash;
    take(r, &hash, sizeof hash);
    GBytes *ir = take_run(r), *outline = take_run(r);
    GBytes *local = ir && outline ? outline_renumber(outline, id_of_header, s) : NULL;
    bool is_new, ok = local != NULL;
    if (ok) {
        uint32_t id = store_header(s, hash, &is_new);
        if (!store_has(s, STORE_HEADER_IR, id)) { /* equal hashes: equal functions */
            store_put(s, STORE_HEADER_IR, id, ir);
            store_put(s, STORE_HEADER_OUTLINE, id, local);
        }
        g_bytes_unref(local);
    }
    if (outline) g_bytes_unref(outline);
    if (ir) g_bytes_unref(ir);
    return ok;
}

/* Whether it was the same before. */
static bool put_again(struct store *s, enum store_blob kind, uint32_t id, GBytes *bytes)
{
    GBytes *before = store_has(s, kind, id) ? store_get(s, kind, id) : NULL;
    bool same = before && g_bytes_equal(before, bytes);
    if (!same) store_put(s, kind, id, bytes);
    if (before) g_bytes_unref(before);
    return same;
}

bool record_put(struct store *s, struct store_unit *u, const void *bytes, size_t n)
{
    struct reader r = {bytes, n, false};
    uint32_t headers;
    take(&r, &headers, sizeof headers);
    for (uint32_t i = 0; i < headers && !r.wrong; i++) r.wrong |= !put_header(s, &r);
    GBytes *outline = take_run(&r), *ir = take_run(&r);
    GBytes *local = outline && !r.wrong && r.left == 0 ? outline_renumber(outline, id_of_header, s) : NULL;
    if (local) {
        struct outline o;
        bool same = put_again(s, STORE_IR, u->id, ir);
        same &= put_again(s, STORE_OUTLINE, u->id, local);
        outline_open(&o, g_bytes_get_data(local, NULL), g_bytes_get_size(local));
        u->functions = o.nfuncs;
        u->flags = STORE_UNIT_PARSED | (same ? u->flags & STORE_UNIT_ANALYSED : 0);
        store_unit_changed(s, u);
        g_bytes_unref(local);
    }
    if (outline) g_bytes_unref(outline);
    if (ir) g_bytes_unref(ir);
    return local != NULL;
}
