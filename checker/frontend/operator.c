/* Operators with operands: arithmetic, assignments, increments, addresses. See lower.h. */
#include "frontend/lower.h"

static enum ir_operator arithmetic(int kind)
{
    switch (kind) {
    case CXBinaryOperator_Mul:
    case CXBinaryOperator_MulAssign: return IR_MUL;
    case CXBinaryOperator_Div:
    case CXBinaryOperator_DivAssign: return IR_DIV;
    case CXBinaryOperator_Rem:
    case CXBinaryOperator_RemAssign: return IR_REM;
    case CXBinaryOperator_Add:
    case CXBinaryOperator_AddAssign: return IR_ADD;
    case CXBinaryOperator_Sub:
    case CXBinaryOperator_SubAssign: return IR_SUB;
    case CXBinaryOperator_Shl:
    case CXBinaryOperator_ShlAssign: return IR_SHL;
    case CXBinaryOperator_Shr:
    case CXBinaryOperator_ShrAssign: return IR_SHR;
    case CXBinaryOperator_And:
    case CXBinaryOperator_AndAssign: return IR_AND;
    case CXBinaryOperator_Xor:
    case CXBinaryOperator_XorAssign: return IR_XOR;
    case CXBinaryOperator_Or:
    case CXBinaryOperator_OrAssign: return IR_OR;
    case CXBinaryOperator_LT: return IR_LT;
    case CXBinaryOperator_GT: return IR_GT;
    case CXBinaryOperator_LE: return IR_LE;
    case CXBinaryOperator_GE: return IR_GE;
    case CXBinaryOperator_EQ: return IR_EQ;
    case CXBinaryOperator_NE: return IR_NE;
    default: return IR_NO_OPERATOR;
    }
}

static ir_val unknown_operator(struct lower *l, struct kids kids)
{
    for (unsigned i = 0; i < kids.n; i++) lower_expr(l, kids.at[i]);
    return lower_opaque(l, "operator");
}

/* ---- one operand ---- */

static ir_val increment(struct lower *l, CXCursor c, CXCursor operand, enum ir_operator op, bool post)
{
    struct object o = lower_object(l, operand);
    ir_val old, new;

    lower_at(l, c);
    old = lower_object_value(l, o, false);
    if (post) old = lower_keep(l, old, tu_type_of(l->tu, c));
    new = irb_binary(l->b, op, old, irb_const(l->b, 1));
    lower_object_assign(l, o, new);
    return post ? old : new;
}

/* libclang gives a function's own type for `*f`, which is `f`. */
static ir_val dereference(struct lower *l, CXCursor c, CXCursor operand)
{
    enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(c)).kind;
    struct object o;

    if (kind == CXType_FunctionProto || kind == CXType_FunctionNoProto) return lower_expr(l, operand);
    o = lower_object(l, c);
    lower_at(l, c);
    return lower_object_value(l, o, tu_type_of(l->tu, c)->is_array);
}

ir_val lower_unary(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    enum ir_operator op = IR_NO_OPERATOR;
    struct object o;
    ir_val v;

    if (kids.n != 1) return unknown_operator(l, kids);
    switch ((int)clang_getCursorUnaryOperatorKind(c)) {
    case CXUnaryOperator_PostInc: return increment(l, c, kids.at[0], IR_ADD, true);
    case CXUnaryOperator_PostDec: return increment(l, c, kids.at[0], IR_SUB, true);
    case CXUnaryOperator_PreInc: return increment(l, c, kids.at[0], IR_ADD, false);
    case CXUnaryOperator_PreDec: return increment(l, c, kids.at[0], IR_SUB, false);
    case CXUnaryOperator_AddrOf:
        o = lower_object(l, kids.at[0]);
        lower_at(l, c);
        return lower_object_address(l, o);
    case CXUnaryOperator_Deref: return dereference(l, c, kids.at[0]);
    case CXUnaryOperator_Extension:
    case CXUnaryOperator_Plus: return lower_expr(l, kids.at[0]);
    case CXUnaryOperator_Minus: op = IR_NEG; break;
    case CXUnaryOperator_Not: op = IR_COMPL; break;
    case CXUnaryOperator_LNot: op = IR_NOT; break;
    default: return unknown_operator(l, kids);
    }
    v = lower_expr(l, kids.at[0]);
    lower_at(l, c);
    return lower_narrow(l, irb_unary(l->b, op, v), tu_type_of(l->tu, c));
}

/* ---- two operands ---- */

/* Unsigned 64-bit numbers beyond INT64_MAX do not divide, shift and compare as the int64_t that stands for
 * them: the compiler knows what becomes of them. */
static bool folded_by_compiler(struct lower *l, CXCursor c, enum ir_operator op, ir_val a, ir_val b,
                               int64_t *value)
{
    bool order = op == IR_LT || op == IR_LE || op == IR_GT || op == IR_GE;
    int64_t x, y;

    if (!order && op != IR_DIV && op != IR_REM && op != IR_SHR) return false;
    if (!irb_const_value(l->b, a, &x) || !irb_const_value(l->b, b, &y)) return false;
    return (x < 0 || y < 0) && cursor_int(c, value);
}

static bool is_byte_pointer(CXCursor c)
{
    CXType pointee = clang_getPointeeType(clang_getCanonicalType(clang_getCursorType(c)));

    return pointee.kind == CXType_Void || clang_Type_getSizeOf(pointee) == 1;
}

static ir_val operate(struct lower *l, CXCursor c, enum ir_operator op, ir_val a, ir_val b)
{
    const struct tu_type *type;
    int64_t value;

    if (folded_by_compiler(l, c, op, a, b, &value)) return irb_const(l->b, value);
    type = tu_type_of(l->tu, c);
    if (op == IR_SUB && type->is_pointer && irb_const_value(l->b, b, &value) && is_byte_pointer(c)) {
        if (value == 0) return a;
        return irb_index(l->b, a, irb_const(l->b, -value));
    }
    return lower_narrow(l, irb_binary(l->b, op, a, b), type);
}

static ir_val assign(struct lower *l, CXCursor c, CXCursor left, CXCursor right)
{
    ir_val v = lower_expr(l, right);
    struct object o = lower_object(l, left);

    lower_at(l, c);
    lower_object_assign(l, o, v);
    return o.in_memory ? v : o.v;
}

ir_val lower_binary(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    int kind = (int)clang_getCursorBinaryOperatorKind(c);
    enum ir_operator op = arithmetic(kind);
    ir_val a, b;

    if (kids.n != 2) return unknown_operator(l, kids);
    if (kind == CXBinaryOperator_Assign) return assign(l, c, kids.at[0], kids.at[1]);
    if (kind == CXBinaryOperator_Comma) {
        lower_expr(l, kids.at[0]);
        return lower_expr(l, kids.at[1]);
    }
    if (op == IR_NO_OPERATOR) return unknown_operator(l, kids);
    a = lower_expr(l, kids.at[0]);
    b = lower_expr(l, kids.at[1]);
    lower_at(l, c);
    return operate(l, c, op, a, b);
}

ir_val lower_compound_assign(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    enum ir_operator op = arithmetic((int)clang_getCursorBinaryOperatorKind(c));
    struct object o;
    ir_val v, old;

    if (kids.n != 2 || op == IR_NO_OPERATOR) return unknown_operator(l, kids);
    v = lower_expr(l, kids.at[1]);
    o = lower_object(l, kids.at[0]);
    lower_at(l, c);
    old = lower_object_value(l, o, false);
    v = irb_binary(l->b, op, old, v);
    lower_object_assign(l, o, v);
    return o.in_memory ? v : o.v;
}
