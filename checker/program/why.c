/* See why.h: a breadth-first search from the function up, so that the first chain found of a context is a
 * shortest one. */
#include "program/why.h"

#include "base/pack.h"
#include "program/inside.h"

#include <string.h>

enum {
    MAX_CONTEXTS = 64, /* of one function                     */
    MAX_VISITS = 4000, /* callers that one search looks at    */
};

/* A function on the way up: which call in it leads down. */
struct hop {
    node_id node;
    const struct hop *down; /* NULL: the function asked for */
    struct ir_loc loc;      /* of the call in `node`        */
    sym through;            /* the field that it calls through, or SYM_NONE */
    uint32_t index;         /* in search.callers */
};

/* A function in a field: of which part's table or code. */
struct stored {
    uint32_t part;
    uint64_t field;
};

struct search {
    struct program *program;
    struct arena *arena;
    GHashTable *visited;   /* nodes + 1                                      */
    GHashTable *seen;      /* words of contexts                              */
    struct stored *stores; /* of node n: stores_of[n] .. stores_of[n + 1]   */
    uint32_t *stores_of;
    GHashTable *field_users; /* &field to GArray of node_id, as far as asked for */
    GHashTable *calls;       /* part + 1 to GHashTable: link to GPtrArray of struct known_site */
    GQueue *queue;           /* of struct hop *                                */
    GArray *callers;         /* of struct why_caller                            */
    GArray *contexts;        /* of struct why_context                          */
    bool more;
};

/* ---- what hangs on the nodes ---- */

static void free_array(gpointer array)
{
    g_array_unref(array);
}

/* Sorted by node: counted first, then put in place. */
static void index_stores(struct search *s)
{
    const struct graph *g = s->program->graph;
    s->stores_of = g_new0(uint32_t, (gsize)g->nnodes + 2);
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < g->nparts; i++) {
            const struct outline *o = &g->parts[i].outline;
            for (uint32_t k = 0; k < o->nstores; k++) {
                node_id n = graph_target(g, &g->parts[i], o->stores[k].func);
                if (n == NO_NODE) continue;
                if (round == 0)
                    s->stores_of[n + 2]++; /* shifted: after the second round the starts stand right */
                else
                    s->stores[s->stores_of[n + 1]++] = (struct stored){i, o->stores[k].field};
            }
        }
        if (round) break;
        for (uint32_t n = 1; n < g->nnodes + 2; n++) s->stores_of[n] += s->stores_of[n - 1];
        s->stores = g_new(struct stored, MAX(s->stores_of[g->nnodes + 1], 1));
    }
}

/* Functions that may call through the field, of node_id. Few fields are asked for. */
static const GArray *users_of(struct search *s, uint64_t field)
{
    const struct graph *g = s->program->graph;
    GArray *users = g_hash_table_lookup(s->field_users, &field);
    if (users) return users;
    users = g_array_new(FALSE, FALSE, sizeof(node_id));
    g_hash_table_insert(s->field_users, g_memdup2(&field, sizeof field), users);
    for (uint32_t i = 0; i < g->nparts; i++) {
        const struct outline *o = &g->parts[i].outline;
        for (uint32_t f = 0; o->nfields && f < o->nfuncs; f++) {
            node_id user = g->parts[i].first + f;
            const uint64_t *fields = &o->fields[o->funcs[f].fields];
            for (uint32_t k = 0; k < o->funcs[f].nfields; k++)
                if (fields[k] == field) g_array_append_val(users, user);
        }
    }
    return users;
}

static const struct signature *who(struct search *s, node_id n)
{
    const struct summary *sum = knowledge_summary(s->program, n, INDIRECT);
    return sum ? sum->func : NULL;
}

