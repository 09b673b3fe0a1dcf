/* Labels, gotos, `asm goto`, and the cleanups that run where a scope is left. See lower.h.
 *
 * A goto runs the cleanups of the scopes that it leaves: those that are in force at the goto and not at the
 * label. Where the label is not met yet, a block is left empty and filled when it is.
 */
#include "frontend/lower.h"

/* ---- cleanups ---- */

static void set_loc(struct lower *l, struct ir_loc loc)
{
    l->at = 0;
    l->loc = loc;
    irb_loc(l->b, loc);
}

void lower_push_cleanup(struct lower *l, CXCursor decl, ir_val var)
{
    char *name = cursor_cleanup(decl);
    const struct target *target;
    struct cleanup *cleanup;

    if (!name) return;
    target = tu_target_by_name(l->tu, name);
    cleanup = ARENA_NEW(l->scratch, struct cleanup);
    cleanup->outer = l->cleanups;
    cleanup->depth = l->cleanups ? l->cleanups->depth + 1 : 1;
    cleanup->var = var;
    cleanup->func = target ? target->link : sym_of(name);
    l->cleanups = cleanup;
    g_free(name);
}

static void run_cleanups(struct lower *l, const struct cleanup *from, const struct cleanup *until)
{
    for (; from != until && !irb_done(l->b); from = from->outer) {
        ir_val address = irb_addr(l->b, from->var);

        irb_call(l->b, from->func, &address, 1, false, IRF_CLEANUP);
    }
}

void lower_run_cleanups(struct lower *l, const struct cleanup *until)
{
    run_cleanups(l, l->cleanups, until);
}

void lower_end_scope(struct lower *l, const struct cleanup *outer, CXCursor scope)
{
    if (!irb_done(l->b)) {
        set_loc(l, tu_end_loc(l->tu, scope));
        lower_run_cleanups(l, outer);
    }
    l->cleanups = outer;
}

/* The innermost cleanup that is in force at both places. */
static const struct cleanup *common(const struct cleanup *a, const struct cleanup *b)
{
    while (a != b) {
        if (!b || (a && a->depth >= b->depth))
            a = a->outer;
        else
            b = b->outer;
    }
    return a;
}

/* ---- labels ---- */

static struct label *label_of(struct lower *l, CXCursor c)
{
    gpointer key = GUINT_TO_POINTER(cursor_label_key(c));
    struct label *label = g_hash_table_lookup(l->labels, key);

    if (label) return label;
    label = ARENA_NEW(l->scratch, struct label);
    label->block = irb_block(l->b);
    g_hash_table_insert(l->labels, key, label);
    g_ptr_array_add(l->label_order, label);
    return label;
}

/* The label that a reference among the children of `c` names; NULL if there is none. */
static struct label *referenced_label(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_kids(l->scratch, c);

    for (unsigned i = 0; i < kids.n; i++)
        if (kids.at[i].kind == CXCursor_LabelRef) return label_of(l, clang_getCursorReferenced(kids.at[i]));
    return NULL;
}

/* From the current block to the label, out of the scopes of `from`. */
static void go(struct lower *l, struct label *label, const struct cleanup *from)
{
    struct pending_goto pending = {.cleanups = from, .loc = l->loc};

    if (label->placed) {
        run_cleanups(l, from, common(from, label->cleanups));
        irb_jump(l->b, label->block);
    } else if (!from) {
        irb_jump(l->b, label->block);
    } else {
        pending.block = irb_block(l->b);
        irb_jump(l->b, pending.block);
        if (!label->pending) label->pending = g_array_new(FALSE, FALSE, sizeof(pending));
        g_array_append_val(label->pending, pending);
    }
}

void lower_goto(struct lower *l, CXCursor c)
{
    struct label *label = referenced_label(l, c);

    if (!label) return;
    label->wanted = true;
    lower_at(l, c);
    if (!irb_done(l->b)) go(l, label, l->cleanups);
}

