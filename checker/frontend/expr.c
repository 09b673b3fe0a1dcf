/* Expressions and conditions. See lower.h; operators are in operator.c, objects in object.c. */
#include "frontend/lower.h"

#include <string.h>

/* ---- constants ---- */

ir_val lower_narrow(struct lower *l, ir_val v, const struct tu_type *type)
{
    int64_t value;
    unsigned shift;

    if (!type->is_integer || !irb_const_value(l->b, v, &value)) return v;
    if (type->is_bool) return irb_const(l->b, value != 0);
    if (type->bits == 64) return v;
    shift = 64u - type->bits;
    value = (int64_t)((uint64_t)value << shift);
    /* >> of a negative number keeps its sign with every compiler that libclang is built with */
    value = type->is_unsigned ? (int64_t)((uint64_t)value >> shift) : value >> shift;
    return irb_const(l->b, value);
}

static ir_val constant_or_opaque(struct lower *l, CXCursor c, const char *reason)
{
    int64_t value;

    lower_at(l, c);
    return cursor_int(c, &value) ? irb_const(l->b, value) : lower_opaque(l, reason);
}

static ir_val string_literal(CXCursor c)
{
    enum { TEXT_MAX = 64 };
    CXString quoted = clang_getCursorSpelling(c);
    const char *text = clang_getCString(quoted) ? clang_getCString(quoted) : "";
    size_t n = strlen(text);
    sym s;

    if (n >= 2 && text[0] == '"') {
        text++;
        n -= 2;
    }
    s = sym_of_n(text, n < TEXT_MAX ? n : TEXT_MAX);
    clang_disposeString(quoted);
    return ir_val_make(IRV_STRING, s);
}

/* ---- what has no meaning of its own ---- */

/* A new variable for a value of that type. */
static ir_val new_temp(struct lower *l, const struct tu_type *type)
{
    return type->is_record ? irb_var(l->b, IR_TEMP, SYM_NONE, type->text, true) : irb_temp(l->b);
}

ir_val lower_keep(struct lower *l, ir_val v, const struct tu_type *type)
{
    ir_val kept;

    if (!g_hash_table_contains(l->named, GUINT_TO_POINTER(v))) return v;
    kept = new_temp(l, type);
    irb_copy(l->b, kept, v);
    return kept;
}

/* An expression of unknown meaning: what its operands do is kept, its value is not known. */
static ir_val unknown_expr(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    CXString kind = clang_getCursorKindSpelling(c.kind);
    ir_val v;

    for (unsigned i = 0; i < kids.n; i++) lower_expr(l, kids.at[i]);
    lower_at(l, c);
    v = lower_opaque(l, clang_getCString(kind));
    clang_disposeString(kind);
    return v;
}

/* ---- control flow in values ---- */

/* The variable that the arms of a conditional assign. */
static ir_val join_var(struct lower *l, CXCursor c)
{
    const struct tu_type *type = tu_type_of(l->tu, c);

    return type->is_void ? IR_NONE : new_temp(l, type);
}

static void assign_arm(struct lower *l, ir_val joined, CXCursor arm, uint32_t end)
{
    ir_val v = lower_expr(l, arm);

    if (joined && v) irb_copy(l->b, joined, v);
    irb_jump(l->b, end);
}

static ir_val conditional(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    uint32_t yes = irb_block(l->b), no = irb_block(l->b), end;
    ir_val joined;
    int truth;

    if (kids.n != 3) return unknown_expr(l, c);
    truth = lower_condition(l, kids.at[0], yes, no);
    if (truth >= 0) {
        irb_place(l->b, truth ? yes : no);
        return lower_expr(l, kids.at[truth ? 1 : 2]);
    }
    end = irb_block(l->b);
    joined = join_var(l, c);
    irb_place(l->b, yes);
    assign_arm(l, joined, kids.at[1], end);
    irb_place(l->b, no);
    assign_arm(l, joined, kids.at[2], end);
    irb_place(l->b, end);
    return joined;
}

/* `a ?: b`, where `a` is evaluated once. */
static ir_val elvis(struct lower *l, CXCursor c, CXCursor first, CXCursor second)
{
    uint32_t yes, no, end;
    ir_val v = lower_expr(l, first), joined;
    int64_t value;

    if (irb_const_value(l->b, v, &value)) return value ? v : lower_expr(l, second);
    yes = irb_block(l->b);
    no = irb_block(l->b);
    end = irb_block(l->b);
    joined = join_var(l, c);
    lower_at(l, c);
    irb_branch(l->b, v, yes, no);
    irb_place(l->b, yes);
    if (joined) irb_copy(l->b, joined, v);
    irb_jump(l->b, end);
    irb_place(l->b, no);
    assign_arm(l, joined, second, end);
    irb_place(l->b, end);
    return joined;
}

