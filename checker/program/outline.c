/* See outline.h. The form: a head with the counts, then the arrays, those of 64-bit members first, then the
 * file's name. */
#include "program/outline.h"

#include <string.h>

struct head {
    uint64_t probes;
    uint32_t nfuncs, nrefs, nfields, nstores, nheaders, nexterns, file_size, unused;
};

/* ---- making ---- */

struct maker {
    uint64_t (*header_hash)(void *context, sym link);
    void *context;
    GArray *funcs, *stores, *fields, *headers, *header_links, *externs, *refs;
    GHashTable *own;   /* link to index + 1         */
    GHashTable *known; /* link to outline_ref + 1   */
    GHashTable *seen;  /* of one function: refs and fields that it has already */
};

static outline_ref add_name(struct maker *m, sym link)
{
    uint64_t hash = m->header_hash(m->context, link), name = sym_hash(link);
    if (hash) {
        g_array_append_val(m->headers, hash);
        g_array_append_val(m->header_links, name);
        return (outline_ref)OUTLINE_HEADER << 30 | (m->headers->len - 1);
    }
    g_array_append_val(m->externs, name);
    return (outline_ref)OUTLINE_EXTERN << 30 | (m->externs->len - 1);
}

static outline_ref ref_of(struct maker *m, sym link)
{
    gpointer key = GUINT_TO_POINTER(link), found = g_hash_table_lookup(m->own, key);
    if (found) return (outline_ref)OUTLINE_OWN << 30 | (GPOINTER_TO_UINT(found) - 1);
    found = g_hash_table_lookup(m->known, key);
    if (found) return GPOINTER_TO_UINT(found) - 1;
    outline_ref ref = add_name(m, link);
    g_hash_table_insert(m->known, key, GUINT_TO_POINTER(ref + 1));
    return ref;
}

static void refer(struct maker *m, sym link)
{
    if (!g_hash_table_add(m->seen, GUINT_TO_POINTER(link))) return;
    outline_ref ref = ref_of(m, link);
    g_array_append_val(m->refs, ref);
}

static void refer_value(struct maker *m, ir_val v)
{
    if (ir_val_kind(v) == IRV_FUNC) refer(m, ir_val_index(v));
}

static void add_store(struct maker *m, sym field, sym func)
{
    struct outline_store store = {sym_hash(field), ref_of(m, func), 0};
    for (guint i = 0; i < m->stores->len; i++) {
        const struct outline_store *s = &g_array_index(m->stores, struct outline_store, i);
        if (s->field == store.field && s->func == store.func) return;
    }
    g_array_append_val(m->stores, store);
}

/* Functions that are stored in fields: the address of the field is made just before. */
static void add_stores(struct maker *m, const struct ir_func *f)
{
    sym *field_of = g_new0(sym, f->nvars + 1);
    for (uint32_t i = 0; i < f->ninsns; i++) {
        const struct ir_insn *n = &f->insns[i];
        if (n->op == IR_FIELD && ir_val_kind(n->dst) == IRV_VAR) field_of[ir_val_index(n->dst)] = n->ref;
        if (n->op != IR_STORE || ir_val_kind(n->a) != IRV_VAR || ir_val_kind(n->b) != IRV_FUNC) continue;
        sym field = field_of[ir_val_index(n->a)];
        if (field) add_store(m, field, ir_val_index(n->b));
    }
    g_free(field_of);
}

static bool is_function_pointer(sym type)
{
    return strstr(sym_text(type), "(*") != NULL;
}

static void add_field(struct maker *m, uint32_t first, sym field)
{
    uint64_t hash = sym_hash(field);
    for (guint i = first; i < m->fields->len; i++) {
        if (g_array_index(m->fields, uint64_t, i) == hash) return;
    }
    g_array_append_val(m->fields, hash);
}

static void add_func(struct maker *m, const struct ir_func *f)
{
    struct outline_func o = {.link = sym_hash(f->link),
                             .name = sym_hash(f->name),
                             .refs = m->refs->len,
                             .fields = m->fields->len,
                             .is_extern = f->link == f->name,
                             .line = f->line};
    bool calls_through = false;
    g_hash_table_remove_all(m->seen);
    for (uint32_t i = 0; i < f->ninsns; i++) {
        const struct ir_insn *n = &f->insns[i];
        if (n->op == IR_CALL) refer(m, n->ref);
        calls_through |= n->op == IR_ICALL;
        refer_value(m, n->a);
        refer_value(m, n->b);
    }
    for (uint32_t i = 0; i < f->nargs; i++) refer_value(m, f->args[i]);
    for (uint32_t i = 0; i < f->ninsns && calls_through; i++) {
        const struct ir_insn *n = &f->insns[i];
        if (n->op == IR_FIELD && is_function_pointer(n->type)) add_field(m, o.fields, n->ref);
    }
    o.nrefs = m->refs->len - o.refs;
    o.nfields = m->fields->len - o.fields;
    g_array_append_val(m->funcs, o);
}

static void append(GByteArray *out, GArray *part)
{
    if (part->len > 0)
        g_byte_array_append(out, (const guint8 *)part->data, part->len * g_array_get_element_size(part));
}

uint64_t outline_probes(const struct ir_unit *unit)
{
    uint64_t hash = 0;
    for (uint32_t i = 0; i < unit->nprobes; i++) {
        uint64_t probe[2] = {sym_hash(unit->probes[i].name), (uint64_t)unit->probes[i].value};
        hash = hash64_more(hash, probe, sizeof probe);
    }
    return hash;
}

