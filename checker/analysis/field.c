/* Notes of memory in fields: what is stored there, and what is released or used from there. Who does the one
 * and who the other are different functions, often in different files: the program brings them together. See
 * solver.h.
 */
#include "analysis/solver.h"

#include <string.h>

/* The field that an address is of, elements of an array in it included; SYM_NONE if it is of none. */
static sym field_at(const struct ex_pool *pool, ex addr)
{
    const struct ex_node *n = ex_node(pool, addr);
    while (n->kind == EXK_INDEX) n = ex_node(pool, n->a);
    return n->kind == EXK_FIELD ? n->b : SYM_NONE;
}

/* The field that `amount` is loaded from, if it is one of the object that `addr` is a field of. */
static sym field_beside(const struct ex_pool *pool, ex amount, ex addr)
{
    const struct ex_node *load = amount ? ex_node(pool, amount) : NULL;
    const struct ex_node *n = ex_node(pool, addr);
    while (n->kind == EXK_INDEX) n = ex_node(pool, n->a);
    const struct ex_node *of = load && load->kind == EXK_LOAD ? ex_node(pool, load->a) : NULL;
    return of && of->kind == EXK_FIELD && n->kind == EXK_FIELD && of->a == n->a ? of->b : SYM_NONE;
}

static void add(struct solver *sv, const struct field_note *note)
{
    g_ptr_array_add(sv->an->field_notes, arena_dup(sv->an->arena, note, sizeof *note));
}

/* Whether the function has the note already: of unknown memory one says it all. */
static bool is_noted(const struct solver *sv, sym field)
{
    for (guint i = sv->first_note; i < sv->an->field_notes->len; i++) {
        const struct field_note *n = sv->an->field_notes->pdata[i];
        if (n->kind == FIELD_STORED && n->field == field && !n->from.rule) return true;
    }
    return false;
}

static void note_allocation(struct solver *sv, const struct state *s, ex addr, ex memory)
{
    sym field = field_at(sv->sp.pool, addr);
    struct field_note note = {
        .kind = FIELD_STORED, .field = field, .from = *ex_provenance(sv->sp.pool, memory)};
    struct amount order = solver_allocated(sv, &note.from, true),
                  size = solver_allocated(sv, &note.from, false);
    note.by_order = order.value != EX_NONE;
    ex amount = note.by_order ? order.value : size.value;
    note.known = solver_is_known(sv, s, amount, &note.amount);
    if (!note.known) note.amount_field = field_beside(sv->sp.pool, amount, addr);
    for (guint i = sv->first_note; i < sv->an->field_notes->len; i++) {
        const struct field_note *n = sv->an->field_notes->pdata[i];
        if (n->kind == FIELD_STORED && n->field == field && n->from.rule == note.from.rule &&
            memcmp(&n->from.loc, &note.from.loc, sizeof note.from.loc) == 0)
            return;
    }
    add(sv, &note);
}

void solver_note_store(struct solver *sv, const struct state *s, ex addr, ex value)
{
    sym field = sv->collect ? field_at(sv->sp.pool, addr) : SYM_NONE;
    if (!field) return;
    GArray *from = g_array_new(FALSE, FALSE, sizeof(ex));
    enum origin_state known = solver_origins(sv, s, value, 0, from);
    const struct ex_node *n = ex_node(sv->sp.pool, value);
    /* what comes from the same field of another object is what was stored there */
    bool same = n->kind == EXK_LOAD && field_at(sv->sp.pool, n->a) == field;
    if (known == ORIGIN_UNKNOWN && !same && !is_noted(sv, field))
        add(sv, &(struct field_note){.kind = FIELD_STORED, .field = field});
    for (guint i = 0; known == ORIGIN_MEMORY && i < from->len; i++)
        note_allocation(sv, s, addr, g_array_index(from, ex, i));
    g_array_unref(from);
}

/* Where a caller only passes it on, the callee has claimed it. */
static bool is_first(const struct event *e)
{
    return !e->inner || e->from_param;
}

void solver_note_claim(struct solver *sv, const struct state *s, const struct event *e, ex value, ex amount)
{
    const struct ex_node *n = ex_node(sv->sp.pool, value);
    sym field = n->kind == EXK_LOAD ? field_at(sv->sp.pool, n->a) : SYM_NONE;
    if (!field || !is_first(e)) return;
    struct violation v = {.kind = VIOLATION_USE, .likely = e->assumed};
    struct field_note note = {.kind = FIELD_CLAIMED, .field = field};
    if (e->kind == EVENT_RELEASE) {
        v.kind = VIOLATION_FREE;
        note.by_order = rule_release_by_order(e->rule);
        note.known = solver_is_known(sv, s, amount, &note.amount);
        if (!note.known) note.amount_field = field_beside(sv->sp.pool, amount, n->a);
    }
    v.event = arena_dup(sv->an->arena, e, sizeof *e);
    note.claim = arena_dup(sv->an->arena, &v, sizeof v);
    add(sv, &note);
}
