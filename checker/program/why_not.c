/* See why_not.h: the function is analysed once more with a trace, then its callers as long as something is
 * left to them. Nothing is written. */
#include "program/why_not.h"

#include "program/inside.h"

#include <string.h>

enum { MAX_TRACED = 400 }; /* functions */

struct tracing {
    struct program *program;
    struct arena *arena;
    struct trace trace;
    struct why_not *out;
    GHashTable *seen; /* nodes + 1 */
    GQueue *queue;    /* of nodes + 1 */
};

static void take_note(void *context, sym func, const struct ir_loc *at, const char *state, const char *text)
{
    struct tracing *t = context;
    struct why_not_note note = {func, *at, sym_of(state), sym_of(text)};
    for (guint i = 0; i < t->out->notes->len; i++) {
        const struct why_not_note *n = t->out->notes->pdata[i];
        if (n->function == func && n->at.line == at->line && n->at.col == at->col && n->state == note.state &&
            n->text == note.text)
            return;
    }
    g_ptr_array_add(t->out->notes, arena_dup(t->arena, &note, sizeof note));
}

static bool concerns(const struct event *e, const struct trace *t)
{
    for (; e; e = e->inner) {
        if (e->loc.line == t->line && e->loc.file == t->file) return true;
    }
    return false;
}

static void visit(struct tracing *t, node_id n)
{
    struct program *p = t->program;
    const struct graph *g = p->graph;
    const struct ir_func *f = knowledge_ir(p, n);
    if (!f) return;
    p->current = n;
    p->round = INDIRECT;
    const struct summary *s = analysis_function(p->analysis, f, p->solve_arena);
    bool up = false;
    for (uint32_t i = 0; i < s->nevents && !up; i++) up = concerns(s->events[i], &t->trace);
    for (uint32_t i = g->caller_start[n]; up && i < g->caller_start[n + 1]; i++) {
        if (g_hash_table_size(t->seen) == MAX_TRACED) {
            t->out->more = true;
            break;
        }
        if (g_hash_table_add(t->seen, GUINT_TO_POINTER(g->callers[i] + 1)))
            g_queue_push_tail(t->queue, GUINT_TO_POINTER(g->callers[i] + 1));
    }
    arena_reset(p->solve_arena);
    knowledge_trim(p);
}

static bool is_file(const char *path, const char *asked)
{
    size_t n = strlen(path), m = strlen(asked);
    return n >= m && strcmp(path + n - m, asked) == 0 && (n == m || path[n - m - 1] == '/');
}

/* The function of a main file that holds the line; NO_NODE if there is none. */
static node_id function_at(struct program *p, const char *file, uint32_t line, struct why_not *out)
{
    for (uint32_t i = 0; i < p->graph->nunits; i++) {
        const struct part *part = &p->graph->parts[i];
        const struct ir_unit *unit = is_file(part->outline.file, file) ? knowledge_unit(p, i) : NULL;
        for (uint32_t f = 0; unit && f < unit->nfuncs; f++) {
            const struct ir_func *func = unit->funcs[f];
            if (line < func->line || line > func->end_line || !is_file(sym_text(func->file), file)) continue;
            out->function = func->name;
            out->file = func->file;
            return graph_own(part, sym_hash(func->link));
        }
    }
    return NO_NODE;
}

struct why_not program_why_not(struct program *p, const char *file, uint32_t line, struct arena *arena)
{
    struct why_not out = {.notes = g_ptr_array_new()};
    struct tracing t = {.program = p, .arena = arena, .out = &out};
    program_open_graph(p);
    p->fields = fields_new(p);
    fields_recall(p);
    node_id n = function_at(p, file, line, &out);
    if (n == NO_NODE) return out;
    t.trace = (struct trace){out.file, line, take_note, &t};
    t.seen = g_hash_table_new(NULL, NULL);
    t.queue = g_queue_new();
    analysis_trace(p->analysis, &t.trace);
    visit(&t, n);
    for (gpointer next; (next = g_queue_pop_head(t.queue));) visit(&t, GPOINTER_TO_UINT(next) - 1);
    analysis_trace(p->analysis, NULL);
    g_hash_table_unref(t.seen);
    g_queue_free(t.queue);
    return out;
}
