/* Memory in fields, over the whole program: what one function allocates and another one releases. See
 * inside.h.
 *
 * A field is one of a record's name, and a driver is a folder: drivers have records of one name, so only what
 * is stored in the same folder, above it or below counts. A release is wrong if all that is stored there is
 * memory whose origin is known, and none of it fits. So what a unit stores matters to the units near it only:
 * where it has become another, the notes of these are read, and those that they may depend on.
 */
#include "program/inside.h"

#include "analysis/pack.h"
#include "base/pack.h"
#include "ir/pack.h"

#include <string.h>

/* ---- notes in bytes ---- */

enum {
    NOTE_CLAIM = 1,
    NOTE_KNOWN = 2,
    NOTE_ORIGIN = 4,
    NOTE_BESIDE = 8,
    NOTE_MEASURE = 16, /* times enum rule_measure */
    NOTE_BITS = 64,
};

static void pack_store(struct packer *p, const struct provenance *from)
{
    pack_uint(p, from->rule->id);
    pack_sym(p, from->func->link);
    pack_sym(p, from->func->file);
    pack_uint(p, from->func->line);
    ir_pack_loc(p, &from->loc);
    pack_sym(p, from->callee);
}

struct packer *pack_field_notes(GPtrArray *notes)
{
    if (notes->len == 0) return NULL;
    struct packer *p = packer_new();
    pack_uint(p, notes->len);
    for (guint i = 0; i < notes->len; i++) {
        const struct field_note *n = notes->pdata[i];
        uint64_t field = sym_hash(n->field);
        pack_bytes(p, &field, sizeof field);
        pack_uint(p, (n->kind == FIELD_CLAIMED ? NOTE_CLAIM : 0) | (n->known ? NOTE_KNOWN : 0) |
                         (n->from.rule ? NOTE_ORIGIN : 0) | (n->amount_field ? NOTE_BESIDE : 0) |
                         (unsigned)n->measure * NOTE_MEASURE);
        if (n->known) pack_int(p, n->amount);
        if (n->amount_field) pack_sym(p, n->amount_field);
        if (n->kind == FIELD_CLAIMED)
            violation_pack(p, n->claim);
        else if (n->from.rule)
            pack_store(p, &n->from);
    }
    return p;
}

/* A note as it comes back. */
struct note {
    uint64_t field;
    bool claimed, known;
    enum rule_measure measure;
    int64_t amount;
    sym amount_field;
    struct provenance from;  /* stored; without a rule: of unknown origin */
    struct violation *claim; /* claimed */
};

static void unpack_store(struct program *p, struct unpacker *u, struct arena *arena, struct provenance *out)
{
    struct signature *func = ARENA_NEW(arena, struct signature);
    out->rule = rules_by_id(p->rules, RULE_KIND_ALLOC, (uint32_t)unpack_uint(u));
    func->link = unpack_sym(u);
    func->name = ir_base_name(func->link);
    func->file = unpack_sym(u);
    func->line = (uint32_t)unpack_uint(u);
    ir_unpack_loc(u, &out->loc);
    out->func = func;
    out->callee = unpack_sym(u);
}

static bool unpack_note(struct program *p, struct unpacker *u, struct arena *arena, struct note *out)
{
    size_t n;
    const void *field = unpack_bytes(u, &n);
    *out = (struct note){0};
    if (field && n == sizeof out->field) memcpy(&out->field, field, n);
    uint64_t flags = unpack_uint(u);
    out->claimed = flags & NOTE_CLAIM;
    out->known = flags & NOTE_KNOWN;
    out->measure = (enum rule_measure)(flags / NOTE_MEASURE);
    if (out->known) out->amount = unpack_int(u);
    if (flags & NOTE_BESIDE) out->amount_field = unpack_sym(u);
    if (out->claimed)
        out->claim = violation_unpack(u, p->rules, arena);
    else if (flags & NOTE_ORIGIN)
        unpack_store(p, u, arena, &out->from);
    return unpack_ok(u) && flags < NOTE_BITS && out->measure <= RULE_BY_OWNER;
}

/* ---- all of the program ---- */

