/* One function's body to IR: what the files that lower expressions, statements, jumps and initialisers share.
 *
 * Needs tu.h and ir/; gives a function through the builder. Everything here lives as long as the function is
 * lowered, in `scratch`.
 *
 * What the IR does not have is decided here once: pointers and integers are converted without a trace, except
 * that constants are narrowed; `p - 8` in bytes, the heart of container_of(), is INDEX(p, -8), or `p` for
 * offset 0; an array's value is its address; a bit field is a field.
 */
#ifndef GFPCHECK_FRONTEND_LOWER_H
#define GFPCHECK_FRONTEND_LOWER_H

#include "frontend/tu.h"
#include "ir/ir.h"

/* How deep expressions and statements may nest; what lies deeper is opaque. */
enum { LOWER_MAX_DEPTH = 1000 };

/* A variable whose scope has not ended, with its cleanup function. Linked from inner to outer, and never
 * changed: so the list at a `goto` is still there when its label is met. */
struct cleanup {
    const struct cleanup *outer;
    unsigned depth; /* 1 for the outermost */
    ir_val var;
    sym func;
};

/* Where `break` and `continue` go; blocks are NO_BLOCK where there is none. */
enum { NO_BLOCK = UINT32_MAX };
struct breakable {
    const struct breakable *outer;
    uint32_t break_to, continue_to;
    const struct cleanup *break_cleanups, *continue_cleanups;
};

struct switch_cases {
    struct switch_cases *outer;
    GArray *cases; /* of struct ir_case */
    uint32_t otherwise;
};

struct label {
    uint32_t block;
    bool placed;
    bool wanted; /* a visible goto leads here  */
    bool address_taken;
    const struct cleanup *cleanups; /* at the label, once it is placed */
    GArray *pending;                /* of struct pending_goto, until it is placed */
};

/* A `goto` out of scopes with cleanups, to a label that was not met yet. */
struct pending_goto {
    uint32_t block; /* to fill */
    const struct cleanup *cleanups;
    struct ir_loc loc;
};

/* An `asm goto` or a computed goto: where it goes is known at the end of the function. */
struct dispatch {
    uint32_t block;     /* to fill */
    uint32_t otherwise; /* NO_BLOCK for a computed goto */
    const struct cleanup *cleanups;
    struct ir_loc loc;
};

struct lower {
    struct tu *tu;
    struct arena *scratch;
    const struct lower_options *options;
    struct ir_builder *b;
    CXCursor func;
    sym name;           /* of the function */
    GHashTable *vars;   /* CXCursor * of a local declaration -> ir_val + 1 */
    GHashTable *named;  /* ir_val of declared variables: temporaries never change */
    GHashTable *labels; /* cursor_label_key() -> struct label *            */
    GPtrArray *label_order;
    GArray *dispatches;
    const struct cleanup *cleanups;
    const struct breakable *breakable;
    struct switch_cases *cases;
    unsigned depth;
    unsigned at; /* the last location set, as the compiler encodes it */
    struct ir_loc loc;
};

struct lower_options {
    const sym *macros; /* see frontend_options */
    uint32_t nmacros;
    GArray *inits; /* of struct ir_init: rows of static variables go here */
};

/* Lowers a function definition into `arena`. `target` is what tu_target() says of it. */
struct ir_func *lower_function(struct tu *tu, CXCursor func, const struct target *target,
                               const struct lower_options *options, struct arena *arena,
                               struct arena *scratch);

/* ---- lower.c ---- */

/* The instructions that follow come from `c`. */
void lower_at(struct lower *l, CXCursor c);
/* `reason` is why the value is not modelled. */
ir_val lower_opaque(struct lower *l, const char *reason);
/* A new variable for a local declaration. */
ir_val lower_new_var(struct lower *l, CXCursor decl, enum ir_var_kind kind);
/* The variable that `decl` declares; makes it if it was not met. IRV_GLOBAL if it is not local. */
ir_val lower_var(struct lower *l, CXCursor decl);