static GHashTable *read_calls(struct search *s, uint32_t part)
{
    GHashTable *lists =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    const struct part *p = &s->program->graph->parts[part];
    GBytes *blob = p->is_header ? NULL : store_get(s->program->store, STORE_CALLS, p->id);
    if (!blob) return lists;
    struct unpacker *u = unpacker_new(g_bytes_get_data(blob, NULL), g_bytes_get_size(blob));
    uint32_t n = unpack_count(u);
    for (uint32_t i = 0; i < n && unpack_ok(u); i++) {
        uint64_t link = unpack_hash(u);
        GPtrArray *sites = g_ptr_array_new();
        unpack_calls(unpack_span(u), s->arena, sites);
        g_hash_table_replace(lists, g_memdup2(&link, sizeof link), sites);
    }
    unpacker_free(u);
    g_bytes_unref(blob);
    return lists;
}

/* The call sites of a function, of struct known_site *; NULL if there are none. */
static const GPtrArray *sites_of(struct search *s, node_id n)
{
    uint32_t part = s->program->graph->part_of[n];
    GHashTable *lists = g_hash_table_lookup(s->calls, GUINT_TO_POINTER(part + 1));
    if (!lists) {
        lists = read_calls(s, part);
        g_hash_table_insert(s->calls, GUINT_TO_POINTER(part + 1), lists);
    }
    uint64_t link = graph_link(s->program->graph, n);
    return g_hash_table_lookup(lists, &link);
}

/* ---- contexts ---- */

static sym call_words(struct search *s, const struct hop *h)
{
    const struct signature *callee = h->down ? who(s, h->down->node) : NULL;
    sym name = callee ? callee->name : sym_of("it");
    if (h->through) return sym_fmt("calls %s() through %s", sym_text(name), sym_text(h->through));
    return sym_fmt("calls %s()", sym_text(name));
}

static struct why_step step_of(struct search *s, const struct hop *h)
{
    const struct signature *f = who(s, h->node);
    return (struct why_step){f ? f->name : SYM_NONE, h->loc.file, h->loc.line,
                             h->down ? call_words(s, h) : SYM_NONE};
}

/* Numbers the caller, so that a tree can be made of all of them. */
static void add_caller(struct search *s, struct hop *h)
{
    struct why_caller c = {h->down ? h->down->index : 0, step_of(s, h)};
    h->index = s->callers->len;
    g_array_append_val(s->callers, c);
}

/* The chain below `h`: one step for each call. */
static void add_context(struct search *s, enum why_kind kind, sym words, const struct why_step *start,
                        const struct hop *h)
{
    if (!g_hash_table_add(s->seen, GUINT_TO_POINTER(words))) return;
    if (s->contexts->len == MAX_CONTEXTS) {
        s->more = true;
        return;
    }
    struct why_context c = {.kind = (uint8_t)kind, .words = words, .caller = h->index};
    uint32_t n = start != NULL;
    for (const struct hop *i = h; i->down; i = i->down) n++;
    c.steps = ARENA_ARRAY(s->arena, struct why_step, n);
    if (start) c.steps[c.nsteps++] = *start;
    for (const struct hop *i = h; i->down; i = i->down) c.steps[c.nsteps++] = step_of(s, i);
    g_array_append_val(s->contexts, c);
}

static enum why_kind rule_kind(const struct rule_callback *rule)
{
    return rule->context == RULE_CTX_PROCESS ? WHY_TASK : WHY_ATOMIC;
}

static void registered(struct search *s, const struct hop *h, const struct registration *r)
{
    const struct signature *f = who(s, h->node);
    struct why_step start = {r->func ? r->func->name : SYM_NONE, r->loc.file, r->loc.line,
                             sym_fmt("%s() is set here as %s (%s)", sym_text(f ? f->name : SYM_NONE),
                                     sym_text(r->rule->what), sym_text(r->how))};
    sym words = sym_fmt("in %s %s()", sym_text(r->rule->what), sym_text(f ? f->name : SYM_NONE));
    add_context(s, rule_kind(r->rule), words, &start, h);
}