struct memory {
    struct program *program;
    struct arena *arena;
    struct folders *claiming; /* of the claims                         */
    GHashTable *stores;       /* &field to GArray of struct placed     */
    GArray *claims;           /* of struct placed, in the parts' order */
};

/* A note, and whose it is. */
struct placed {
    struct note note;
    uint32_t part;
};

static void free_array(gpointer array)
{
    g_array_unref(array);
}

static void add_claim(struct memory *m, uint32_t part, const struct note *n)
{
    struct placed claim = {*n, part};
    if (!n->claim) return;
    g_array_append_val(m->claims, claim);
    folders_add(m->claiming, m->program->graph->parts[part].outline.file);
}

static void add_store(struct memory *m, uint32_t part, const struct note *n)
{
    struct placed stored = {*n, part};
    if (n->claimed) return;
    GArray *list = g_hash_table_lookup(m->stores, &n->field);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof stored);
        g_hash_table_insert(m->stores, arena_dup(m->arena, &n->field, sizeof n->field), list);
    }
    g_array_append_val(list, stored);
}

typedef void (*note_user)(struct memory *m, uint32_t part, const struct note *n);

static void each_note_of(struct memory *m, uint32_t part, GBytes *notes, note_user each)
{
    struct unpacker *u = unpacker_new(g_bytes_get_data(notes, NULL), g_bytes_get_size(notes));
    uint32_t functions = unpack_count(u);
    for (uint32_t i = 0; i < functions && unpack_ok(u); i++) {
        unpack_hash(u); /* the function's link */
        struct span list = unpack_span(u);
        struct unpacker *inner = unpacker_new(list.data, list.size);
        uint32_t n = unpack_count(inner);
        struct note note;
        for (uint32_t k = 0; k < n && unpack_note(m->program, inner, m->arena, &note); k++)
            each(m, part, &note);
        unpacker_free(inner);
    }
    unpacker_free(u);
}

static void each_note(struct memory *m, uint32_t part, note_user each)
{
    uint32_t id = m->program->graph->parts[part].id;
    struct store *s = m->program->store;
    GBytes *notes = store_has(s, STORE_FIELDS, id) ? store_get(s, STORE_FIELDS, id) : NULL;
    if (!notes) return;
    each_note_of(m, part, notes, each);
    g_bytes_unref(notes);
}

/* Whether one folder is the other, or holds it. */
static bool same_driver(const char *a, const char *b)
{
    const char *x = strrchr(a, '/'), *y = strrchr(b, '/');
    size_t n = x ? (size_t)(x - a) : 0, m = y ? (size_t)(y - b) : 0, less = MIN(n, m);
    if (strncmp(a, b, less) != 0) return false;
    return n == m || (n < m ? b[less] == '/' : a[less] == '/');
}

/* ---- judging ---- */

/* The stores of a field or variable that a part of the program may meet; the next one from *i on. */
static const struct placed *next_store(const struct memory *m, uint32_t part, uint64_t field, guint *i)
{
    const GArray *list = g_hash_table_lookup(m->stores, &field);
    const char *file = m->program->graph->parts[part].outline.file;
    while (list && *i < list->len) {
        const struct placed *s = &g_array_index(list, struct placed, (*i)++);
        if (same_driver(m->program->graph->parts[s->part].outline.file, file)) return s;
    }
    return NULL;
}

/* Whether both notes are of objects of one kind, that are made in two places. */
static bool are_made_apart(const struct provenance *a, const struct provenance *b)
{
    return a->rule && b->rule && a->rule->family->release == b->rule->family->release &&
           (a->loc.line != b->loc.line || a->loc.col != b->loc.col || a->loc.file != b->loc.file);
}

/* Whether two fields or variables never hold the same cache or pool: all that is stored in them is made for
 * them. */
static bool never_the_same(const struct memory *m, uint32_t part, uint64_t one, uint64_t other)
{
    const struct placed *a, *b;
    guint pairs = 0;
    for (guint i = 0; (a = next_store(m, part, one, &i));) {
        for (guint k = 0; (b = next_store(m, part, other, &k)); pairs++)
            if (!are_made_apart(&a->note.from, &b->note.from)) return false;
    }
    return pairs > 0;
}