/* ---- expr.c ---- */

/* The value of an expression; an aggregate's value is a variable. IR_NONE if it has none. */
ir_val lower_expr(struct lower *l, CXCursor c);
/* Goes to `if_true` or `if_false`. Returns 1 or 0 if only one of them can be reached, -1 if both can. */
int lower_condition(struct lower *l, CXCursor c, uint32_t if_true, uint32_t if_false);
/* The same for the value `v` of `c`. */
int lower_branch(struct lower *l, CXCursor c, ir_val v, uint32_t if_true, uint32_t if_false);
/* `v` as a value of that type, if it is a constant. */
ir_val lower_narrow(struct lower *l, ir_val v, const struct tu_type *type);
/* A value of that type that will not change when a variable is assigned. */
ir_val lower_keep(struct lower *l, ir_val v, const struct tu_type *type);

/* ---- operator.c ---- */

ir_val lower_unary(struct lower *l, CXCursor c);
ir_val lower_binary(struct lower *l, CXCursor c);
ir_val lower_compound_assign(struct lower *l, CXCursor c);

/* ---- object.c: what designates an object ---- */

/* A variable, or the address of an object. */
struct object {
    bool in_memory;
    ir_val v;
};

struct object lower_object(struct lower *l, CXCursor c);
ir_val lower_object_address(struct lower *l, struct object o);
/* Its value; an array's is its address. */
ir_val lower_object_value(struct lower *l, struct object o, bool is_array);
void lower_object_assign(struct lower *l, struct object o, ir_val value);
ir_val lower_reference(struct lower *l, CXCursor c);

/* ---- call.c ---- */

ir_val lower_call(struct lower *l, CXCursor c);
/* Whether it is a call of a function that gives its first argument: __builtin_expect(). */
bool lower_is_passing(struct lower *l, CXCursor call, CXCursor *operand);

/* ---- macro.c ---- */

/* A call of `macro`, of which `c` is the whole expansion (tu_whole_macro()), with what is found of its
 * arguments there. */
ir_val lower_macro(struct lower *l, CXCursor c, sym macro, bool result);
/* Calls of the macros that stand between a function's parameters and its body, with a lock as argument. */
void lower_annotations(struct lower *l, CXCursor body);

/* ---- stmt.c ---- */

void lower_stmt(struct lower *l, CXCursor c);
ir_val lower_stmt_expr(struct lower *l, CXCursor c);
/* A statement expression as a condition, see lower_condition(). */
int lower_stmt_expr_condition(struct lower *l, CXCursor c, uint32_t if_true, uint32_t if_false);

/* ---- jump.c: labels, gotos, cleanups ---- */

/* The variable's cleanup function runs when the scope around it ends. */
void lower_push_cleanup(struct lower *l, CXCursor decl, ir_val var);
/* Calls of all cleanups from the current one outwards until `until`, which is not called. */
void lower_run_cleanups(struct lower *l, const struct cleanup *until);
/* Ends a scope that began when `outer` was the innermost cleanup. */
void lower_end_scope(struct lower *l, const struct cleanup *outer, CXCursor scope);
void lower_goto(struct lower *l, CXCursor c);
void lower_computed_goto(struct lower *l, CXCursor c);
void lower_label(struct lower *l, CXCursor c);
void lower_label_address(struct lower *l, CXCursor c);
void lower_asm(struct lower *l, CXCursor c);
/* Leads `asm goto` and computed gotos to their labels. */
void lower_finish_jumps(struct lower *l);

/* ---- init.c, init_walk.c ---- */

/* Gives a new variable its initial value. */
void lower_init(struct lower *l, struct object o, CXType type, CXCursor init);
/* The fields that the initialiser of a variable outside functions sets. */
void init_rows(struct tu *tu, CXCursor var, sym owner, struct arena *scratch, GArray *inits);

#endif
