/* Objects: variables, members, elements, what pointers point to. See lower.h. */
#include "frontend/lower.h"

ir_val lower_object_address(struct lower *l, struct object o)
{
    return o.in_memory ? o.v : irb_addr(l->b, o.v);
}

ir_val lower_object_value(struct lower *l, struct object o, bool is_array)
{
    if (is_array) return lower_object_address(l, o);
    return o.in_memory ? irb_load(l->b, o.v) : o.v;
}

void lower_object_assign(struct lower *l, struct object o, ir_val value)
{
    if (!value) return;
    if (o.in_memory)
        irb_store(l->b, o.v, value);
    else
        irb_copy(l->b, o.v, value);
}

/* An object for a value: what a function returned by value, for example. */
static struct object materialised(struct lower *l, CXCursor c)
{
    const struct tu_type *type = tu_type_of(l->tu, c);
    ir_val v = lower_expr(l, c), var;

    if (ir_val_kind(v) == IRV_VAR || type->is_array)
        return (struct object){.in_memory = type->is_array, .v = v};
    var = irb_var(l->b, IR_TEMP, SYM_NONE, type->text, type->is_record);
    if (v) irb_copy(l->b, var, v);
    return (struct object){.v = var};
}

static struct object variable(struct lower *l, CXCursor c)
{
    CXCursor decl = clang_getCursorReferenced(c);
    ir_val v;

    if (decl.kind == CXCursor_FunctionDecl)
        return (struct object){.in_memory = true,
                               .v = ir_val_make(IRV_FUNC, tu_target(l->tu, decl, SYM_NONE)->link)};
    if (decl.kind != CXCursor_VarDecl && decl.kind != CXCursor_ParmDecl)
        return (struct object){.v = lower_opaque(l, "unknown variable")};
    v = lower_var(l, decl);
    return (struct object){.in_memory = ir_val_kind(v) == IRV_GLOBAL, .v = v};
}

/* `a.b` and `a->b` differ in the type of `a` only. */
static struct object member(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    CXCursor decl = clang_getCursorReferenced(c);
    const struct tu_field *field;
    ir_val base;

    if (kids.n == 0 || decl.kind != CXCursor_FieldDecl)
        return (struct object){.v = lower_opaque(l, "unknown member")};
    if (tu_type_of(l->tu, kids.at[0])->is_record)
        base = lower_object_address(l, lower_object(l, kids.at[0]));
    else
        base = lower_expr(l, kids.at[0]);
    field = tu_field(l->tu, decl);
    if (field->anonymous) return (struct object){.in_memory = true, .v = base};
    lower_at(l, c);
    return (struct object){.in_memory = true, .v = irb_field(l->b, base, field->name, field->type->text)};
}

static struct object element(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    ir_val base, index;

    if (kids.n != 2) return (struct object){.v = lower_opaque(l, "unknown element")};
    base = lower_expr(l, kids.at[0]);
    index = lower_expr(l, kids.at[1]);
    lower_at(l, c);
    return (struct object){.in_memory = true, .v = irb_index(l->b, base, index)};
}

static struct object compound_literal(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    const struct tu_type *type = tu_type_of(l->tu, c);
    struct object o = {.v = irb_var(l->b, IR_TEMP, SYM_NONE, type->text, type->is_record || type->is_array)};

    if (kids.n) lower_init(l, o, clang_getCursorType(c), kids.at[kids.n - 1]);
    return o;
}

/* The scalar that `pointer` is written to be the address of, through casts: READ_ONCE(x) is *(volatile T
 * *)&x. So the variable's address need not be taken. */
