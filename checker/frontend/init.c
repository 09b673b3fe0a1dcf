/* What initialisers do: stores into variables, and rows for objects outside functions. See lower.h and
 * init.h. */
#include "frontend/init.h"
#include "frontend/lower.h"

/* ---- variables ---- */

struct local_init {
    struct lower *l;
    struct object object;
};

static ir_val address_of(const struct local_init *init, const struct init_path *path)
{
    ir_val outer;

    if (!path) return lower_object_address(init->l, init->object);
    outer = address_of(init, path->outer);
    if (!path->field) return irb_index(init->l->b, outer, irb_const(init->l->b, path->index));
    if (path->field->anonymous) return outer;
    return irb_field(init->l->b, outer, path->field->name, path->field->type->text);
}

static void store_value(void *data, const struct init_path *path, CXType type, CXCursor value)
{
    const struct local_init *init = data;
    struct lower *l = init->l;
    ir_val v;

    /* An array's characters are not modelled. */
    if (tu_type(l->tu, type)->is_array) return;
    v = lower_expr(l, value);
    lower_at(l, value);
    lower_object_assign(l, (struct object){.in_memory = true, .v = address_of(init, path)}, v);
}

void lower_init(struct lower *l, struct object o, CXType type, CXCursor init)
{
    const struct tu_type *shape = tu_type(l->tu, type);
    CXCursor inner = cursor_strip(l->scratch, init);
    struct local_init local = {.l = l, .object = o};
    struct init_walk w = {.tu = l->tu, .scratch = l->scratch, .value = store_value, .data = &local};
    ir_val v;

    if (inner.kind == CXCursor_CompoundLiteralExpr && (shape->is_record || shape->is_array)) {
        struct kids kids = cursor_kids(l->scratch, inner);

        if (kids.n) inner = kids.at[kids.n - 1];
    }
    if (inner.kind == CXCursor_InitListExpr && (shape->is_record || shape->is_array)) {
        lower_at(l, inner);
        if (shape->is_record) irb_zero(l->b, lower_object_address(l, o)); /* what is not named */
        init_walk(&w, type, NULL, inner);
        return;
    }
    if (shape->is_array) return;
    v = lower_narrow(l, lower_expr(l, init), shape);
    lower_at(l, init);
    lower_object_assign(l, o, v);
}

/* ---- objects outside functions ---- */

/* Elements of tables without functions say little (device ids, registers): the first ones are kept. */
enum { PLAIN_ELEMENTS = 4 };

struct rows {
    struct init_walk walk;
    GArray *inits;
    sym object;
    guint before;  /* rows before this element     */
    bool has_func; /* a row since then is a function */
};

static void add_row(struct rows *r, const struct init_path *path, CXCursor at, sym func, int64_t value)
{
    struct ir_init row = {.object = r->object, .func = func, .value = value};

    while (path && (!path->field || path->field->anonymous)) path = path->outer;
    if (!path) return;
    row.field = path->field->name;
    row.loc = tu_loc(r->walk.tu, clang_getCursorLocation(at));
    g_array_append_val(r->inits, row);
    if (func) r->has_func = true;
}

/* Through casts and `&`. */
static CXCursor bare_value(struct arena *scratch, CXCursor value)
{
    for (;;) {
        struct kids kids;

        value = cursor_strip(scratch, value);
        if (value.kind != CXCursor_CStyleCastExpr &&
            !(value.kind == CXCursor_UnaryOperator &&
              clang_getCursorUnaryOperatorKind(value) == CXUnaryOperator_AddrOf))
            return value;
        kids = cursor_operands(scratch, value);
        if (kids.n == 0) return value;
        value = kids.at[kids.n - 1];
    }
}

static void row_value(void *data, const struct init_path *path, CXType type, CXCursor value)
{
    struct rows *r = data;
    CXCursor inner = bare_value(r->walk.scratch, value), decl;
    struct kids kids;
    int64_t number;

    if (inner.kind == CXCursor_CompoundLiteralExpr) {
        kids = cursor_kids(r->walk.scratch, inner);
        if (kids.n && kids.at[kids.n - 1].kind == CXCursor_InitListExpr)
            init_walk(&r->walk, clang_getCursorType(inner), path, kids.at[kids.n - 1]);
        return;
    }
    decl = inner.kind == CXCursor_DeclRefExpr ? clang_getCursorReferenced(inner) : clang_getNullCursor();
    if (decl.kind == CXCursor_FunctionDecl)
        add_row(r, path, value, tu_target(r->walk.tu, decl, SYM_NONE)->link, 0);
    else if (tu_type(r->walk.tu, type)->is_integer && cursor_int(value, &number))
        add_row(r, path, value, SYM_NONE, number);
}

static void row_element(void *data, int64_t index)
{
    struct rows *r = data;

    if (!r->has_func && index >= PLAIN_ELEMENTS) g_array_set_size(r->inits, r->before);
    r->before = r->inits->len;
    r->has_func = false;
}

void init_rows(struct tu *tu, CXCursor var, sym owner, struct arena *scratch, GArray *inits)
{
    CXCursor init = clang_Cursor_getVarDeclInitializer(var);
    struct rows r = {.walk = {.tu = tu, .scratch = scratch, .value = row_value, .element = row_element},
                     .inits = inits};
    CXType type = clang_getCursorType(var);

    if (!inits || clang_Cursor_isNull(init)) return;
    init = cursor_strip(scratch, init);
    if (init.kind != CXCursor_InitListExpr) return;
    if (!tu_type(tu, type)->is_record && !tu_type(tu, type)->is_array) return;
    r.walk.data = &r;
    r.object = tu_target(tu, var, owner)->link;
    r.before = inits->len;
    init_walk(&r.walk, type, NULL, init);
}
