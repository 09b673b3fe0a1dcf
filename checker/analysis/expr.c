/* See expr.h. One open-addressing table finds equal expressions; nodes stand in one growing array. */
#include "analysis/expr.h"

#include <string.h>

enum { MAX_SIZE = 48, FIRST_SLOTS = 1024 };

struct phi {
    ex inputs[EX_PHI_INPUTS];
    uint8_t n;
    bool closed;
};

struct ex_pool {
    GArray *nodes;       /* struct ex_node; [0] is EX_NONE */
    uint32_t *slots;     /* hash table of indices into nodes; 0 is free */
    uint32_t nslots;     /* a power of two */
    GArray *phis;        /* struct phi; a phi's node has its index in `c` */
    GArray *provenances; /* struct provenance; an alloc's node has its index in `c` */
};

struct ex_pool *ex_pool_new(void)
{
    struct ex_pool *p = g_new0(struct ex_pool, 1);
    p->nodes = g_array_new(FALSE, FALSE, sizeof(struct ex_node));
    p->phis = g_array_new(FALSE, FALSE, sizeof(struct phi));
    p->provenances = g_array_new(FALSE, FALSE, sizeof(struct provenance));
    p->nslots = FIRST_SLOTS;
    p->slots = g_new0(uint32_t, p->nslots);
    ex_pool_reset(p);
    return p;
}

void ex_pool_free(struct ex_pool *p)
{
    if (!p) return;
    g_array_unref(p->nodes);
    g_array_unref(p->phis);
    g_array_unref(p->provenances);
    g_free(p->slots);
    g_free(p);
}

void ex_pool_reset(struct ex_pool *p)
{
    struct ex_node none = {0};
    g_array_set_size(p->nodes, 0);
    g_array_append_val(p->nodes, none);
    g_array_set_size(p->phis, 0);
    g_array_set_size(p->provenances, 0);
    memset(p->slots, 0, sizeof(uint32_t) * p->nslots);
}

uint32_t ex_pool_size(const struct ex_pool *p)
{
    return p->nodes->len;
}

const struct ex_node *ex_node(const struct ex_pool *p, ex e)
{
    return &g_array_index(p->nodes, struct ex_node, e);
}

/* A phi's and an alloc's `c` is found through the table, a field's type through its name: no part of the
 * identity. */
static bool side_table(uint8_t kind)
{
    return kind == EXK_PHI || kind == EXK_ALLOC || kind == EXK_FIELD;
}

static uint32_t hash(const struct ex_node *n)
{
    uint64_t h = n->kind | (uint32_t)n->sub << 8;
    h = (h ^ n->a) * 0x9e3779b97f4a7c15u;
    h = (h ^ (h >> 29) ^ n->b) * 0x9e3779b97f4a7c15u;
    if (!side_table(n->kind)) h = (h ^ (h >> 31) ^ n->c) * 0x9e3779b97f4a7c15u;
    h = (h ^ (h >> 30) ^ (uint64_t)n->value) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(h >> 32);
}

static bool same(const struct ex_node *x, const struct ex_node *y)
{
    return x->kind == y->kind && x->sub == y->sub && x->a == y->a && x->b == y->b && x->value == y->value &&
           (side_table(x->kind) || x->c == y->c);
}

static void grow(struct ex_pool *p)
{
    g_free(p->slots);
    p->nslots *= 2;
    p->slots = g_new0(uint32_t, p->nslots);
    for (uint32_t i = 1; i < p->nodes->len; i++) {
        uint32_t at = hash(ex_node(p, i)) & (p->nslots - 1);
        while (p->slots[at]) at = (at + 1) & (p->nslots - 1);
        p->slots[at] = i;
    }
}

static ex intern(struct ex_pool *p, struct ex_node n, bool *fresh)
{
    uint32_t at = hash(&n) & (p->nslots - 1);
    for (; p->slots[at]; at = (at + 1) & (p->nslots - 1)) {
        if (same(ex_node(p, p->slots[at]), &n)) return p->slots[at];
    }
    if (fresh) *fresh = true;
    uint32_t id = p->nodes->len;
    p->slots[at] = id;
    g_array_append_val(p->nodes, n);
    if (p->nodes->len * 2 > p->nslots) grow(p);
    return id;
}

/* Too large an expression is of no use to anyone; the callers get none, which means unknown. The size is that
 * of the tree, so that walking one is cheap however much its parts are shared. */
