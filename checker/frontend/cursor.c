/* See cursor.h. The loops' parts are told apart in cursor_for.c.
 *
 * Needs libclang 17 or later (clang_getCursorBinaryOperatorKind). What is said of libclang here was tried
 * on 19.
 */
#include "frontend/cursor.h"

#include <string.h>

struct gathering {
    struct arena *arena;
    CXCursor *at;
    unsigned n, room;
};

static enum CXChildVisitResult gather(CXCursor c, CXCursor parent, CXClientData data)
{
    struct gathering *g = data;

    (void)parent;
    if (g->n == g->room) {
        CXCursor *more = ARENA_ARRAY(g->arena, CXCursor, g->room ? g->room * 2 : 4);

        if (g->n) memcpy(more, g->at, g->n * sizeof(*more));
        g->at = more;
        g->room = g->room ? g->room * 2 : 4;
    }
    g->at[g->n++] = c;
    return CXChildVisit_Continue;
}

struct kids cursor_kids(struct arena *arena, CXCursor c)
{
    struct gathering g = {.arena = arena};

    clang_visitChildren(c, gather, &g);
    return (struct kids){.n = g.n, .at = g.at};
}

struct kids cursor_operands(struct arena *arena, CXCursor c)
{
    struct kids kids = cursor_kids(arena, c);
    CXCursor *out = ARENA_ARRAY(arena, CXCursor, kids.n);
    unsigned n = 0;

    for (unsigned i = 0; i < kids.n; i++)
        if (clang_isExpression(kids.at[i].kind)) out[n++] = kids.at[i];
    return (struct kids){.n = n, .at = out};
}

guint cursor_hash(gconstpointer c)
{
    return clang_hashCursor(*(const CXCursor *)c);
}

gboolean cursor_equal(gconstpointer a, gconstpointer b)
{
    return clang_equalCursors(*(const CXCursor *)a, *(const CXCursor *)b) != 0;
}

bool cursor_int(CXCursor c, int64_t *value)
{
    CXEvalResult result;
    bool is_int;

    if (c.kind == CXCursor_InitListExpr) return false; /* libclang 19 crashes for one of an array */
    result = clang_Cursor_Evaluate(c);

    if (!result) return false;
    is_int = clang_EvalResult_getKind(result) == CXEval_Int;
    /* The signed reading of an unsigned result is that of a smaller type: ask for what it is. */
    if (is_int && clang_EvalResult_isUnsignedInt(result))
        *value = (int64_t)clang_EvalResult_getAsUnsigned(result);
    else if (is_int)
        *value = clang_EvalResult_getAsLongLong(result);
    clang_EvalResult_dispose(result);
    return is_int;
}

/* libclang says where a location was expanded, but not whether it was. The compiler keeps that in the highest
 * bit of its 32-bit locations, which libclang hands out as they are. */
bool location_in_macro(CXSourceLocation location)
{
    return location.int_data >> 31;
}

/* ---- expressions ---- */

/* An implicit conversion stands where its operand stands; va_arg(), types_compatible_p() and the like begin
 * with a word of their own. */
static bool same_place(CXCursor a, CXCursor b)
{
    return clang_equalLocations(clang_getCursorLocation(a), clang_getCursorLocation(b));
}

/* `a` in `a ?: b` is converted to the type of the whole. */
static bool same_below_casts(struct arena *arena, CXCursor a, CXCursor b)
{
    return clang_equalCursors(a, b) || clang_equalCursors(cursor_strip(arena, a), cursor_strip(arena, b));
}

/* Implicit conversions, offsetof, va_arg, `a ?: b`, __builtin_choose_expr and more are all "UnexposedExpr":
 * - `a ?: b` lists `a` three times, as common expression, condition and result;
 * - __builtin_choose_expr lists its condition and both arms, of which only one exists for the compiler;
 * - offsetof and __builtin_types_compatible_p list types and members, and the operands of a typeof() in them
 * as if they were evaluated. A designated initialiser is one too: folding it crashes libclang, so it must not
 * come here. */
struct unexposed_expr cursor_unexposed(struct arena *arena, CXCursor c)
{
    struct unexposed_expr e = {.is = UNEXPOSED_OTHER};
    struct kids kids = cursor_kids(arena, c);
    int64_t which;

    if (kids.n == 1 && clang_isExpression(kids.at[0].kind) && same_place(c, kids.at[0])) {
        e.is = UNEXPOSED_WRAPPER;
        e.operand[0] = kids.at[0];
    } else if (kids.n == 4 && same_below_casts(arena, kids.at[0], kids.at[1]) &&
               same_below_casts(arena, kids.at[1], kids.at[2])) {
        e.is = UNEXPOSED_ELVIS;
        e.operand[0] = kids.at[0];
        e.operand[1] = kids.at[3];
    } else if (kids.n == 3 && clang_isExpression(kids.at[0].kind) && clang_isExpression(kids.at[2].kind) &&
               cursor_int(kids.at[0], &which)) {
        e.is = UNEXPOSED_CHOSEN;
        e.operand[0] = kids.at[which ? 1 : 2];
    } else if (cursor_int(c, &e.value)) {
        e.is = UNEXPOSED_CONSTANT;
    }
    return e;
}