/* Registrations of the function that a part's code makes. */
static bool registrations_in(struct search *s, const struct hop *h, uint32_t part)
{
    struct program *p = s->program;
    const struct part *at = &p->graph->parts[part];
    uint64_t link = graph_link(p->graph, h->node);
    GPtrArray *all = g_ptr_array_new();
    bool any = false;
    for (uint32_t f = 0; f < at->outline.nfuncs; f++) {
        struct span packed = knowledge_of(p, at->first + f)->registrations;
        if (packed.data) unpack_registrations(p, packed, s->arena, all);
    }
    for (guint i = 0; i < all->len; i++) {
        struct registration *r = all->pdata[i];
        if (r->member && !registration_settle(r, knowledge_unit(p, part))) continue;
        if (sym_hash(r->callback) != link) continue;
        registered(s, h, r);
        any = true;
    }
    g_ptr_array_unref(all);
    return any;
}

/* Tables that hold the function. A field with a rule is a context; another one is told by its name, if nobody
 * in the program calls through it. */
static bool stored_in(struct search *s, const struct hop *h, const struct stored *at)
{
    struct program *p = s->program;
    uint64_t link = graph_link(p->graph, h->node);
    const struct ir_unit *unit = knowledge_unit(p, at->part);
    bool called = users_of(s, at->field)->len > 0;
    for (uint32_t i = 0; unit && i < unit->ninits; i++) {
        const struct ir_init *init = &unit->inits[i];
        if (!init->func || sym_hash(init->func) != link || sym_hash(init->field) != at->field) continue;
        const struct rule_callback *rule = rules_field(p->rules, init->field);
        if (rule) {
            struct registration r = {init->func, rule, NULL, init->loc, .how = init->field};
            registered(s, h, &r);
        } else if (!called) {
            struct why_step start = {SYM_NONE, init->loc.file, init->loc.line,
                                     sym_of("is put into a table here")};
            add_context(s, WHY_OPEN, sym_fmt("through %s", sym_text(init->field)), &start, h);
        }
        return true;
    }
    return false;
}

static bool starts_here(struct search *s, const struct hop *h)
{
    const struct graph *g = s->program->graph;
    node_id n = h->node;
    bool any = false;
    uint32_t own = g->part_of[n], last = own;
    any |= registrations_in(s, h, own);
    for (uint32_t i = g->caller_start[n]; i < g->caller_start[n + 1]; i++) {
        uint32_t part = g->part_of[g->callers[i]];
        if (part == own || part == last) continue;
        last = part;
        any |= registrations_in(s, h, part);
    }
    for (uint32_t i = s->stores_of[n]; i < s->stores_of[n + 1]; i++) any |= stored_in(s, h, &s->stores[i]);
    return any;
}

/* ---- the way up ---- */

static void go_up(struct search *s, const struct hop *h, node_id caller, const struct known_site *site,
                  sym through)
{
    struct hop *up = ARENA_NEW(s->arena, struct hop);
    *up = (struct hop){.node = caller, .down = h, .through = through};
    if (site) up->loc = site->loc;
    if (site && site->bits) {
        add_caller(s, up);
        const struct signature *f = who(s, caller);
        struct why_step start = {f ? f->name : SYM_NONE, site->loc.file, site->origin_line,
                                 sym_fmt("%s begins an atomic region", sym_text(site->origin))};
        add_context(s, WHY_ATOMIC, sym_fmt("under %s", sym_text(site->origin)), &start, up);
        return;
    }
    if (!g_hash_table_add(s->visited, GUINT_TO_POINTER(caller + 1))) return;
    if (g_hash_table_size(s->visited) > MAX_VISITS) {
        s->more = true;
        return;
    }
    add_caller(s, up);
    g_queue_push_tail(s->queue, up);
}

/* Calls in `caller` of what the hash names. Whether there are any. */
static bool calls_from(struct search *s, const struct hop *h, node_id caller, uint64_t callee, sym through)
{
    const GPtrArray *sites = sites_of(s, caller);
    bool any = false;
    for (guint i = 0; sites && i < sites->len; i++) {
        const struct known_site *site = sites->pdata[i];
        if (site->callee != callee) continue;
        go_up(s, h, caller, site, through);
        any = true;
    }
    return any;
}

static bool direct_callers(struct search *s, const struct hop *h)
{
    const struct graph *g = s->program->graph;
    bool any = false;
    for (uint32_t i = g->caller_start[h->node]; i < g->caller_start[h->node + 1]; i++) {
        node_id caller = g->callers[i];
        if (graph_part(g, caller)->is_header) {
            go_up(s, h, caller, NULL, SYM_NONE);
            any = true;
        } else {
            any |= calls_from(s, h, caller, graph_link(g, h->node), SYM_NONE);
        }
    }
    return any;
}

