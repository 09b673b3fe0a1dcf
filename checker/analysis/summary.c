/* See summary.h: expressions out of a pool and into another one. */
#include "analysis/summary.h"

const struct event *event_leaf(const struct event *e)
{
    while (e->inner) e = e->inner;
    return e;
}

struct exporter {
    const struct ex_pool *pool;
    GArray *nodes, *phis, *provenances;
    GHashTable *known; /* ex to sx */
};

struct exporter *exporter_new(const struct ex_pool *pool)
{
    struct exporter *x = g_new0(struct exporter, 1);
    struct ex_node none = {0};
    x->pool = pool;
    x->nodes = g_array_new(FALSE, FALSE, sizeof(struct ex_node));
    x->phis = g_array_new(FALSE, FALSE, sizeof(sx[EX_PHI_INPUTS]));
    x->provenances = g_array_new(FALSE, FALSE, sizeof(struct provenance));
    x->known = g_hash_table_new(NULL, NULL);
    g_array_append_val(x->nodes, none);
    return x;
}

static sx append(struct exporter *x, ex e, struct ex_node n)
{
    sx id = x->nodes->len;
    g_array_append_val(x->nodes, n);
    g_hash_table_insert(x->known, GUINT_TO_POINTER(e), GUINT_TO_POINTER(id));
    return id;
}

static sx export_phi(struct exporter *x, ex e)
{
    ex in[EX_PHI_INPUTS];
    sx out[EX_PHI_INPUTS] = {0};
    unsigned k = ex_phi_inputs(x->pool, e, in);
    struct ex_node n = {.kind = EXK_PHI, .a = k};
    /* known before its inputs: a phi may reach itself through them */
    sx opaque = append(x, e, (struct ex_node){.kind = EXK_CALL, .a = e});
    for (unsigned i = 0; i < k; i++) out[i] = exporter_add(x, in[i]);
    n.c = x->phis->len;
    g_array_append_val(x->phis, out);
    return k ? append(x, e, n) : opaque;
}

static sx export_alloc(struct exporter *x, ex e)
{
    struct provenance from = *ex_provenance(x->pool, e);
    from.size = exporter_add(x, from.size);
    from.order = exporter_add(x, from.order);
    from.owner = exporter_add(x, from.owner);
    struct ex_node n = {.kind = EXK_ALLOC, .a = e, .c = x->provenances->len};
    g_array_append_val(x->provenances, from);
    return append(x, e, n);
}

sx exporter_add(struct exporter *x, ex e)
{
    gpointer found;
    if (!e) return 0;
    if (g_hash_table_lookup_extended(x->known, GUINT_TO_POINTER(e), NULL, &found))
        return GPOINTER_TO_UINT(found);
    struct ex_node n = *ex_node(x->pool, e);
    switch ((enum ex_kind)n.kind) {
    case EXK_PHI: return export_phi(x, e);
    case EXK_ALLOC: return export_alloc(x, e);
    case EXK_FIELD:
    case EXK_LOAD:
    case EXK_UNARY: n.a = exporter_add(x, n.a); break;
    case EXK_INDEX:
    case EXK_BINARY: n.a = exporter_add(x, n.a), n.b = exporter_add(x, n.b); break;
    case EXK_SELECT:
        n.a = exporter_add(x, n.a), n.b = exporter_add(x, n.b), n.c = exporter_add(x, n.c);
        break;
    case EXK_LOCAL: /* the address of a local that is gone after the return */
    case EXK_CALL: n = (struct ex_node){.kind = EXK_CALL, .a = e}; break;
    default: break;
    }
    return append(x, e, n);
}

void exporter_finish(struct exporter *x, struct arena *arena, struct summary *s)
{
    s->nnodes = x->nodes->len;
    s->nodes = arena_dup(arena, x->nodes->data, sizeof(struct ex_node) * x->nodes->len);
    s->phis = arena_dup(arena, x->phis->data, sizeof(sx[EX_PHI_INPUTS]) * x->phis->len);
    s->provenances = arena_dup(arena, x->provenances->data, sizeof(struct provenance) * x->provenances->len);
    g_array_unref(x->nodes);
    g_array_unref(x->phis);
    g_array_unref(x->provenances);
    g_hash_table_unref(x->known);
    g_free(x);
}

/* The n-th unmodelled value that this call brings. */
static ex opaque(struct importer *im, sx e)
{
    return ex_leaf(im->sp->pool, EXK_CALL, im->insn, e);
}

static ex import_phi(struct importer *im, sx e, const struct ex_node *n)
{
    struct ex_pool *pool = im->sp->pool;
    /* blocks and instructions share the name space of phis: instructions count from above */
    ex phi = ex_leaf(pool, EXK_PHI, UINT32_MAX - im->insn, e), in[EX_PHI_INPUTS];
    im->memo[e] = phi, im->done[e] = true;
    for (unsigned i = 0; i < n->a; i++) in[i] = import_ex(im, im->from->phis[n->c][i]);
    for (unsigned i = 0; i < n->a; i++) ex_phi_add(pool, phi, in[i]);
    return phi;
}

static ex import_node(struct importer *im, sx e)
{
    struct ex_pool *pool = im->sp->pool;
    const struct ex_node *n = &im->from->nodes[e];
    ex a, b;
    switch ((enum ex_kind)n->kind) {
    case EXK_CONST: return ex_const(pool, n->value);
    case EXK_PARAM: return n->a < im->nargs && im->args[n->a] ? im->args[n->a] : opaque(im, e);
    case EXK_RESULT: return im->result_addr;
    case EXK_FIELD: return ex_field(pool, state_pointee(im->sp, im->state, import_ex(im, n->a)), n->b, n->c);
    case EXK_INDEX: a = import_ex(im, n->a), b = import_ex(im, n->b); return ex_index(pool, a, b);
    case EXK_LOAD: a = import_ex(im, n->a); return a ? state_load(im->sp, im->state, a) : EX_NONE;
    case EXK_UNARY: return ex_unary(pool, (enum ir_operator)n->sub, import_ex(im, n->a));
    case EXK_BINARY:
        a = import_ex(im, n->a), b = import_ex(im, n->b);
        return ex_binary(pool, (enum ir_operator)n->sub, a, b);
    case EXK_SELECT: {
        ex c = import_ex(im, n->a);
        a = import_ex(im, n->b), b = import_ex(im, n->c);
        int t = c ? state_truth(im->sp, im->state, c) : -1;
        return t >= 0 ? (t ? a : b) : ex_select(pool, c, a, b);
    }
    case EXK_PHI: return import_phi(im, e, n);
    case EXK_ALLOC: {
        struct provenance from = im->from->provenances[n->c];
        from.size = import_ex(im, from.size);
        from.order = import_ex(im, from.order);
        from.owner = import_ex(im, from.owner);
        return ex_alloc(pool, im->insn, e, &from);
    }
    case EXK_CALL: return opaque(im, e);
    case EXK_FACT:
        if (n->a == RULE_FACT_LAST_REFERENCE)
            return ex_leaf(pool, EXK_FACT, n->a,
                           im->insn << EX_FACT_SHIFT | (e & ((1u << EX_FACT_SHIFT) - 1)));
        return ex_leaf(pool, EXK_FACT, n->a, n->b);
    default: return ex_leaf(pool, (enum ex_kind)n->kind, n->a, n->b);
    }
}

ex import_ex(struct importer *im, sx e)
{
    if (!e) return EX_NONE;
    if (!im->done[e]) {
        ex value = import_node(im, e);
        im->memo[e] = value, im->done[e] = true;
    }
    return im->memo[e];
}