/* `a && b` and the like as 0 or 1. */
static ir_val truth_value(struct lower *l, CXCursor c)
{
    uint32_t yes = irb_block(l->b), no = irb_block(l->b), end;
    int truth = lower_condition(l, c, yes, no);
    ir_val joined;

    if (truth >= 0) {
        irb_place(l->b, truth ? yes : no);
        return irb_const(l->b, truth);
    }
    end = irb_block(l->b);
    joined = irb_temp(l->b);
    irb_place(l->b, yes);
    irb_copy(l->b, joined, irb_const(l->b, 1));
    irb_jump(l->b, end);
    irb_place(l->b, no);
    irb_copy(l->b, joined, irb_const(l->b, 0));
    irb_jump(l->b, end);
    irb_place(l->b, end);
    return joined;
}

/* One arm, or one of several that cannot be told apart. */
static ir_val generic(struct lower *l, CXCursor c)
{
    struct kids arms = cursor_generic_arms(l->scratch, c);
    uint32_t end;
    ir_val joined;
    int64_t value;

    if (arms.n == 0) return constant_or_opaque(l, c, "_Generic");
    if (arms.n == 1) return lower_expr(l, arms.at[0]);
    if (cursor_int(c, &value)) return irb_const(l->b, value);
    end = irb_block(l->b);
    joined = join_var(l, c);
    lower_at(l, c);
    for (unsigned i = 0; i < arms.n; i++) {
        uint32_t this_arm = irb_block(l->b), others = irb_block(l->b);

        if (i + 1 < arms.n)
            irb_branch(l->b, lower_opaque(l, "_Generic"), this_arm, others);
        else
            irb_jump(l->b, this_arm);
        irb_place(l->b, this_arm);
        assign_arm(l, joined, arms.at[i], end);
        irb_place(l->b, others);
    }
    irb_place(l->b, end);
    return joined;
}

/* ---- conditions ---- */

/* `a && b` (`is_and`) or `a || b`. */
static int shortcut(struct lower *l, CXCursor c, bool is_and, uint32_t if_true, uint32_t if_false)
{
    struct kids kids = cursor_operands(l->scratch, c);
    uint32_t second = irb_block(l->b);
    int deciding = !is_and, a, b;

    if (kids.n != 2) {
        irb_branch(l->b, unknown_expr(l, c), if_true, if_false);
        return -1;
    }
    a = is_and ? lower_condition(l, kids.at[0], second, if_false)
               : lower_condition(l, kids.at[0], if_true, second);
    if (a == deciding) return a;
    irb_place(l->b, second);
    b = lower_condition(l, kids.at[1], if_true, if_false);
    return b == deciding || a == !deciding ? b : -1;
}

int lower_branch(struct lower *l, CXCursor c, ir_val v, uint32_t if_true, uint32_t if_false)
{
    int64_t value;

    lower_at(l, c);
    if (!v) v = lower_opaque(l, "void");
    irb_branch(l->b, v, if_true, if_false);
    return irb_const_value(l->b, v, &value) ? value != 0 : -1;
}

/* `a ? b : c` */
static int condition_of_conditional(struct lower *l, CXCursor c, uint32_t if_true, uint32_t if_false)
{
    struct kids kids = cursor_operands(l->scratch, c);
    uint32_t yes = irb_block(l->b), no = irb_block(l->b);
    int truth, a, b;

    if (kids.n != 3) {
        irb_branch(l->b, unknown_expr(l, c), if_true, if_false);
        return -1;
    }
    truth = lower_condition(l, kids.at[0], yes, no);
    if (truth >= 0) {
        irb_place(l->b, truth ? yes : no);
        return lower_condition(l, kids.at[truth ? 1 : 2], if_true, if_false);
    }
    irb_place(l->b, yes);
    a = lower_condition(l, kids.at[1], if_true, if_false);
    irb_place(l->b, no);
    b = lower_condition(l, kids.at[2], if_true, if_false);
    return a == b ? a : -1;
}

static int condition_of_operator(struct lower *l, CXCursor c, uint32_t if_true, uint32_t if_false)
{
    struct kids kids;
    int truth;

    if (c.kind == CXCursor_ConditionalOperator) return condition_of_conditional(l, c, if_true, if_false);
    if (c.kind == CXCursor_StmtExpr) return lower_stmt_expr_condition(l, c, if_true, if_false);
    if (c.kind == CXCursor_UnaryOperator && clang_getCursorUnaryOperatorKind(c) == CXUnaryOperator_LNot) {
        kids = cursor_operands(l->scratch, c);
        truth = kids.n == 1 ? lower_condition(l, kids.at[0], if_false, if_true) : -1;
        return truth < 0 ? truth : !truth;
    }
    if (c.kind == CXCursor_BinaryOperator) {
        switch ((int)clang_getCursorBinaryOperatorKind(c)) {
        case CXBinaryOperator_LAnd: return shortcut(l, c, true, if_true, if_false);
        case CXBinaryOperator_LOr: return shortcut(l, c, false, if_true, if_false);
        case CXBinaryOperator_Comma:
            kids = cursor_operands(l->scratch, c);
            if (kids.n != 2) break;
            lower_expr(l, kids.at[0]);
            return lower_condition(l, kids.at[1], if_true, if_false);
        default: break;
        }
    }
    return lower_branch(l, c, lower_expr(l, c), if_true, if_false);
}

