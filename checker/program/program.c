/* See program.h: the tables of what is known, and the order of the work. */
#include "program/program.h"

#include "program/fields.h"

#include <string.h>

/* Rounds through a recursion: the first with nothing known of it, the last is believed. */
enum { RECURSION_ROUNDS = 2 };

struct node {
    const struct ir_func *func;
    const struct summary *summary;
    GArray *callees;     /* sym: link names that it may call */
    uint32_t index, low; /* Tarjan's numbers; 0: not visited */
    bool on_stack;
};

struct program {
    const struct rules *rules;
    struct analysis *analysis;
    struct arena *header_arena, *unit_arena;
    GHashTable *nodes; /* link name to struct node *       */
    GPtrArray *order;  /* struct node *, as added          */
    GPtrArray *stack;  /* of Tarjan's algorithm            */
    uint32_t next_index;
    struct fields *fields;
    GPtrArray *inits; /* const struct ir_init *           */
};

static void node_free(gpointer data)
{
    struct node *n = data;
    if (n->callees) g_array_unref(n->callees);
    g_free(n);
}

static struct node *find_node(const struct program *p, sym link)
{
    return g_hash_table_lookup(p->nodes, GUINT_TO_POINTER(link));
}

static const struct summary *resolve_summary(void *context, sym link)
{
    const struct node *n = find_node(context, link);
    return n ? n->summary : NULL;
}

static unsigned resolve_targets(void *context, sym field, const sym **out)
{
    const struct program *p = context;
    return fields_targets(p->fields, field, out);
}

static bool resolve_own(void *context, sym link)
{
    const struct node *n = find_node(context, link);
    return n && !n->func->is_header;
}

struct program *program_new(const struct rules *rules)
{
    struct program *p = g_new0(struct program, 1);
    struct resolver resolver = {p, resolve_summary, resolve_targets, resolve_own};
    p->rules = rules;
    p->analysis = analysis_new(rules, &resolver);
    p->header_arena = arena_new();
    p->unit_arena = arena_new();
    p->nodes = g_hash_table_new_full(NULL, NULL, NULL, node_free);
    p->order = g_ptr_array_new();
    p->stack = g_ptr_array_new();
    p->fields = fields_new();
    p->inits = g_ptr_array_new();
    return p;
}

void program_free(struct program *p)
{
    if (!p) return;
    analysis_free(p->analysis);
    arena_free(p->header_arena);
    arena_free(p->unit_arena);
    g_hash_table_unref(p->nodes);
    g_ptr_array_unref(p->order);
    g_ptr_array_unref(p->stack);
    fields_free(p->fields);
    g_ptr_array_unref(p->inits);
    g_free(p);
}

void program_add(struct program *p, const struct ir_unit *unit)
{
    analysis_probes(p->analysis, unit->probes, unit->nprobes);
    for (uint32_t i = 0; i < unit->nfuncs; i++) {
        const struct ir_func *f = unit->funcs[i];
        struct node *n = find_node(p, f->link);
        if (!n) {
            n = g_new0(struct node, 1);
            n->func = f;
            g_hash_table_insert(p->nodes, GUINT_TO_POINTER(f->link), n);
        }
        fields_add_func(p->fields, f);
        g_ptr_array_add(p->order, n);
    }
    for (uint32_t i = 0; i < unit->ninits; i++) {
        fields_add_init(p->fields, &unit->inits[i]);
        g_ptr_array_add(p->inits, (gpointer)&unit->inits[i]);
    }
}

static gboolean is_of_a_unit(gpointer key, gpointer value, gpointer data)
{
    (void)key, (void)data;
    struct node *n = value;
    n->index = 0;
    n->summary = NULL;
    return !n->func->is_header;
}

void program_forget_units(struct program *p)
{
    g_ptr_array_set_size(p->order, 0);
    g_ptr_array_set_size(p->inits, 0);
    g_ptr_array_set_size(analysis_violations(p->analysis), 0);
    g_ptr_array_set_size(analysis_registrations(p->analysis), 0);
    g_hash_table_foreach_remove(p->nodes, is_of_a_unit, NULL);
    fields_free(p->fields);
    p->fields = fields_new();
    p->next_index = 0;
    arena_reset(p->unit_arena);
}

/* ---- bottom-up: Tarjan's strongly connected components, each solved when it is complete ---- */

static void find_callees(struct program *p, struct node *n)
{
    if (n->callees) g_array_unref(n->callees);
    n->callees = g_array_new(FALSE, FALSE, sizeof(sym));
    const struct ir_func *f = n->func;
    for (uint32_t i = 0; i < f->ninsns; i++) {
        if (f->insns[i].op == IR_CALL) {
            g_array_append_val(n->callees, f->insns[i].ref);
        } else if (f->insns[i].op == IR_FIELD) { /* an indirect call through it may follow */
            const sym *targets;
            unsigned k = fields_targets(p->fields, f->insns[i].ref, &targets);
            g_array_append_vals(n->callees, targets, k);
        }
    }
}

