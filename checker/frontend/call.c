/* Calls: direct, through pointers, and of the compiler's own functions. See lower.h. */
#include "frontend/lower.h"

#include <string.h>

enum builtin {
    BUILTIN_NONE,
    BUILTIN_FIRST,
    BUILTIN_CONSTANT_P,
    BUILTIN_OBJECT_SIZE,
    BUILTIN_UNREACHABLE,
    BUILTIN_OVERFLOW_ADD,
    BUILTIN_OVERFLOW_SUB,
    BUILTIN_OVERFLOW_MUL,
    BUILTIN_NOTHING,
};

static const char builtin_prefix[] = "__builtin_";

static enum builtin builtin_of(sym name)
{
    static const struct {
        const char *name;
        enum builtin is;
    } builtins[] = {
#define X(name, is) {#name, BUILTIN_##is},
#include "frontend/builtins.def"
#undef X
    };

    if (!g_str_has_prefix(sym_text(name), builtin_prefix)) return BUILTIN_NONE;
    for (unsigned i = 0; i < G_N_ELEMENTS(builtins); i++)
        if (strcmp(builtins[i].name, sym_text(name)) == 0) return builtins[i].is;
    return BUILTIN_NONE;
}

/* ---- what is called ---- */

static bool is_function(CXCursor c)
{
    enum CXTypeKind kind = clang_getCanonicalType(clang_getCursorType(c)).kind;

    return kind == CXType_FunctionProto || kind == CXType_FunctionNoProto;
}

/* The callee without what changes nothing: `(*f)()`, `(&f)()` and `f()` are the same. libclang names the
 * callee of the first only for functions, and not for `(*pointer)()`. */
static CXCursor bare_callee(struct lower *l, CXCursor c)
{
    for (;;) {
        struct kids kids;
        enum CXUnaryOperatorKind op;

        c = cursor_strip(l->scratch, c);
        if (c.kind != CXCursor_UnaryOperator) return c;
        kids = cursor_operands(l->scratch, c);
        op = clang_getCursorUnaryOperatorKind(c);
        if (kids.n != 1) return c;
        if (!(op == CXUnaryOperator_Deref && is_function(c)) &&
            !(op == CXUnaryOperator_AddrOf && is_function(kids.at[0])))
            return c;
        c = kids.at[0];
    }
}

/* The function that is called directly, or NULL. */
static const struct target *direct_target(struct lower *l, CXCursor callee)
{
    CXCursor decl;

    if (callee.kind != CXCursor_DeclRefExpr) return NULL;
    decl = clang_getCursorReferenced(callee);
    return decl.kind == CXCursor_FunctionDecl ? tu_target(l->tu, decl, SYM_NONE) : NULL;
}

bool lower_is_passing(struct lower *l, CXCursor call, CXCursor *operand)
{
    struct kids kids = cursor_operands(l->scratch, call);
    const struct target *target = kids.n > 1 ? direct_target(l, bare_callee(l, kids.at[0])) : NULL;

    if (!target || builtin_of(target->name) != BUILTIN_FIRST) return false;
    *operand = kids.at[1];
    return true;
}

/* ---- the compiler's own functions ---- */

static ir_val overflow(struct lower *l, CXCursor c, struct kids kids, enum ir_operator op)
{
    ir_val a, b, result;

    if (kids.n != 4) return lower_opaque(l, "builtin");
    a = lower_expr(l, kids.at[1]);
    b = lower_expr(l, kids.at[2]);
    result = lower_expr(l, kids.at[3]);
    lower_at(l, c);
    irb_store(l->b, result, irb_binary(l->b, op, a, b));
    return lower_opaque(l, "overflow");
}

static ir_val builtin_call(struct lower *l, CXCursor c, struct kids kids, enum builtin builtin)
{
    int64_t value;

    switch (builtin) {
    case BUILTIN_NONE: break;
    case BUILTIN_FIRST: return kids.n > 1 ? lower_expr(l, kids.at[1]) : IR_NONE;
    case BUILTIN_CONSTANT_P: return irb_const(l->b, cursor_int(c, &value) ? value : 0);
    case BUILTIN_OBJECT_SIZE: return irb_const(l->b, cursor_int(c, &value) ? value : -1);
    case BUILTIN_UNREACHABLE:
        lower_at(l, c);
        irb_unreachable(l->b);
        return IR_NONE;
    case BUILTIN_OVERFLOW_ADD: return overflow(l, c, kids, IR_ADD);
    case BUILTIN_OVERFLOW_SUB: return overflow(l, c, kids, IR_SUB);
    case BUILTIN_OVERFLOW_MUL: return overflow(l, c, kids, IR_MUL);
    case BUILTIN_NOTHING: return IR_NONE;
    }
    return IR_NONE;
}

/* ---- calls ---- */

static const ir_val *arguments(struct lower *l, struct kids kids, unsigned *n)
{
    ir_val *args;

    *n = kids.n - 1;
    args = ARENA_ARRAY(l->scratch, ir_val, kids.n);
    for (unsigned i = 0; i < *n; i++) {
        args[i] = lower_expr(l, kids.at[i + 1]);
        if (!args[i]) args[i] = lower_opaque(l, "void");
    }
    return args;
}

static ir_val call_of(struct lower *l, CXCursor c, const struct target *target, struct kids kids)
{
    bool result = !tu_type_of(l->tu, c)->is_void;
    sym link = target->link;
    const ir_val *args;
    unsigned n;
    ir_val v;

    if (g_str_has_prefix(sym_text(link), builtin_prefix)) {
        int64_t value;

        if (cursor_int(c, &value)) return irb_const(l->b, value);
        link = sym_of(sym_text(link) + strlen(builtin_prefix));
    }
    args = arguments(l, kids, &n);
    lower_at(l, c);
    v = irb_call(l->b, link, args, n, result, 0);
    if (target->noreturn) irb_unreachable(l->b);
    return v;
}

ir_val lower_call(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    const struct target *target;
    CXCursor callee;
    enum builtin builtin;
    const ir_val *args;
    ir_val pointer;
    unsigned n;

    if (kids.n == 0) {
        lower_at(l, c);
        return lower_opaque(l, "call");
    }
    callee = bare_callee(l, kids.at[0]);
    target = direct_target(l, callee);
    if (target) {
        builtin = builtin_of(target->name);
        return builtin ? builtin_call(l, c, kids, builtin) : call_of(l, c, target, kids);
    }
    pointer = lower_expr(l, callee);
    args = arguments(l, kids, &n);
    lower_at(l, c);
    return irb_icall(l->b, pointer, args, n, !tu_type_of(l->tu, c)->is_void);
}