/* Whether both amounts are what a field of the object holds: two fields may hold the same, but why are there
 * two? */
static bool by_fields(const struct note *claim, const struct note *stored)
{
    return claim->amount_field && stored->amount_field;
}

/* Whether memory of the right family is given back as it was taken: 1 yes, 0 no, -1 that is not known. */
static int fits_amount(const struct memory *m, const struct placed *claim, const struct note *s)
{
    const struct note *c = &claim->note;
    if (c->measure != s->measure) return -1;
    if (c->known && s->known) return c->amount == s->amount;
    if (!by_fields(c, s)) return -1;
    if (c->amount_field == s->amount_field) return 1;
    if (c->measure != RULE_BY_OWNER) return 0;
    return never_the_same(m, claim->part, sym_hash(c->amount_field), sym_hash(s->amount_field)) ? 0 : -1;
}

/* Whether what is stored is right for what is done with it: 1 yes, 0 no, -1 that is not known. */
static int fits(const struct memory *m, const struct placed *c, const struct note *s)
{
    if (!s->from.rule) return -1;
    const struct rule_family *family = s->from.rule->family;
    const void *rule = event_leaf(c->note.claim->event)->rule;
    switch ((enum violation_kind)c->note.claim->kind) {
    case VIOLATION_USE:
        return family->linear == RULE_LINEAR_YES ? 1 : family->linear == RULE_LINEAR_NO ? 0 : -1;
    case VIOLATION_FLAGS: return family != ((const struct rule_flags *)rule)->owner;
    case VIOLATION_OWNER:
        return never_the_same(m, c->part, c->note.field, sym_hash(c->note.amount_field)) ? 0 : -1;
    default: return rule_release_takes(rule, family) ? fits_amount(m, c, s) : 0;
    }
}

static bool refers_to(const struct graph *g, uint32_t part, uint32_t other)
{
    for (uint32_t i = 0; i < g->parts[part].outline.nexterns; i++) {
        node_id n = g->parts[part].externs[i];
        if (n != NO_NODE && g->part_of[n] == other) return true;
    }
    return false;
}

/* Whether two units are of one driver for certain. In a folder of small drivers, units that know nothing of
 * one another share records of the core. */
static bool are_linked(const struct graph *g, uint32_t a, uint32_t b)
{
    return a == b || refers_to(g, a, b) || refers_to(g, b, a);
}

/* The allocation that the release may meet, if none of them is right: the first of a unit that is linked with
 * it, or else the first one. */
static const struct note *wrong_for(const struct memory *m, const struct placed *c, bool *linked)
{
    const struct placed *first = NULL, *s;
    *linked = false;
    for (guint i = 0; (s = next_store(m, c->part, c->note.field, &i));) {
        if (fits(m, c, &s->note) != 0) return NULL;
        bool better = !*linked && are_linked(m->program->graph, c->part, s->part);
        if (!first || better) first = s;
        *linked |= better;
    }
    return first ? &first->note : NULL;
}

/* Whether `other` is a release of the same field in the same function, and all that is stored there fits it.
 */
static bool is_other_way(const struct memory *m, const struct placed *other, const struct placed *c)
{
    bool linked;
    return other->note.field == c->note.field && other->note.claim->kind == c->note.claim->kind &&
           other->note.claim->event->func->link == c->note.claim->event->func->link &&
           !wrong_for(m, other, &linked);
}

/* Whether the function of a wrong release has another one of the same field, which fits: something that it
 * tests says which memory it is. */
static bool is_one_of_two(const struct memory *m, guint claim)
{
    const struct placed *all = (const struct placed *)(const void *)m->claims->data, *c = &all[claim];
    for (guint i = claim; i-- > 0 && all[i].part == c->part;)
        if (is_other_way(m, &all[i], c)) return true;
    for (guint i = claim + 1; i < m->claims->len && all[i].part == c->part; i++)
        if (is_other_way(m, &all[i], c)) return true;
    return false;
}

