/* Results to bytes. See pack.h, and packed.h for the form.
 *
 * A record is gathered before it is written: which expressions its outcomes and events name, in the order in
 * which they do, and which signatures and inner events. What the analysis exported on its way and then had no
 * use for is left out, so that it makes no difference between two summaries.
 */
#include "analysis/packed.h"

/* One inner event, as it will be written. */
struct link {
    const struct event *event; /* for its place, callee and flags      */
    uint32_t func, inner;      /* places in the lists, plus one        */
    uint8_t kind;              /* of the leaf, which has the rule      */
    const void *rule;
};

enum { TOO_DEEP = UINT16_MAX };

struct packing {
    struct packer *p;
    GPtrArray *sigs; /* const struct signature * */
    GArray *links;   /* struct link, inner ones first */
    const struct summary *s;
    uint32_t *place; /* by sx: its place among the expressions, plus one; 0: not met */
    uint16_t *depth; /* by sx; TOO_DEEP: it is written as an unknown value */
    GArray *order;   /* sx, by place */
    uint32_t nphis, nallocs;
};

static void packing_start(struct packing *k, struct packer *p)
{
    *k = (struct packing){.p = p};
    k->sigs = g_ptr_array_new();
    k->links = g_array_new(FALSE, FALSE, sizeof(struct link));
}

static void packing_end(struct packing *k)
{
    g_ptr_array_unref(k->sigs);
    g_array_unref(k->links);
}

/* ---- gathering ---- */

static bool same_signature(const struct signature *a, const struct signature *b)
{
    return a == b ||
           (a->link == b->link && a->file == b->file && a->line == b->line && a->is_header == b->is_header);
}

/* The function's number; a new one if it has none yet. */
static uint32_t sig_number(struct packing *k, const struct signature *sig)
{
    if (!sig) return 0;
    for (guint i = 0; i < k->sigs->len; i++)
        if (same_signature(k->sigs->pdata[i], sig)) return i + 1;
    g_ptr_array_add(k->sigs, (gpointer)sig);
    return k->sigs->len;
}

static bool same_place(const struct ir_loc *a, const struct ir_loc *b)
{
    return a->line == b->line && a->col == b->col && a->file == b->file && a->macro == b->macro;
}

static bool same_link(const struct link *a, const struct link *b)
{
    return a->func == b->func && a->inner == b->inner && a->kind == b->kind && a->rule == b->rule &&
           a->event->callee == b->event->callee && a->event->flags == b->event->flags &&
           same_place(&a->event->loc, &b->event->loc);
}

static uint32_t link_number(struct packing *k, const struct link *link)
{
    for (guint i = 0; i < k->links->len; i++)
        if (same_link(&g_array_index(k->links, struct link, i), link)) return i + 1;
    g_array_append_vals(k->links, link, 1);
    return k->links->len;
}

/* The number of `e` with all that is inside of it, of which at most `limit` events are kept. */
static uint32_t chain_number(struct packing *k, const struct event *e, unsigned limit)
{
    const struct event *kept[MAX_CHAIN + 2];
    struct link link = {0};
    unsigned n = 0;
    uint32_t number = 0;

    g_assert(limit <= G_N_ELEMENTS(kept));
    for (; e; e = e->inner) {
        if (n == limit) n--; /* what is dropped stands before the innermost */
        kept[n++] = e;
    }
    if (!n) return 0;
    link.kind = kept[n - 1]->kind;
    link.rule = kept[n - 1]->rule;
    while (n-- > 0) {
        link.event = kept[n];
        link.func = sig_number(k, kept[n]->func);
        link.inner = number;
        number = link_number(k, &link);
    }
    return number;
}

static void deepen(const struct packing *k, sx e, sx part)
{
    if (part && k->depth[part] != TOO_DEEP) k->depth[e] = MAX(k->depth[e], (uint16_t)(k->depth[part] + 1));
}

/* Parts come before what is made of them. */
static void find_depths(struct packing *k)
{
    for (sx e = 1; e < k->s->nnodes; e++) {
        const struct ex_node *n = &k->s->nodes[e];
        const sx parts[] = {n->a, n->b, n->c};

        for (unsigned i = 0; i < packed_children(n->kind); i++) deepen(k, e, parts[i]);
        for (unsigned i = 0; n->kind == EXK_PHI && i < n->a; i++) deepen(k, e, k->s->phis[n->c][i]);
        if (n->kind == EXK_ALLOC) {
            deepen(k, e, k->s->provenances[n->c].size);
            deepen(k, e, k->s->provenances[n->c].order);
            deepen(k, e, k->s->provenances[n->c].owner);
        }
        if (k->depth[e] > PACKED_DEPTH) k->depth[e] = TOO_DEEP;
    }
}