static bool is_address_of_scalar(struct lower *l, CXCursor pointer, CXCursor *scalar)
{
    CXCursor inner = cursor_strip(l->scratch, pointer);
    const struct tu_type *type;
    struct kids kids;

    while (inner.kind == CXCursor_CStyleCastExpr) {
        kids = cursor_operands(l->scratch, inner);
        if (kids.n == 0) return false;
        inner = cursor_strip(l->scratch, kids.at[kids.n - 1]);
    }
    if (inner.kind != CXCursor_UnaryOperator ||
        clang_getCursorUnaryOperatorKind(inner) != CXUnaryOperator_AddrOf)
        return false;
    kids = cursor_operands(l->scratch, inner);
    if (kids.n != 1) return false;
    type = tu_type_of(l->tu, kids.at[0]);
    *scalar = kids.at[0];
    return type->is_integer || type->is_pointer;
}

/* `*p`, `__extension__ x`, and any other operator's value. */
static struct object operator_object(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    const struct tu_type *type;
    CXCursor scalar;

    if (kids.n != 1) return materialised(l, c);
    switch ((int)clang_getCursorUnaryOperatorKind(c)) {
    case CXUnaryOperator_Extension: return lower_object(l, kids.at[0]);
    case CXUnaryOperator_Deref:
        type = tu_type_of(l->tu, c);
        if ((type->is_integer || type->is_pointer) && is_address_of_scalar(l, kids.at[0], &scalar))
            return lower_object(l, scalar);
        return (struct object){.in_memory = true, .v = lower_expr(l, kids.at[0])};
    default: return materialised(l, c);
    }
}

static struct object unexposed_object(struct lower *l, CXCursor c)
{
    struct unexposed_expr e = cursor_unexposed(l->scratch, c);

    if (e.is == UNEXPOSED_WRAPPER || e.is == UNEXPOSED_CHOSEN) return lower_object(l, e.operand[0]);
    return materialised(l, c);
}

static struct object any_object(struct lower *l, CXCursor c)
{
    struct kids kids;

    switch ((int)c.kind) {
    case CXCursor_ParenExpr:
        kids = cursor_kids(l->scratch, c);
        return kids.n ? lower_object(l, kids.at[kids.n - 1]) : materialised(l, c);
    case CXCursor_UnexposedExpr: return unexposed_object(l, c);
    case CXCursor_DeclRefExpr: return variable(l, c);
    case CXCursor_MemberRefExpr: return member(l, c);
    case CXCursor_ArraySubscriptExpr: return element(l, c);
    case CXCursor_CompoundLiteralExpr: return compound_literal(l, c);
    case CXCursor_UnaryOperator: return operator_object(l, c);
    case CXCursor_StringLiteral: return (struct object){.in_memory = true, .v = lower_expr(l, c)};
    case CXCursor_GenericSelectionExpr:
        kids = cursor_generic_arms(l->scratch, c);
        return kids.n == 1 ? lower_object(l, kids.at[0]) : materialised(l, c);
    default: return materialised(l, c);
    }
}

struct object lower_object(struct lower *l, CXCursor c)
{
    struct object o;

    if (l->depth >= LOWER_MAX_DEPTH) return (struct object){.v = lower_opaque(l, "depth")};
    l->depth++;
    o = any_object(l, c);
    l->depth--;
    return o;
}

/* ---- names used as values ---- */

static ir_val enum_constant(struct lower *l, CXCursor decl)
{
    const struct tu_type *type = tu_type_of(l->tu, decl);

    return lower_narrow(l, irb_const(l->b, clang_getEnumConstantDeclValue(decl)), type);
}

ir_val lower_reference(struct lower *l, CXCursor c)
{
    CXCursor decl = clang_getCursorReferenced(c);
    CXType type;
    struct object o;
    int64_t value;

    if (decl.kind == CXCursor_EnumConstantDecl) return enum_constant(l, decl);
    o = variable(l, c);
    if (ir_val_kind(o.v) == IRV_FUNC) return o.v;
    type = clang_getCursorType(c);
    if (ir_val_kind(o.v) == IRV_GLOBAL && clang_isConstQualifiedType(type) &&
        tu_type(l->tu, type)->is_integer && cursor_int(c, &value))
        return irb_const(l->b, value);
    lower_at(l, c);
    return lower_object_value(l, o, decl.kind == CXCursor_VarDecl && tu_type(l->tu, type)->is_array);
}