static ex compound(struct ex_pool *p, struct ex_node n, ex a, ex b, ex c)
{
    const struct ex_node *na = ex_node(p, a), *nb = ex_node(p, b), *nc = ex_node(p, c);
    unsigned size = 1u + na->size + nb->size + nc->size;
    if (size > MAX_SIZE) return EX_NONE;
    n.size = (uint8_t)size;
    n.entry = na->entry && (!b || nb->entry) && (!c || nc->entry);
    return intern(p, n, NULL);
}

ex ex_const(struct ex_pool *p, int64_t value)
{
    return intern(p, (struct ex_node){.kind = EXK_CONST, .value = value, .entry = true}, NULL);
}

ex ex_leaf(struct ex_pool *p, enum ex_kind kind, uint32_t a, uint32_t b)
{
    bool fresh = false;
    struct ex_node n = {.kind = (uint8_t)kind, .a = a, .b = b};
    n.entry = kind == EXK_PARAM || kind == EXK_GLOBAL || kind == EXK_FUNC || kind == EXK_STRING ||
              kind == EXK_FACT || kind == EXK_RESULT;
    n.c = kind == EXK_PHI ? p->phis->len : 0;
    ex e = intern(p, n, &fresh);
    if (fresh && kind == EXK_PHI) {
        struct phi phi = {0};
        g_array_append_val(p->phis, phi);
    }
    return e;
}

/* Whether both are fields of one record, by its name before the last dot. */
static bool same_record(sym field, sym other)
{
    const char *x = sym_text(field), *y = sym_text(other), *dot = strrchr(x, '.'), *end = strrchr(y, '.');
    return dot && end && dot - x == end - y && memcmp(x, y, (size_t)(dot - x)) == 0;
}

/* container_of(): what is a member of a record, or lies at a fixed distance from one, and is used as that
 * record is the object around the member, since no record has itself as a member. */
static ex object_around(const struct ex_pool *p, ex base, sym field)
{
    int64_t distance;
    const struct ex_node *n = ex_node(p, base);
    if (n->kind == EXK_INDEX && ex_is_const(p, n->b, &distance)) n = ex_node(p, n->a);
    for (; n->kind == EXK_FIELD; n = ex_node(p, n->a)) {
        if (same_record(n->b, field)) return n->a;
    }
    return base;
}

ex ex_field(struct ex_pool *p, ex base, sym field, sym type)
{
    if (!base) return EX_NONE;
    base = object_around(p, base, field);
    struct ex_node n = {.kind = EXK_FIELD, .a = base, .b = field, .c = type};
    ex e = compound(p, n, base, EX_NONE, EX_NONE);
    struct ex_node *have = &g_array_index(p->nodes, struct ex_node, e);
    if (e && !have->c) have->c = type; /* it was made by one who did not know the type */
    return e;
}

ex ex_index(struct ex_pool *p, ex base, ex index)
{
    if (!base) return EX_NONE;
    struct ex_node n = {.kind = EXK_INDEX, .a = base, .b = index};
    return compound(p, n, base, index, EX_NONE);
}

ex ex_load(struct ex_pool *p, ex addr)
{
    if (!addr) return EX_NONE;
    return compound(p, (struct ex_node){.kind = EXK_LOAD, .a = addr}, addr, EX_NONE, EX_NONE);
}

ex ex_unary(struct ex_pool *p, enum ir_operator op, ex a)
{
    if (!a) return EX_NONE;
    const struct ex_node *n = ex_node(p, a);
    if (n->kind == EXK_CONST) {
        int64_t v = n->value;
        return ex_const(p, op == IR_NEG ? (int64_t)(0 - (uint64_t)v) : op == IR_COMPL ? ~v : !v);
    }
    /* !!!x is !x; other double negations differ in value from what they negate */
    if (op == IR_NOT && n->kind == EXK_UNARY && n->sub == IR_NOT) {
        const struct ex_node *inner = ex_node(p, n->a);
        if (inner->kind == EXK_UNARY && inner->sub == IR_NOT) return n->a;
        if (inner->kind == EXK_BINARY && (inner->sub == IR_EQ || inner->sub == IR_LT)) return n->a;
    }
    return compound(p, (struct ex_node){.kind = EXK_UNARY, .sub = (uint8_t)op, .a = a}, a, EX_NONE, EX_NONE);
}