static bool is_macro(struct lower *l, CXCursor c)
{
    return tu_whole_macro(l->tu, c, l->options->macros, l->options->nmacros) != SYM_NONE;
}

int lower_condition(struct lower *l, CXCursor c, uint32_t if_true, uint32_t if_false)
{
    CXCursor inner = cursor_strip(l->scratch, c);
    int truth;

    if (l->depth >= LOWER_MAX_DEPTH || is_macro(l, c))
        return lower_branch(l, c, lower_expr(l, c), if_true, if_false);
    /* the parentheses that are stripped may be the macro's own */
    if (is_macro(l, inner)) return lower_branch(l, c, lower_expr(l, inner), if_true, if_false);
    l->depth++;
    if (inner.kind == CXCursor_CallExpr && lower_is_passing(l, inner, &inner))
        truth = lower_condition(l, inner, if_true, if_false);
    else
        truth = condition_of_operator(l, inner, if_true, if_false);
    l->depth--;
    return truth;
}

/* ---- expressions ---- */

static ir_val unexposed(struct lower *l, CXCursor c)
{
    struct unexposed_expr e = cursor_unexposed(l->scratch, c);

    switch (e.is) {
    case UNEXPOSED_WRAPPER: return lower_narrow(l, lower_expr(l, e.operand[0]), tu_type_of(l->tu, c));
    case UNEXPOSED_CONSTANT: return irb_const(l->b, e.value);
    case UNEXPOSED_ELVIS: return elvis(l, c, e.operand[0], e.operand[1]);
    case UNEXPOSED_CHOSEN: return lower_expr(l, e.operand[0]);
    case UNEXPOSED_OTHER: break;
    }
    return unknown_expr(l, c);
}

/* The operand is the last child: types, and what stands in a typeof(), come first. */
static ir_val cast(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    const struct tu_type *type = tu_type_of(l->tu, c);
    ir_val v = kids.n ? lower_expr(l, kids.at[kids.n - 1]) : IR_NONE;

    return type->is_void ? IR_NONE : lower_narrow(l, v, type);
}

/* A scalar's value in braces, `{ x }`. */
static ir_val braced(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);

    return kids.n == 1 ? lower_expr(l, kids.at[0]) : unknown_expr(l, c);
}

static ir_val designated_object(struct lower *l, CXCursor c)
{
    struct object o = lower_object(l, c);

    lower_at(l, c);
    return lower_object_value(l, o, tu_type_of(l->tu, c)->is_array);
}

static ir_val any_expr(struct lower *l, CXCursor c)
{
    struct kids kids;

    switch ((int)c.kind) {
    case CXCursor_ParenExpr:
        kids = cursor_kids(l->scratch, c);
        return kids.n ? lower_expr(l, kids.at[kids.n - 1]) : unknown_expr(l, c);
    case CXCursor_UnexposedExpr: return unexposed(l, c);
    case CXCursor_IntegerLiteral:
    case CXCursor_CharacterLiteral: return constant_or_opaque(l, c, "literal");
    case CXCursor_UnaryExpr: return constant_or_opaque(l, c, "sizeof");
    case CXCursor_FloatingLiteral:
    case CXCursor_ImaginaryLiteral: return lower_opaque(l, "float");
    case CXCursor_StringLiteral: return string_literal(c);
    case CXCursor_DeclRefExpr: return lower_reference(l, c);
    case CXCursor_MemberRefExpr:
    case CXCursor_ArraySubscriptExpr:
    case CXCursor_CompoundLiteralExpr: return designated_object(l, c);
    case CXCursor_UnaryOperator: return lower_unary(l, c);
    case CXCursor_BinaryOperator:
        switch ((int)clang_getCursorBinaryOperatorKind(c)) {
        case CXBinaryOperator_LAnd:
        case CXBinaryOperator_LOr: return truth_value(l, c);
        default: return lower_binary(l, c);
        }
    case CXCursor_CompoundAssignOperator: return lower_compound_assign(l, c);
    case CXCursor_ConditionalOperator: return conditional(l, c);
    case CXCursor_CStyleCastExpr: return cast(l, c);
    case CXCursor_CallExpr: return lower_call(l, c);
    case CXCursor_StmtExpr: return lower_stmt_expr(l, c);
    case CXCursor_GenericSelectionExpr: return generic(l, c);
    case CXCursor_InitListExpr: return braced(l, c);
    case CXCursor_AddrLabelExpr: lower_label_address(l, c); return lower_opaque(l, "label");
    default: return unknown_expr(l, c);
    }
}

ir_val lower_expr(struct lower *l, CXCursor c)
{
    sym macro;
    ir_val v;

    if (l->depth >= LOWER_MAX_DEPTH) return lower_opaque(l, "depth");
    macro = tu_whole_macro(l->tu, c, l->options->macros, l->options->nmacros);
    if (macro) return lower_macro(l, c, macro, true);
    l->depth++;
    v = any_expr(l, c);
    l->depth--;
    return v;
}