/* The expression as it is written. */
static struct ex_node node_of(const struct packing *k, sx e)
{
    return k->depth[e] == TOO_DEEP ? (struct ex_node){.kind = EXK_CALL} : k->s->nodes[e];
}

static void meet(struct packing *k, sx e);

static void meet_inputs(struct packing *k, const struct ex_node *n)
{
    for (unsigned i = 0; i < n->a; i++) meet(k, k->s->phis[n->c][i]);
    k->nphis++;
}

static void meet_allocation(struct packing *k, const struct provenance *from)
{
    meet(k, from->size);
    meet(k, from->order);
    meet(k, from->owner);
    sig_number(k, from->func);
    k->nallocs++;
}

/* Gives the expression a place, after those that it is made of. */
static void meet(struct packing *k, sx e)
{
    const struct ex_node n = node_of(k, e);
    const sx parts[] = {n.a, n.b, n.c};

    if (!e || k->place[e]) return;
    for (unsigned i = 0; i < packed_children(n.kind); i++) meet(k, parts[i]);
    if (n.kind == EXK_PHI) meet_inputs(k, &n);
    if (n.kind == EXK_ALLOC) meet_allocation(k, &k->s->provenances[n.c]);
    g_array_append_val(k->order, e);
    k->place[e] = k->order->len;
}

static void meet_conds(struct packing *k, const struct cond *conds, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        meet(k, conds[i].e);
        if (conds[i].guard) meet(k, conds[i].guard);
    }
}

static void meet_outcome(struct packing *k, const struct outcome *o)
{
    meet_conds(k, o->conds, o->nconds);
    for (unsigned i = 0; i < o->nheld; i++) meet(k, o->held[i].lock);
    for (unsigned i = 0; i < o->nundone; i++) meet(k, o->undone[i].lock);
    meet(k, o->result);
    for (uint32_t i = 0; i < o->nstores; i++) {
        meet(k, o->stores[i].addr);
        meet(k, o->stores[i].value);
    }
}

static void meet_event(struct packing *k, const struct event *e)
{
    meet_conds(k, e->conds, e->nconds);
    meet(k, e->need);
    meet(k, e->value);
    meet(k, e->amount);
    if (e->origin) sig_number(k, e->origin->func);
    chain_number(k, e->inner, MAX_CHAIN);
}

/* ---- pieces ---- */

/* Relative to the function, if there is one. */
static void pack_place(struct packer *p, const struct ir_loc *loc, const struct signature *func)
{
    const sym file = func ? func->file : SYM_NONE;
    const int64_t lines = (int64_t)loc->line - (func ? func->line : 0);

    pack_int(p, lines * 2 + (loc->file != file));
    if (loc->file != file) pack_sym(p, loc->file);
    pack_uint(p, loc->col);
    pack_sym(p, loc->macro);
}

static void pack_signature(struct packer *p, const struct signature *sig)
{
    pack_sym(p, sig->link);
    pack_sym(p, sig->file);
    pack_uint(p, (uint64_t)sig->line * 2 + sig->is_header);
}

static uint32_t rule_number(enum rule_kind kind, const void *rule)
{
    switch (kind) {
    case RULE_KIND_ALLOC: return ((const struct rule_alloc *)rule)->id;
    case RULE_KIND_RELEASE: return ((const struct rule_release *)rule)->id;
    case RULE_KIND_SLEEP: return ((const struct rule_sleep *)rule)->id;
    case RULE_KIND_LOCK: return ((const struct rule_lock *)rule)->id;
    case RULE_KIND_CALLBACK: return ((const struct rule_callback *)rule)->id;
    case RULE_KIND_USE: return ((const struct rule_use *)rule)->id;
    case RULE_KIND_FLAGS: return ((const struct rule_flags *)rule)->id;
    case RULE_KINDS: break;
    }
    g_assert_not_reached();
}

/* The signatures and links of the record. */
static void pack_lists(struct packing *k)
{
    struct packer *p = k->p;

    pack_uint(p, k->sigs->len);
    for (guint i = 0; i < k->sigs->len; i++) pack_signature(p, k->sigs->pdata[i]);
    pack_uint(p, k->links->len);
    for (guint i = 0; i < k->links->len; i++) {
        const struct link *link = &g_array_index(k->links, struct link, i);

        pack_uint(p, link->inner);
        if (!link->inner) {
            pack_uint(p, link->kind);
            if (link->rule) pack_uint(p, rule_number(packed_rule_kind(link->kind), link->rule));
        }
        pack_uint(p, link->func);
        pack_place(p, &link->event->loc, link->event->func);
        pack_sym(p, link->event->callee);
        pack_sym(p, link->event->flags);
    }
}

/* ---- summaries ---- */

static void pack_ref(const struct packing *k, sx e)
{
    pack_uint(k->p, k->place[e]);
}