static bool fold(enum ir_operator op, int64_t x, int64_t y, int64_t *out)
{
    uint64_t ux = (uint64_t)x, uy = (uint64_t)y;
    switch (op) {
    case IR_ADD: *out = (int64_t)(ux + uy); return true;
    case IR_SUB: *out = (int64_t)(ux - uy); return true;
    case IR_MUL: *out = (int64_t)(ux * uy); return true;
    case IR_DIV:
    case IR_REM:
        if (y == 0 || (x == INT64_MIN && y == -1)) return false;
        *out = op == IR_DIV ? x / y : x % y;
        return true;
    case IR_AND: *out = x & y; return true;
    case IR_OR: *out = x | y; return true;
    case IR_XOR: *out = x ^ y; return true;
    case IR_SHL: *out = uy < 64 ? (int64_t)(ux << uy) : 0; return true;
    case IR_SHR: *out = uy < 64 ? x >> y : 0; return true;
    case IR_EQ: *out = x == y; return true;
    case IR_LT: *out = x < y; return true;
    default: return false;
    }
}

/* `(x | 4) | 2`, `(x & 12) & 4` and `(x + 8) + 8` have one constant each, and of `(x | 4) & 2` the 4 does not
 * matter: `a <op> y` in simpler terms, so that flags that are put together and tested are the flags that
 * came.
 */
static bool merge_constants(struct ex_pool *p, enum ir_operator op, ex *a, int64_t *y)
{
    const struct ex_node n = *ex_node(p, *a);
    int64_t c;
    if (n.kind != EXK_BINARY || !ex_is_const(p, n.b, &c)) return false;
    if (op == IR_AND && n.sub == IR_OR && !(c & *y)) {
        *a = n.a;
        return true;
    }
    if (n.sub != op || (op != IR_OR && op != IR_AND && op != IR_ADD)) return false;
    *a = n.a;
    return fold(op, c, *y, y);
}

static ex compare(struct ex_pool *p, enum ir_operator op, ex a, ex b);

ex ex_binary(struct ex_pool *p, enum ir_operator op, ex a, ex b)
{
    int64_t x, y, v;
    if (!a || !b) return EX_NONE;
    if (op == IR_EQ || op == IR_NE || op == IR_LT || op == IR_LE || op == IR_GT || op == IR_GE)
        return compare(p, op, a, b);
    bool ca = ex_is_const(p, a, &x), cb = ex_is_const(p, b, &y);
    if (ca && cb && fold(op, x, y, &v)) return ex_const(p, v);
    if (ca && (op == IR_ADD || op == IR_MUL || op == IR_AND || op == IR_OR || op == IR_XOR))
        return ex_binary(p, op, b, a);
    if (cb && y == 0 && op != IR_MUL && op != IR_AND && op != IR_DIV && op != IR_REM) return a;
    if (cb && y == 0 && (op == IR_MUL || op == IR_AND)) return ex_const(p, 0);
    if (cb && y == -1 && op == IR_AND) return a;
    if (cb && merge_constants(p, op, &a, &y)) return ex_binary(p, op, a, ex_const(p, y));
    if (a == b && (op == IR_AND || op == IR_OR)) return a;
    struct ex_node n = {.kind = EXK_BINARY, .sub = (uint8_t)op, .a = a, .b = b};
    return compound(p, n, a, b, EX_NONE);
}

/* All comparisons in terms of EQ, LT and NOT, a constant on the right, so that equal tests are equal
 * expressions. */
static ex compare(struct ex_pool *p, enum ir_operator op, ex a, ex b)
{
    int64_t x = 0, y = 0, v;
    bool ca = ex_is_const(p, a, &x), cb = ex_is_const(p, b, &y);
    if (op == IR_NE) return ex_unary(p, IR_NOT, compare(p, IR_EQ, a, b));
    if (op == IR_GE) return ex_unary(p, IR_NOT, compare(p, IR_LT, a, b));
    if (op == IR_GT) {
        if (cb && y < INT64_MAX) return ex_unary(p, IR_NOT, compare(p, IR_LT, a, ex_const(p, y + 1)));
        return compare(p, IR_LT, b, a);
    }
    if (op == IR_LE) {
        if (cb && y < INT64_MAX) return compare(p, IR_LT, a, ex_const(p, y + 1));
        return ex_unary(p, IR_NOT, compare(p, IR_LT, b, a));
    }
    if (ca && cb && fold(op, x, y, &v)) return ex_const(p, v);
    if (a == b) return ex_const(p, op == IR_EQ);
    if (op == IR_EQ && (ca || (!cb && a > b))) {
        ex swap = a;
        a = b, b = swap;
        cb = ca, y = x;
    }
    if (op == IR_EQ && cb && y == 0) return ex_unary(p, IR_NOT, a);
    /* c < x is !(x < c + 1) */
    if (op == IR_LT && ca && x < INT64_MAX)
        return ex_unary(p, IR_NOT, compare(p, IR_LT, b, ex_const(p, x + 1)));
    struct ex_node n = {.kind = EXK_BINARY, .sub = (uint8_t)op, .a = a, .b = b};
    return compound(p, n, a, b, EX_NONE);
}