static void fill_pending(struct lower *l, struct label *label)
{
    if (!label->pending) return;
    for (guint i = 0; i < label->pending->len; i++) {
        struct pending_goto *p = &g_array_index(label->pending, struct pending_goto, i);

        irb_place(l->b, p->block);
        set_loc(l, p->loc);
        run_cleanups(l, p->cleanups, common(p->cleanups, label->cleanups));
        irb_jump(l->b, label->block);
    }
    g_array_free(label->pending, TRUE);
    label->pending = NULL;
}

void lower_label(struct lower *l, CXCursor c)
{
    struct label *label = label_of(l, c);

    if (label->placed) return;
    irb_jump(l->b, label->block);
    label->placed = true;
    label->cleanups = l->cleanups;
    fill_pending(l, label);
    irb_place(l->b, label->block);
}

void lower_label_address(struct lower *l, CXCursor c)
{
    struct label *label = referenced_label(l, c);

    if (label) label->address_taken = true;
}

/* ---- jumps whose targets are known at the end ---- */

static void add_dispatch(struct lower *l, uint32_t otherwise)
{
    struct dispatch d = {
        .block = irb_block(l->b), .otherwise = otherwise, .cleanups = l->cleanups, .loc = l->loc};

    irb_jump(l->b, d.block);
    g_array_append_val(l->dispatches, d);
}

void lower_computed_goto(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);

    for (unsigned i = 0; i < kids.n; i++) lower_expr(l, kids.at[i]);
    lower_at(l, c);
    if (!irb_done(l->b)) add_dispatch(l, NO_BLOCK);
}

/* Outputs lose their values. Which labels an `asm goto` may go to is not visible at all: see
 * lower_finish_jumps(). */
void lower_asm(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    uint32_t after = irb_block(l->b);

    for (unsigned i = 0; i < kids.n; i++)
        if (!cursor_asm_output(kids.at[i])) lower_expr(l, kids.at[i]);
    lower_at(l, c);
    if (irb_done(l->b)) return;
    for (unsigned i = 0; i < kids.n; i++) {
        struct object o;

        if (!cursor_asm_output(kids.at[i])) continue;
        o = lower_object(l, kids.at[i]);
        if (ir_val_kind(o.v) == IRV_VAR || o.in_memory) lower_object_assign(l, o, lower_opaque(l, "asm"));
    }
    add_dispatch(l, after);
    irb_place(l->b, after);
}

/* An `asm goto` may go to the labels that nothing visible leads to; a computed goto to those whose address is
 * taken. */
static bool may_reach(const struct dispatch *d, const struct label *label)
{
    if (!label->placed) return false;
    return d->otherwise == NO_BLOCK ? label->address_taken : !label->wanted && !label->address_taken;
}

static void fill_dispatch(struct lower *l, const struct dispatch *d)
{
    irb_place(l->b, d->block);
    set_loc(l, d->loc);
    for (guint i = 0; i < l->label_order->len; i++) {
        struct label *label = l->label_order->pdata[i];
        uint32_t jump, next;

        if (!may_reach(d, label)) continue;
        jump = irb_block(l->b);
        next = irb_block(l->b);
        irb_branch(l->b, lower_opaque(l, d->otherwise == NO_BLOCK ? "computed goto" : "asm goto"), jump,
                   next);
        irb_place(l->b, jump);
        go(l, label, d->cleanups);
        irb_place(l->b, next);
    }
    if (d->otherwise == NO_BLOCK)
        irb_unreachable(l->b);
    else
        irb_jump(l->b, d->otherwise);
}

void lower_finish_jumps(struct lower *l)
{
    for (guint i = 0; i < l->label_order->len; i++) {
        struct label *label = l->label_order->pdata[i];

        if (label->placed) continue;
        irb_place(l->b, label->block); /* a label that does not exist: the unit has errors */
        irb_unreachable(l->b);
        label->placed = true;
        label->wanted = true;
        fill_pending(l, label);
    }
    for (guint i = 0; i < l->dispatches->len; i++)
        fill_dispatch(l, &g_array_index(l->dispatches, struct dispatch, i));
}