static bool callers_through(struct search *s, const struct hop *h, const struct stored *stored)
{
    const GArray *users = users_of(s, stored->field);
    const struct ir_unit *unit = users->len ? knowledge_unit(s->program, stored->part) : NULL;
    sym field = SYM_NONE;
    bool any = false;
    for (uint32_t i = 0; unit && i < unit->ninits && !field; i++) {
        if (sym_hash(unit->inits[i].field) == stored->field) field = unit->inits[i].field;
    }
    for (guint i = 0; i < users->len; i++)
        any |= calls_from(s, h, g_array_index(users, node_id, i), stored->field,
                          field ? field : sym_of("a field"));
    return any;
}

static void look_up(struct search *s, const struct hop *h)
{
    bool any = starts_here(s, h);
    any |= direct_callers(s, h);
    for (uint32_t i = s->stores_of[h->node]; i < s->stores_of[h->node + 1]; i++)
        any |= callers_through(s, h, &s->stores[i]);
    if (any) return;
    const struct signature *f = who(s, h->node);
    add_context(s, WHY_OPEN, sym_fmt("from outside, as %s()", f ? sym_text(f->name) : "it"), NULL, h);
}

static int by_kind(gconstpointer a, gconstpointer b)
{
    const struct why_context *x = a, *y = b;
    if (x->kind != y->kind) return x->kind - y->kind;
    if (x->nsteps != y->nsteps) return x->nsteps < y->nsteps ? -1 : 1;
    return strcmp(sym_text(x->words), sym_text(y->words));
}

static struct why_function *search(struct search *s, node_id n)
{
    struct why_function *out = ARENA_NEW(s->arena, struct why_function);
    struct hop *first = ARENA_NEW(s->arena, struct hop);
    first->node = n;
    s->callers = g_array_new(FALSE, FALSE, sizeof(struct why_caller));
    add_caller(s, first);
    s->visited = g_hash_table_new(NULL, NULL);
    s->seen = g_hash_table_new(NULL, NULL);
    s->queue = g_queue_new();
    s->contexts = g_array_new(FALSE, FALSE, sizeof(struct why_context));
    s->more = false;
    g_hash_table_add(s->visited, GUINT_TO_POINTER(n + 1));
    g_queue_push_tail(s->queue, first);
    for (const struct hop *h; (h = g_queue_pop_head(s->queue));) look_up(s, h);
    g_array_sort(s->contexts, by_kind);
    out->summary = knowledge_summary(s->program, n, INDIRECT);
    out->ncontexts = s->contexts->len;
    out->contexts = arena_dup(s->arena, s->contexts->data, s->contexts->len * sizeof(struct why_context));
    out->ncallers = s->callers->len;
    out->callers = arena_dup(s->arena, s->callers->data, s->callers->len * sizeof(struct why_caller));
    out->more = s->more;
    g_array_unref(s->callers);
    g_hash_table_unref(s->visited);
    g_hash_table_unref(s->seen);
    g_queue_free(s->queue);
    g_array_unref(s->contexts);
    return out;
}

GPtrArray *program_why(struct program *p, const char *name, struct arena *arena)
{
    struct search s = {.program = p, .arena = arena};
    GPtrArray *out = g_ptr_array_new();
    uint64_t hash = hash64_text(name);
    program_open_graph(p);
    index_stores(&s);
    s.field_users = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_array);
    s.calls = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    for (node_id n = 0; n < p->graph->nnodes; n++) {
        const struct outline_func *f = graph_func(p->graph, n);
        if (f->name != hash && f->link != hash) continue;
        struct why_function *found = search(&s, n);
        if (found->summary) g_ptr_array_add(out, found);
    }
    g_free(s.stores);
    g_free(s.stores_of);
    g_hash_table_unref(s.field_users);
    g_hash_table_unref(s.calls);
    return out;
}