/* A part of the expression at `place`. */
static void pack_part(const struct packing *k, uint32_t place, sx part)
{
    pack_uint(k->p, part ? place - k->place[part] : 0);
}

static void pack_allocation(struct packing *k, uint32_t place, const struct provenance *from)
{
    pack_uint(k->p, from->rule->id);
    pack_part(k, place, from->size);
    pack_part(k, place, from->order);
    pack_part(k, place, from->owner);
    pack_uint(k->p, sig_number(k, from->func));
    pack_place(k->p, &from->loc, from->func);
    pack_sym(k->p, from->callee);
}

static void pack_node(struct packing *k, uint32_t place, const struct ex_node *n)
{
    struct packer *p = k->p;
    const sx parts[] = {n->a, n->b, n->c};

    pack_uint(p, n->kind);
    if (n->kind == EXK_UNARY || n->kind == EXK_BINARY) pack_uint(p, n->sub);
    for (unsigned i = 0; i < packed_children(n->kind); i++) pack_part(k, place, parts[i]);
    switch ((enum ex_kind)n->kind) {
    case EXK_CONST: pack_int(p, n->value); break;
    case EXK_PARAM:
    case EXK_FACT: pack_uint(p, n->a); break;
    case EXK_GLOBAL:
    case EXK_FUNC:
    case EXK_STRING: pack_sym(p, n->a); break;
    case EXK_FIELD:
        pack_sym(p, n->b);
        pack_sym(p, n->c);
        break;
    case EXK_PHI:
        pack_uint(p, n->a);
        for (unsigned i = 0; i < n->a; i++) pack_part(k, place, k->s->phis[n->c][i]);
        break;
    case EXK_ALLOC: pack_allocation(k, place, &k->s->provenances[n->c]); break;
    default: break; /* its parts are all that it is; which call's value it was is nothing to a caller */
    }
}

static void pack_nodes(struct packing *k)
{
    pack_uint(k->p, k->order->len);
    pack_uint(k->p, k->nphis);
    pack_uint(k->p, k->nallocs);
    for (guint i = 0; i < k->order->len; i++) {
        const struct ex_node n = node_of(k, g_array_index(k->order, sx, i));

        pack_node(k, i + 1, &n);
    }
}

/* `flags`: those that say nothing of the range. */
static void pack_range(struct packer *p, struct range r, unsigned flags)
{
    if (r.low != INT64_MIN) flags |= RANGE_LOW;
    if (r.high != INT64_MAX) flags |= RANGE_HIGH;
    if (r.holes) flags |= RANGE_HOLED;
    pack_uint(p, flags);
    if (flags & RANGE_LOW) pack_int(p, r.low);
    if (flags & RANGE_HIGH)
        pack_int(p, flags & RANGE_LOW ? (int64_t)((uint64_t)r.high - (uint64_t)r.low) : r.high);
    if (flags & RANGE_HOLED) pack_uint(p, r.holes);
}

static void pack_conds(const struct packing *k, const struct cond *conds, unsigned n)
{
    pack_uint(k->p, n);
    for (unsigned i = 0; i < n; i++) {
        const struct cond *c = &conds[i];

        pack_ref(k, c->e);
        pack_range(k->p, c->in,
                   (c->when ? RANGE_WHEN : 0) | (c->guard ? RANGE_GUARD : 0) |
                       c->about * (unsigned)RANGE_ABOUT);
        if (c->guard) pack_ref(k, c->guard);
    }
}

static void pack_levels(struct packer *p, const int8_t level[LEVEL_COUNT], unsigned flags)
{
    for (unsigned i = 0; i < LEVEL_COUNT; i++)
        if (level[i]) flags |= 1u << i;
    pack_uint(p, flags);
    for (unsigned i = 0; i < LEVEL_COUNT; i++)
        if (level[i]) pack_int(p, level[i]);
}

static void pack_held(const struct packing *k, const struct held_out *held, unsigned n)
{
    pack_uint(k->p, n);
    for (unsigned i = 0; i < n; i++) {
        pack_ref(k, held[i].lock);
        pack_uint(k->p, held[i].rule->id);
    }
}

static void pack_outcome(const struct packing *k, const struct outcome *o)
{
    pack_levels(k->p, o->level, 0);
    pack_conds(k, o->conds, o->nconds);
    pack_held(k, o->held, o->nheld);
    pack_held(k, o->undone, o->nundone);
    pack_ref(k, o->result);
    pack_range(k->p, o->in, 0);
    pack_uint(k->p, o->nstores);
    for (uint32_t i = 0; i < o->nstores; i++) {
        pack_ref(k, o->stores[i].addr);
        pack_ref(k, o->stores[i].value);
    }
}

