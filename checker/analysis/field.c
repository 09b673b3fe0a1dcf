/* Notes of memory in fields: what is stored there, and what is released or used from there. Who does the one
 * and who the other are different functions, often in different files: the program brings them together. See
 * solver.h.
 */
#include "analysis/solver.h"

#include <string.h>

/* The field or the global variable that an address is of, elements of an array in it included; SYM_NONE if it
 * is of none. */
static sym field_at(const struct ex_pool *pool, ex addr)
{
    const struct ex_node *n = ex_node(pool, addr);
    while (n->kind == EXK_INDEX) n = ex_node(pool, n->a);
    return n->kind == EXK_FIELD ? n->b : n->kind == EXK_GLOBAL ? n->a : SYM_NONE;
}

/* The field or variable that holds the value; SYM_NONE if it is loaded from none. */
static sym held_in(const struct ex_pool *pool, ex value)
{
    const struct ex_node *n = value ? ex_node(pool, value) : NULL;
    return n && n->kind == EXK_LOAD ? field_at(pool, n->a) : SYM_NONE;
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

/* What is known of the amount of memory at `addr`. */
static void set_amount(const struct solver *sv, const struct state *s, struct field_note *note, ex amount,
                       ex addr)
{
    if (note->measure == RULE_BY_OWNER) {
        note->amount_field = held_in(sv->sp.pool, amount);
        return;
    }
    note->known = solver_is_known(sv, s, amount, &note->amount);
    if (!note->known) note->amount_field = field_beside(sv->sp.pool, amount, addr);
}

static void note_allocation(struct solver *sv, const struct state *s, ex addr, ex memory)
{
    sym field = field_at(sv->sp.pool, addr);
    struct field_note note = {
        .kind = FIELD_STORED, .field = field, .from = *ex_provenance(sv->sp.pool, memory)};
    note.measure = rule_alloc_measure(note.from.rule);
    set_amount(sv, s, &note, solver_allocated(sv, &note.from, note.measure), addr);
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

static void add_claim(struct solver *sv, struct field_note *note, struct violation *v, const struct event *e)
{
    v->likely = e->assumed;
    v->event = arena_dup(sv->an->arena, e, sizeof *e);
    note->claim = arena_dup(sv->an->arena, v, sizeof *v);
    add(sv, note);
}

void solver_note_claim(struct solver *sv, const struct state *s, const struct event *e, ex value, ex amount)
{
    sym field = held_in(sv->sp.pool, value);
    if (!field || !is_first(e)) return;
    struct violation v = {.kind = e->kind == EVENT_FLAGS ? VIOLATION_FLAGS : VIOLATION_USE};
    struct field_note note = {.kind = FIELD_CLAIMED, .field = field};
    if (e->kind == EVENT_RELEASE) {
        v.kind = VIOLATION_FREE;
        note.measure = rule_release_measure(e->rule);
        set_amount(sv, s, &note, amount, ex_node(sv->sp.pool, value)->a);
    }
    add_claim(sv, &note, &v, e);
}

sym owners_text(sym released, sym allocated)
{
    return sym_fmt("%s, and not to %s", sym_text(ir_base_name(released)), sym_text(ir_base_name(allocated)));
}

void solver_note_owner(struct solver *sv, const struct event *e, const struct provenance *from, ex released)
{
    struct field_note note = {.kind = FIELD_CLAIMED, .measure = RULE_BY_OWNER};
    note.field = held_in(sv->sp.pool, from->owner);
    note.amount_field = held_in(sv->sp.pool, released);
    struct violation v = {.kind = VIOLATION_OWNER, .from = *from};
    v.amounts = owners_text(note.amount_field, note.field);
    bool differ = note.field && note.amount_field && note.field != note.amount_field;
    if (differ && !e->open) add_claim(sv, &note, &v, e);
}