static void solve_node(struct program *p, struct node *n)
{
    n->summary =
        analysis_function(p->analysis, n->func, n->func->is_header ? p->header_arena : p->unit_arena);
}

static bool calls_itself(const struct node *n)
{
    for (guint i = 0; i < n->callees->len; i++) {
        if (g_array_index(n->callees, sym, i) == n->func->link) return true;
    }
    return false;
}

static void solve_component(struct program *p, struct node **members, guint n)
{
    if (n == 1 && members[0]->summary) return; /* a header function known from another unit */
    if (n == 1 && !calls_itself(members[0])) {
        solve_node(p, members[0]);
        return;
    }
    GPtrArray *violations = analysis_violations(p->analysis),
              *registrations = analysis_registrations(p->analysis);
    guint found = violations->len, registered = registrations->len;
    for (guint i = 0; i < n; i++) members[i]->summary = analysis_neutral();
    for (int round = 0; round < RECURSION_ROUNDS; round++) {
        g_ptr_array_set_size(violations, (gint)found);
        g_ptr_array_set_size(registrations, (gint)registered);
        for (guint i = 0; i < n; i++) solve_node(p, members[i]);
    }
}

static void visit(struct program *p, struct node *n)
{
    n->index = n->low = ++p->next_index;
    n->on_stack = true;
    g_ptr_array_add(p->stack, n);
    find_callees(p, n);
    for (guint i = 0; i < n->callees->len; i++) {
        struct node *m = find_node(p, g_array_index(n->callees, sym, i));
        if (!m) continue;
        if (!m->index) {
            visit(p, m);
            n->low = MIN(n->low, m->low);
        } else if (m->on_stack) {
            n->low = MIN(n->low, m->index);
        }
    }
    if (n->low != n->index) return;
    guint first = p->stack->len - 1;
    while (p->stack->pdata[first] != n) first--;
    solve_component(p, (struct node **)p->stack->pdata + first, p->stack->len - first);
    for (guint i = first; i < p->stack->len; i++) ((struct node *)p->stack->pdata[i])->on_stack = false;
    g_ptr_array_set_size(p->stack, (gint)first);
}

/* ---- top-down: functions entered in a context that a rule tells ---- */

static void add_init_registrations(struct program *p)
{
    GPtrArray *all = analysis_registrations(p->analysis);
    for (guint i = 0; i < p->inits->len; i++) {
        const struct ir_init *init = p->inits->pdata[i];
        const struct rule_callback *rule = init->func ? rules_field(p->rules, init->field) : NULL;
        if (!rule) continue;
        struct registration *r = ARENA_NEW(p->unit_arena, struct registration);
        *r = (struct registration){init->func, rule, NULL, init->loc, init->field};
        g_ptr_array_add(all, r);
    }
}

static void enter_callbacks(struct program *p)
{
    GPtrArray *all = analysis_registrations(p->analysis);
    GHashTable *seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < all->len; i++) {
        const struct registration *r = all->pdata[i];
        const struct node *n = find_node(p, r->callback);
        if (!n || !n->summary || r->rule->context == RULE_CTX_PROCESS) continue;
        if (r->rule->unless_field && fields_set_nonzero(p->fields, r->rule->unless_field)) continue;
        gint64 key = (gint64)r->callback << 8 | r->rule->context;
        if (!g_hash_table_add(seen, g_memdup2(&key, sizeof key))) continue;
        analysis_entry(p->analysis, n->summary, r, p->unit_arena);
    }
    g_hash_table_unref(seen);
}

void program_analyse(struct program *p)
{
    for (guint i = 0; i < p->order->len; i++) {
        struct node *n = p->order->pdata[i];
        if (!n->index) visit(p, n);
    }
    add_init_registrations(p);
    enter_callbacks(p);
}

const struct violation *const *program_violations(const struct program *p, uint32_t *n)
{
    GPtrArray *v = analysis_violations(p->analysis);
    *n = v->len;
    return (const struct violation *const *)v->pdata;
}

void program_print_summaries(FILE *out, const struct program *p, const char *function)
{
    sym wanted = function ? sym_of(function) : SYM_NONE;
    for (guint i = 0; i < p->order->len; i++) {
        const struct node *n = p->order->pdata[i];
        bool shown = wanted ? n->func->name == wanted : !n->func->is_header;
        if (shown && n->summary) summary_print(out, n->summary);
    }
}

void program_stats(const struct program *p, struct analysis_stats *out)
{
    analysis_stats(p->analysis, out);
}