GBytes *outline_make(const struct ir_unit *unit, const struct ir_func *only,
                     uint64_t (*header_hash)(void *context, sym link), void *context)
{
    struct maker m = {.header_hash = header_hash, .context = context};
    GArray **const wide[] = {&m.fields, &m.headers, &m.header_links, &m.externs};
    m.funcs = g_array_new(FALSE, FALSE, sizeof(struct outline_func));
    m.stores = g_array_new(FALSE, FALSE, sizeof(struct outline_store));
    m.refs = g_array_new(FALSE, FALSE, sizeof(outline_ref));
    for (size_t i = 0; i < G_N_ELEMENTS(wide); i++) *wide[i] = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    m.own = g_hash_table_new(NULL, NULL);
    m.known = g_hash_table_new(NULL, NULL);
    m.seen = g_hash_table_new(NULL, NULL);

    const struct ir_func *const *funcs = only ? &only : (const struct ir_func *const *)unit->funcs;
    uint32_t n = 0;
    while (n < (only ? 1 : unit->nfuncs) && (only || !funcs[n]->is_header)) n++;
    for (uint32_t i = 0; i < n; i++)
        g_hash_table_insert(m.own, GUINT_TO_POINTER(funcs[i]->link), GUINT_TO_POINTER(i + 1));
    for (uint32_t i = 0; i < n; i++) add_func(&m, funcs[i]);
    for (uint32_t i = 0; i < n; i++) add_stores(&m, funcs[i]);
    for (uint32_t i = 0; !only && i < unit->ninits; i++) {
        if (unit->inits[i].func) add_store(&m, unit->inits[i].field, unit->inits[i].func);
    }

    GArray *const parts[] = {m.funcs, m.stores, m.fields, m.headers, m.header_links, m.externs, m.refs};
    const char *file = sym_text(only ? only->file : unit->file);
    const struct head head = {.probes = outline_probes(unit),
                              .nfuncs = m.funcs->len,
                              .nrefs = m.refs->len,
                              .nfields = m.fields->len,
                              .nstores = m.stores->len,
                              .nheaders = m.headers->len,
                              .nexterns = m.externs->len,
                              .file_size = (uint32_t)strlen(file) + 1};
    GByteArray *out = g_byte_array_new();
    g_byte_array_append(out, (const guint8 *)&head, sizeof head);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        append(out, parts[i]);
        g_array_unref(parts[i]);
    }
    g_byte_array_append(out, (const guint8 *)file, head.file_size);
    g_hash_table_unref(m.own);
    g_hash_table_unref(m.known);
    g_hash_table_unref(m.seen);
    return g_byte_array_free_to_bytes(out);
}

/* ---- using ---- */

static bool refs_hold(const struct outline *o)
{
    const uint32_t limits[] = {o->nfuncs, o->nheaders, o->nexterns, 0};
    for (uint32_t i = 0; i < o->nrefs; i++) {
        if (outline_index(o->refs[i]) >= limits[o->refs[i] >> 30]) return false;
    }
    for (uint32_t i = 0; i < o->nstores; i++) {
        outline_ref r = o->stores[i].func;
        if (outline_index(r) >= limits[r >> 30]) return false;
    }
    for (uint32_t i = 0; i < o->nfuncs; i++) {
        const struct outline_func *f = &o->funcs[i];
        if (f->refs > o->nrefs || f->nrefs > o->nrefs - f->refs) return false;
        if (f->fields > o->nfields || f->nfields > o->nfields - f->fields) return false;
    }
    return true;
}

bool outline_open(struct outline *out, const void *bytes, size_t n)
{
    struct head h;
    memset(out, 0, sizeof *out);
    if (n < sizeof h || (uintptr_t)bytes % _Alignof(uint64_t)) return false;
    memcpy(&h, bytes, sizeof h);
    out->probes = h.probes;
    out->nfuncs = h.nfuncs, out->nrefs = h.nrefs, out->nfields = h.nfields;
    out->nstores = h.nstores, out->nheaders = h.nheaders, out->nexterns = h.nexterns;
    const char *at = (const char *)bytes + sizeof h;
    const struct {
        const void **to;
        uint64_t size;
    } parts[] = {
        {(const void **)&out->funcs, (uint64_t)h.nfuncs * sizeof *out->funcs},
        {(const void **)&out->stores, (uint64_t)h.nstores * sizeof *out->stores},
        {(const void **)&out->fields, (uint64_t)h.nfields * sizeof(uint64_t)},
        {(const void **)&out->headers, (uint64_t)h.nheaders * sizeof(uint64_t)},
        {(const void **)&out->header_links, (uint64_t)h.nheaders * sizeof(uint64_t)},
        {(const void **)&out->externs, (uint64_t)h.nexterns * sizeof(uint64_t)},
        {(const void **)&out->refs, (uint64_t)h.nrefs * sizeof(outline_ref)},
        {(const void **)&out->file, h.file_size},
    };
    uint64_t left = n - sizeof h;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].size > left) return false;
        *parts[i].to = at;
        at += parts[i].size;
        left -= parts[i].size;
    }
    return left == 0 && h.file_size > 0 && !out->file[h.file_size - 1] && refs_hold(out);
}

GBytes *outline_renumber(GBytes *outline, uint64_t (*replace)(void *context, uint64_t header), void *context)
{
    gsize n;
    const void *bytes = g_bytes_get_data(outline, &n);
    struct outline o;
    if (!outline_open(&o, bytes, n)) return NULL;
    char *copy = g_memdup2(bytes, n);
    uint64_t *headers = (uint64_t *)(void *)(copy + ((const char *)o.headers - (const char *)bytes));
    for (uint32_t i = 0; i < o.nheaders; i++) headers[i] = replace(context, headers[i]);
    return g_bytes_new_take(copy, n);
}