static void pack_origin(struct packing *k, const struct origin *o)
{
    pack_uint(k->p, sig_number(k, o->func));
    pack_place(k->p, &o->loc, o->func);
    pack_sym(k->p, o->text);
    pack_uint(k->p, (uint64_t)o->bits * 2 + o->entry);
}

/* Its function is the summary's. */
static void pack_event(struct packing *k, const struct event *e)
{
    const uint32_t inner = chain_number(k, e->inner, MAX_CHAIN);

    pack_levels(k->p, e->level, (e->assumed ? EVENT_ASSUMED : 0) | (e->origin ? EVENT_ORIGIN : 0));
    pack_uint(k->p, inner);
    if (!inner) {
        pack_uint(k->p, e->kind);
        if (e->rule) pack_uint(k->p, rule_number(packed_rule_kind(e->kind), e->rule));
    }
    pack_place(k->p, &e->loc, e->func);
    pack_sym(k->p, e->callee);
    pack_sym(k->p, e->flags);
    pack_conds(k, e->conds, e->nconds);
    pack_ref(k, e->need);
    pack_ref(k, e->value);
    pack_ref(k, e->amount);
    if (e->origin) pack_origin(k, e->origin);
}

void summary_pack(struct packer *p, const struct summary *s)
{
    struct packing k;

    packing_start(&k, p);
    k.s = s;
    k.place = g_new0(uint32_t, s->nnodes);
    k.depth = g_new0(uint16_t, s->nnodes);
    k.order = g_array_new(FALSE, FALSE, sizeof(sx));
    find_depths(&k);
    sig_number(&k, s->func); /* the first one */
    for (uint32_t i = 0; i < s->noutcomes; i++) meet_outcome(&k, &s->outcomes[i]);
    for (uint32_t i = 0; i < s->nevents; i++) meet_event(&k, s->events[i]);

    pack_uint(p, (s->func ? SUMMARY_FUNC : 0) | (s->truncated ? SUMMARY_TRUNCATED : 0) |
                     (s->waits ? SUMMARY_WAITS : 0));
    pack_lists(&k);
    if (s->func) {
        pack_uint(p, s->func->nparams);
        for (uint32_t i = 0; i < s->func->nparams; i++) pack_sym(p, s->func->params[i]);
    }
    pack_nodes(&k);
    pack_uint(p, s->noutcomes);
    for (uint32_t i = 0; i < s->noutcomes; i++) pack_outcome(&k, &s->outcomes[i]);
    pack_uint(p, s->nevents);
    for (uint32_t i = 0; i < s->nevents; i++) pack_event(&k, s->events[i]);
    g_free(k.place);
    g_free(k.depth);
    g_array_unref(k.order);
    packing_end(&k);
}

/* ---- violations and registrations ---- */

static void pack_registration(struct packing *k, const struct registration *r)
{
    pack_sym(k->p, r->callback);
    pack_sym(k->p, r->member);
    pack_uint(k->p, r->rule->id);
    pack_uint(k->p, sig_number(k, r->func));
    pack_place(k->p, &r->loc, r->func);
    pack_sym(k->p, r->how);
    pack_uint(k->p, r->nknown);
    for (unsigned i = 0; i < r->nknown; i++) {
        const struct known_field *f = &r->known[i];

        pack_sym(k->p, f->field);
        pack_range(k->p, f->in, 0);
    }
}

void registration_pack(struct packer *p, const struct registration *r)
{
    struct packing k;

    packing_start(&k, p);
    sig_number(&k, r->func);
    pack_lists(&k);
    pack_registration(&k, r);
    packing_end(&k);
}

void violation_pack(struct packer *p, const struct violation *v)
{
    const bool has_memory = violation_has_memory(v->kind);
    struct packing k;
    uint32_t event;

    packing_start(&k, p);
    event = chain_number(&k, v->event, MAX_CHAIN + 2);
    sig_number(&k, v->origin.func);
    if (has_memory) sig_number(&k, v->from.func);
    if (v->registration) sig_number(&k, v->registration->func);

    pack_uint(p, (unsigned)v->kind << VIOLATION_KIND_SHIFT | (v->likely ? VIOLATION_LIKELY : 0) |
                     (v->registration ? VIOLATION_REGISTERED : 0));
    pack_lists(&k);
    pack_uint(p, event);
    pack_sym(p, v->assumption);
    pack_origin(&k, &v->origin);
    if (has_memory) {
        pack_uint(p, v->from.rule ? v->from.rule->id + 1 : 0);
        pack_uint(p, sig_number(&k, v->from.func));
        pack_place(p, &v->from.loc, v->from.func);
        pack_sym(p, v->from.callee);
        pack_sym(p, v->amounts);
    }
    if (v->registration) pack_registration(&k, v->registration);
    packing_end(&k);
}
