/* libclang's tree as it should have been: every oddity of its C interface, one function each.
 *
 * Needs libclang alone; gives the shapes of C (the parts of a `for`, the operands of `a ?: b`, the operand of
 * a cast, ...) for cursors whose children do not say them. The trap that a function is for stands at its
 * definition.
 */
#ifndef GFPCHECK_FRONTEND_CURSOR_H
#define GFPCHECK_FRONTEND_CURSOR_H

#include "base/arena.h"

#include <clang-c/Index.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Children of a cursor, in source order. */
struct kids {
    unsigned n;
    const CXCursor *at;
};

struct kids cursor_kids(struct arena *arena, CXCursor c);
/* Those that are expressions: without references to types and members. */
struct kids cursor_operands(struct arena *arena, CXCursor c);

/* For hash tables with CXCursor * as keys. */
guint cursor_hash(gconstpointer c);
gboolean cursor_equal(gconstpointer a, gconstpointer b);

/* The integer that the compiler folds `c` to. False if it cannot. Only for expressions whose evaluation has
 * no side effects: the compiler folds `f() && 0` as well. */
bool cursor_int(CXCursor c, int64_t *value);

/* Whether the location lies in the expansion of a macro. */
bool location_in_macro(CXSourceLocation location);

/* What an expression that libclang does not expose stands for. */
enum unexposed {
    UNEXPOSED_WRAPPER,  /* an implicit conversion of operand[0]              */
    UNEXPOSED_CONSTANT, /* `value`: offsetof, __builtin_types_compatible_p   */
    UNEXPOSED_ELVIS,    /* operand[0] ?: operand[1]                          */
    UNEXPOSED_CHOSEN,   /* __builtin_choose_expr() that takes operand[0]     */
    UNEXPOSED_OTHER,
};
struct unexposed_expr {
    enum unexposed is;
    CXCursor operand[2];
    int64_t value;
};
struct unexposed_expr cursor_unexposed(struct arena *arena, CXCursor c);

/* Without parentheses and implicit conversions. */
CXCursor cursor_strip(struct arena *arena, CXCursor c);

/* The arms of a _Generic that its type allows, usually one. */
struct kids cursor_generic_arms(struct arena *arena, CXCursor c);

/* Whether an element of an initialiser list has designators. */
bool cursor_is_designated(CXCursor c);

/* Parts of a `for`: those that are missing are null cursors. `func` is the function that it stands in, `text`
 * (or NULL) that of its file. */
struct for_parts {
    CXCursor init, cond, step, body;
};
struct for_parts cursor_for_parts(struct arena *arena, const char *text, size_t size, CXCursor func,
                                  CXCursor loop);

/* The parts of a case: `high` equals `low` unless it is a range. False if its values cannot be folded. */
bool cursor_case(struct arena *arena, CXCursor c, int64_t *low, int64_t *high, CXCursor *first);

/* Tells labels apart: the same for a LabelStmt and for a LabelRef that leads to it. */
unsigned cursor_label_key(CXCursor label_or_reference);

/* Whether a name ends in a number that the compiler counted (__COUNTER__): the length without it, else 0. */
size_t cursor_counted_name(CXCursor decl, const char *name);

/* The function that a variable's cleanup attribute names (g_free), or NULL. */
char *cursor_cleanup(CXCursor var);

/* Whether a call of this function does not return. */
bool cursor_noreturn(CXCursor func);

/* Whether an operand of an asm statement is one of its outputs. */
bool cursor_asm_output(CXCursor operand);

/* The body of a function definition; null if it has none. */
CXCursor cursor_function_body(CXCursor func);

/* The words of a place in a file: whether the token at `offset` is `word`. */
bool text_has_word(const char *text, size_t size, size_t offset, const char *word);

#endif