CXCursor cursor_strip(struct arena *arena, CXCursor c)
{
    for (;;) {
        if (c.kind == CXCursor_ParenExpr) {
            struct kids kids = cursor_kids(arena, c);

            if (kids.n != 1) return c;
            c = kids.at[0];
        } else if (c.kind == CXCursor_UnexposedExpr) {
            struct unexposed_expr e = cursor_unexposed(arena, c);

            if (e.is != UNEXPOSED_WRAPPER) return c;
            c = e.operand[0];
        } else {
            return c;
        }
    }
}

/* All arms of a _Generic are its children, after the controlling expression and between the types'
 * references; built-in types leave no reference. The arm taken has the type of the whole. */
struct kids cursor_generic_arms(struct arena *arena, CXCursor c)
{
    struct kids all = cursor_operands(arena, c);
    CXType type = clang_getCanonicalType(clang_getCursorType(c));
    CXCursor *arms = ARENA_ARRAY(arena, CXCursor, all.n);
    unsigned n = 0;

    for (unsigned i = 1; i < all.n; i++)
        if (clang_equalTypes(clang_getCanonicalType(clang_getCursorType(all.at[i])), type))
            arms[n++] = all.at[i];
    return (struct kids){.n = n, .at = arms};
}

bool cursor_is_designated(CXCursor c)
{
    return c.kind == CXCursor_UnexposedExpr && clang_getCursorType(c).kind == CXType_Void;
}

/* ---- statements ---- */

/* A case has its values and the statement after it as children: only that one, the others of the case are the
 * switch's. */
bool cursor_case(struct arena *arena, CXCursor c, int64_t *low, int64_t *high, CXCursor *first)
{
    struct kids kids = cursor_kids(arena, c);

    *first = kids.n ? kids.at[kids.n - 1] : clang_getNullCursor();
    if (kids.n < 2 || !cursor_int(kids.at[0], low)) return false;
    if (kids.n >= 3) return cursor_int(kids.at[1], high);
    *high = *low;
    return true;
}

/* A reference leads to a cursor with another parent than the label has in the tree: they are the same place,
 * but not equal. A name would not do, since macros have labels of their own (`__label__`). */
unsigned cursor_label_key(CXCursor label_or_reference)
{
    CXCursor label = label_or_reference.kind == CXCursor_LabelRef
                         ? clang_getCursorReferenced(label_or_reference)
                         : label_or_reference;

    return clang_getCursorLocation(label).int_data;
}

/* An input operand is read: an implicit conversion lies around it. An output is the bare object. (So is an
 * input in memory, which is then taken for an output: it loses its value, which is safe.) */
bool cursor_asm_output(CXCursor operand)
{
    enum CXCursorKind kind = operand.kind;

    return kind == CXCursor_DeclRefExpr || kind == CXCursor_MemberRefExpr ||
           kind == CXCursor_ArraySubscriptExpr || kind == CXCursor_UnaryOperator ||
           kind == CXCursor_ParenExpr;
}

/* ---- declarations ---- */

/* A name that is pasted together stands in no file. Of those that end in a number, only these are made with
 * __COUNTER__ by custom; in others the number may tell two declarations apart. */
size_t cursor_counted_name(CXCursor decl, const char *name)
{
    static const char *const customs[] = {"__UNIQUE_ID_", "__compiletime_assert_"};
    size_t n = strlen(name);
    CXFile file;

    while (n && g_ascii_isdigit(name[n - 1])) n--;
    if (!name[n]) return 0;
    for (unsigned i = 0; i < G_N_ELEMENTS(customs); i++) {
        if (!g_str_has_prefix(name, customs[i]) || n < strlen(customs[i])) continue;
        clang_getSpellingLocation(clang_getCursorLocation(decl), &file, NULL, NULL, NULL);
        return file ? 0 : n;
    }
    return 0;
}

/* cleanup(f) is an unexposed attribute without children: only the printed declaration names the function. */
char *cursor_cleanup(CXCursor var)
{
    static const char key[] = "cleanup(";
    CXPrintingPolicy policy;
    CXString text;
    const char *at;
    char *name = NULL;

    if (!clang_Cursor_hasAttrs(var)) return NULL;
    policy = clang_getCursorPrintingPolicy(var);
    clang_PrintingPolicy_setProperty(policy, CXPrintingPolicy_SuppressInitializers, 1);
    text = clang_getCursorPrettyPrinted(var, policy);
    at = clang_getCString(text) ? strstr(clang_getCString(text), key) : NULL;
    if (at) {
        at += strlen(key);
        name = g_strndup(at, strcspn(at, ") "));
    }
    clang_disposeString(text);
    clang_PrintingPolicy_dispose(policy);
    return name;
}

/* The attribute is unexposed, but it is part of the function's type and is spelled there. */
bool cursor_noreturn(CXCursor func)
{
    CXString type = clang_getTypeSpelling(clang_getCursorType(func));
    bool found = clang_getCString(type) && strstr(clang_getCString(type), "noreturn");

    clang_disposeString(type);
    return found;
}

static enum CXChildVisitResult find_body(CXCursor c, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (c.kind != CXCursor_CompoundStmt) return CXChildVisit_Continue;
    *(CXCursor *)data = c;
    return CXChildVisit_Break;
}

CXCursor cursor_function_body(CXCursor func)
{
    CXCursor body = clang_getNullCursor();

    clang_visitChildren(func, find_body, &body);
    return body;
}