ex ex_select(struct ex_pool *p, ex cond, ex a, ex b)
{
    int64_t v;
    if (a == b) return a;
    if (!cond || !a || !b) return EX_NONE;
    if (ex_is_const(p, cond, &v)) return v ? a : b;
    return compound(p, (struct ex_node){.kind = EXK_SELECT, .a = cond, .b = a, .c = b}, cond, a, b);
}

bool ex_phi_add(struct ex_pool *p, ex phi, ex input)
{
    struct phi *f = &g_array_index(p->phis, struct phi, ex_node(p, phi)->c);
    if (f->closed || phi == input) return false;
    for (unsigned i = 0; i < f->n; i++) {
        if (f->inputs[i] == input) return false;
    }
    if (!input || f->n == EX_PHI_INPUTS)
        f->closed = true, f->n = 0;
    else
        f->inputs[f->n++] = input;
    return true;
}

unsigned ex_phi_inputs(const struct ex_pool *p, ex phi, ex out[EX_PHI_INPUTS])
{
    const struct phi *f = &g_array_index(p->phis, struct phi, ex_node(p, phi)->c);
    memcpy(out, f->inputs, sizeof f->inputs);
    return f->n;
}

ex ex_alloc(struct ex_pool *p, uint32_t insn, uint32_t which, const struct provenance *from)
{
    bool fresh = false;
    struct ex_node n = {.kind = EXK_ALLOC, .a = insn, .b = which, .c = p->provenances->len};
    ex e = intern(p, n, &fresh);
    if (fresh) g_array_append_vals(p->provenances, from, 1);
    return e;
}

const struct provenance *ex_provenance(const struct ex_pool *p, ex alloc)
{
    return &g_array_index(p->provenances, struct provenance, ex_node(p, alloc)->c);
}

bool ex_is_const(const struct ex_pool *p, ex e, int64_t *value)
{
    const struct ex_node *n = ex_node(p, e);
    if (n->kind != EXK_CONST) return false;
    *value = n->value;
    return true;
}

/* How many of a, b, c of a node are expressions. */
static unsigned children(const struct ex_node *n)
{
    switch ((enum ex_kind)n->kind) {
    case EXK_FIELD:
    case EXK_LOAD:
    case EXK_UNARY: return 1;
    case EXK_INDEX:
    case EXK_BINARY: return 2;
    case EXK_SELECT: return 3;
    default: return 0;
    }
}

bool ex_contains(const struct ex_pool *p, ex e, ex part)
{
    if (e == part) return true;
    const struct ex_node n = *ex_node(p, e);
    unsigned k = children(&n);
    return (k > 0 && ex_contains(p, n.a, part)) || (k > 1 && ex_contains(p, n.b, part)) ||
           (k > 2 && ex_contains(p, n.c, part));
}

bool ex_loads_field(const struct ex_pool *p, ex e, sym field)
{
    const struct ex_node n = *ex_node(p, e);
    if (n.kind == EXK_LOAD) {
        const struct ex_node *addr = ex_node(p, n.a);
        if (addr->kind == EXK_FIELD && addr->b == field) return true;
    }
    unsigned k = children(&n);
    return (k > 0 && ex_loads_field(p, n.a, field)) || (k > 1 && ex_loads_field(p, n.b, field)) ||
           (k > 2 && ex_loads_field(p, n.c, field));
}

bool ex_local_base(const struct ex_pool *p, ex addr, uint32_t *var)
{
    const struct ex_node *n = ex_node(p, addr);
    while (n->kind == EXK_FIELD || n->kind == EXK_INDEX) n = ex_node(p, n->a);
    if (n->kind != EXK_LOCAL) return false;
    *var = n->a;
    return true;
}
