/* Symbolic values of one function: hash-consed expressions over what is known at its entry.
 *
 * Needs ir/; gives ids (`ex`) that are equal exactly when the values are the same expression, folding and
 * canonical forms (comparisons become EQ, LT and NOT, with a constant on the right). A pool serves one
 * function at a time and is reset between functions; what a summary keeps is copied out of it (summary.h).
 */
#ifndef GFPCHECK_ANALYSIS_EXPR_H
#define GFPCHECK_ANALYSIS_EXPR_H

#include "base/sym.h"
#include "ir/ir.h"
#include "rules/rules.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t ex; /* 0: no value */

#define EX_NONE ((ex)0)

enum ex_kind {
    EXK_NONE,
    EXK_CONST,  /* value                                                                       */
    EXK_PARAM,  /* a: parameter's index: its value at entry                                    */
    EXK_GLOBAL, /* a: link name: the address                                                   */
    EXK_FUNC,   /* a: link name: the address                                                   */
    EXK_STRING, /* a: text: the address                                                        */
    EXK_LOCAL,  /* a: variable's index: the address                                            */
    EXK_RESULT, /* the address of the aggregate that the function returns                      */
    EXK_FACT,   /* a: enum rule_fact_kind: what a test of the context says; b: of a last reference,
                   instruction << 10 and a number: each test is about another one             */
    EXK_FIELD,  /* a: base address, b: "record.field", c: the field's type                     */
    EXK_INDEX,  /* a: base address, b: index                                                   */
    EXK_LOAD,   /* a: address: what stood there at entry                                       */
    EXK_UNARY,  /* sub, a                                                                      */
    EXK_BINARY, /* sub, a, b                                                                   */
    EXK_CALL,   /* a: instruction, b: which of its results: a value that is not modelled       */
    EXK_ALLOC,  /* a: instruction, b: which: memory from an allocator, see struct provenance   */
    EXK_PHI,    /* a: block or instruction, b: slot: one of several values, see ex_phi_inputs() */
    EXK_SELECT, /* a != 0 ? b : c                                                              */
};

enum { EX_PHI_INPUTS = 4 }; /* a phi of more values than these knows none of them */

enum { EX_FACT_SHIFT = 10 };

struct signature; /* summary.h */

/* Where memory came from. */
struct provenance {
    const struct rule_alloc *rule;
    ex size, order, owner;        /* arguments of the allocation, or EX_NONE */
    const struct signature *func; /* where it is allocated                   */
    struct ir_loc loc;
    sym callee; /* the allocator's name; without a rule, the variable that it is: see provenance_of_image() */
};

/* What the name of a variable that is no local one begins with. */
#define IMAGE_PREFIX "static "

/* Whether it is no allocation but a variable in the image of a module; otherwise such a one is on the stack.
 */
static inline bool provenance_of_image(const struct provenance *p)
{
    return !p->rule && g_str_has_prefix(sym_text(p->callee), IMAGE_PREFIX);
}

struct ex_node {
    uint8_t kind, sub;
    uint8_t size; /* of the tree below, leaves not counted */
    bool entry;   /* built from parameters, globals and constants alone: means the same to a caller */
    uint32_t a, b, c;
    int64_t value;
};

struct ex_pool;

struct ex_pool *ex_pool_new(void);
void ex_pool_free(struct ex_pool *p);
void ex_pool_reset(struct ex_pool *p);
/* Number of expressions since the last reset. */
uint32_t ex_pool_size(const struct ex_pool *p);

/* Valid until the next expression is made. */
const struct ex_node *ex_node(const struct ex_pool *p, ex e);

ex ex_const(struct ex_pool *p, int64_t value);
ex ex_leaf(struct ex_pool *p, enum ex_kind kind, uint32_t a, uint32_t b);
/* The field of the object around a member, if `base` is container_of() of one. */
ex ex_field(struct ex_pool *p, ex base, sym field, sym type);
ex ex_index(struct ex_pool *p, ex base, ex index);
ex ex_load(struct ex_pool *p, ex addr);
ex ex_unary(struct ex_pool *p, enum ir_operator op, ex a);
ex ex_binary(struct ex_pool *p, enum ir_operator op, ex a, ex b);
ex ex_select(struct ex_pool *p, ex cond, ex a, ex b);

/* A phi keeps what it was joined from; adding an input to a full one empties and closes it. Returns whether
 * it changed. */
bool ex_phi_add(struct ex_pool *p, ex phi, ex input);
/* Inputs; 0 when they are not known. */
unsigned ex_phi_inputs(const struct ex_pool *p, ex phi, ex out[EX_PHI_INPUTS]);

ex ex_alloc(struct ex_pool *p, uint32_t insn, uint32_t which, const struct provenance *from);
const struct provenance *ex_provenance(const struct ex_pool *p, ex alloc);

bool ex_is_const(const struct ex_pool *p, ex e, int64_t *value);
/* Whether `part` occurs in `e` (phi inputs are not searched). */
bool ex_contains(const struct ex_pool *p, ex e, ex part);
/* Whether `e` loads a field named `field` somewhere. */
bool ex_loads_field(const struct ex_pool *p, ex e, sym field);
/* The local variable whose storage `addr` lies in; false if it is none. */
bool ex_local_base(const struct ex_pool *p, ex addr, uint32_t *var);

/* Appends C-like text ("dev->lock"); parameters by their names in `f`. */
void ex_print(GString *out, const struct ex_pool *p, const struct ir_func *f, ex e);
/* Whether that text would be the source's words: nothing in it is unknown, merged or a call's result. */
bool ex_has_name(const struct ex_pool *p, ex e);

#endif