/* "size 256, and not 32", "size ring.in_size, and not ring.out_size" */
static sym difference(const struct note *c, const struct note *s)
{
    const char *what = s->measure == RULE_BY_ORDER ? "order" : "size";
    if (s->measure == RULE_BY_OWNER) return owners_text(c->amount_field, s->amount_field);
    if (by_fields(c, s))
        return sym_fmt("%s %s, and not %s", what, sym_text(s->amount_field), sym_text(c->amount_field));
    return sym_fmt("%s %lld, and not %lld", what, (long long)s->amount, (long long)c->amount);
}

static struct violation *violation_of(const struct note *c, const struct note *s)
{
    struct violation *v = c->claim;
    if (v->kind == VIOLATION_OWNER) return v; /* has its memory */
    v->from = s->from;
    if (v->kind == VIOLATION_FREE && rule_release_takes(event_leaf(v->event)->rule, s->from.rule->family)) {
        v->kind = s->measure == RULE_BY_OWNER ? VIOLATION_OWNER : VIOLATION_ORDER;
        v->amounts = difference(c, s);
        v->likely |= s->measure != RULE_BY_OWNER && by_fields(c, s);
    }
    return v;
}

static void judge(struct memory *m)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < m->claims->len; i++) {
        const struct placed *c = &g_array_index(m->claims, struct placed, i);
        bool linked;
        const struct note *s = wrong_for(m, c, &linked);
        if (s && !linked) c->note.claim->likely = true;
        if (s && is_one_of_two(m, i)) {
            c->note.claim->likely = true;
            c->note.claim->assumption = sym_of("unless a test says which memory it is");
        }
        if (s) g_ptr_array_add(found, violation_of(&c->note, s));
        if (i + 1 < m->claims->len && c[1].part == c->part) continue;
        struct packer *packed = pack_violations(found);
        if (packed) m->program->knowledge[c->part].claims = packer_finish(packed);
        g_ptr_array_set_size(found, 0);
    }
    g_ptr_array_unref(found);
}

void memory_mark(struct program *p)
{
    for (uint32_t i = 0; i < p->graph->nunits; i++)
        p->knowledge[i].claim |= folders_near(p->shrunk, p->graph->parts[i].outline.file);
}

static void add_stored(struct memory *m, uint32_t part, const struct note *n)
{
    (void)part;
    g_hash_table_add(m->program->stored, g_memdup2(&n->field, sizeof n->field));
}

void memory_differs(struct program *p, GBytes *notes)
{
    struct memory m = {.program = p, .arena = arena_new()};
    if (notes) each_note_of(&m, NO_PART, notes, add_stored);
    arena_free(m.arena);
}

static void mark_if_stored(struct memory *m, uint32_t part, const struct note *n)
{
    m->program->knowledge[part].claim |=
        n->claimed && (n->measure == RULE_BY_OWNER || g_hash_table_contains(m->program->stored, &n->field));
}

/* What is new is judged, and what is near to units that use its fields in another way than before. */
static void mark_changed(struct memory *m)
{
    struct program *p = m->program;
    struct folders *changed = folders_new();
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        struct knowledge *k = &p->knowledge[i];
        if (!k->fresh && !k->solved && !k->stores) continue; /* who it is linked with is as it was, too */
        k->claim = true;
        folders_add(changed, p->graph->parts[i].outline.file);
    }
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        if (!p->knowledge[i].claim && folders_near(changed, p->graph->parts[i].outline.file))
            each_note(m, i, mark_if_stored);
    }
    folders_free(changed);
}

void memory_judge(struct program *p)
{
    struct memory m = {.program = p, .arena = arena_new(), .claiming = folders_new()};
    m.stores = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_array);
    m.claims = g_array_new(FALSE, FALSE, sizeof(struct placed));
    mark_changed(&m);
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        if (!p->knowledge[i].claim) continue;
        p->knowledge[i].claimed = true;
        each_note(&m, i, add_claim);
    }
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        if (folders_near(m.claiming, p->graph->parts[i].outline.file)) each_note(&m, i, add_store);
    }
    judge(&m);
    folders_free(m.claiming);
    g_hash_table_unref(m.stores);
    g_array_unref(m.claims);
    arena_free(m.arena);
}
