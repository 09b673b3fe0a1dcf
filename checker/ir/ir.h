/* The intermediate representation: what the analysis knows of C.
 *
 * A unit is what one translation unit defines: functions, initialised fields of objects (operations tables),
 * and values of macros that were asked for. A function is variables, constants and basic blocks of
 * instructions. There is no SSA form: a variable may be assigned many times; a temporary usually once.
 * Aggregates live in variables as well and are reached through ADDR, FIELD, LOAD, STORE; a COPY between two
 * aggregate variables copies all fields.
 *
 * Needs base/; gives the data types, a builder, a printer, a reader and a verifier. All memory of a
 * function belongs to the arena that it was built in. docs/ir.md is the reference of the text form.
 */
#ifndef GFPCHECK_IR_IR_H
#define GFPCHECK_IR_IR_H

#include "base/arena.h"
#include "base/sym.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum ir_opcode {
#define X(id, text, arity, terminator) IR_##id,
#include "ir/ops.def"
#undef X
    IR_OPCODES
};

enum ir_operator {
    IR_NO_OPERATOR,
#define X(id, text, arity) IR_##id,
#include "ir/operators.def"
#undef X
    IR_OPERATORS
};

/* ---- values: a tagged 32-bit id ---- */

typedef uint32_t ir_val;

enum ir_val_kind {
    IRV_NONE,   /* no value; the whole id is 0                                             */
    IRV_VAR,    /* index into ir_func.vars: the variable's value                           */
    IRV_CONST,  /* index into ir_func.consts: a 64-bit integer                             */
    IRV_FUNC,   /* link name (sym): a function's address                                   */
    IRV_GLOBAL, /* link name (sym): a global or static variable's address                  */
    IRV_STRING, /* the text (sym, cut to 64 bytes): a string literal's address             */
};

#define IR_NONE ((ir_val)0)

static inline ir_val ir_val_make(enum ir_val_kind kind, uint32_t index)
{
    return (uint32_t)kind << 29 | index;
}
static inline enum ir_val_kind ir_val_kind(ir_val v)
{
    return (enum ir_val_kind)(v >> 29);
}
static inline uint32_t ir_val_index(ir_val v)
{
    return v & ((1u << 29) - 1);
}

/* Link names: what a call or an address refers to. External linkage: the name ("kfree"). Internal linkage:
 * "path:name", path relative to the source root ("include/linux/slab.h:kmalloc"); a static variable of a
 * function: "path:function.name". */
sym ir_link_name(sym path_or_none, const char *name);
/* The name behind a link name: what rules are keyed by. */
sym ir_base_name(sym link);

/* ---- functions ---- */

struct ir_loc {
    sym file;           /* relative to the source root where it is below it      */
    uint32_t line, col; /* 1-based; of the expansion, when out of a macro        */
    sym macro;          /* the outermost macro that this came out of, or SYM_NONE */
};

enum ir_var_kind { IR_PARAM, IR_LOCAL, IR_TEMP };

struct ir_var {
    sym name;       /* SYM_NONE for temporaries                                              */
    sym type;       /* as spelled by the compiler, qualifiers dropped ("struct urb *"), or none */
    uint8_t kind;   /* enum ir_var_kind; parameters come first, in order                     */
    bool aggregate; /* struct, union or array by value                                       */
};

struct ir_case {
    int64_t low, high; /* inclusive */
    uint32_t block;
};

struct ir_insn {
    uint8_t op;    /* enum ir_opcode                                                        */
    uint8_t sub;   /* enum ir_operator, for UNARY and BINARY                                */
    uint8_t flags; /* IRF_*                                                                 */
    uint8_t nargs; /* CALL, ICALL: arguments in ir_func.args from `args` (cut at 255)       */
    ir_val dst;    /* a variable, or IR_NONE                                                */
    ir_val a, b;   /* operands                                                              */
    uint32_t ref;  /* CALL: callee's link name; FIELD: "record.field"; OPAQUE: reason (sym) */
    union {
        uint32_t args;     /* CALL, ICALL: first index in ir_func.args                              */
        sym type;          /* FIELD: type of the field, as in ir_var.type                           */
        uint32_t block[2]; /* JUMP, BRANCH, SWITCH: targets                                         */
    };
    uint32_t cases, ncases; /* SWITCH: range in ir_func.cases                                      */
    uint32_t loc;           /* index into ir_func.locs                                               */
};

enum {
    IRF_CLEANUP = 1, /* CALL made by a cleanup attribute at the end of a scope */
};

struct ir_block {
    uint32_t first, count; /* instructions; the last one is the block's only terminator */
};

struct ir_func {
    sym link; /* link name                                             */
    sym name; /* base name                                             */
    sym file; /* where it is defined                                   */
    uint32_t line, end_line;
    sym result;                           /* type returned, as in ir_var.type                      */
    bool is_static, is_inline, is_header; /* is_header: not defined in a main file  */
    uint32_t nparams, nvars, nconsts, ninsns, nblocks, nargs, ncases, nlocs;
    struct ir_var *vars;
    int64_t *consts;
    struct ir_insn *insns;
    struct ir_block *blocks; /* blocks[0] is the entry                              */
    ir_val *args;
    struct ir_case *cases;
    struct ir_loc *locs;
};

/* A field of a global object that its initialiser sets: operations tables and their modes. */
struct ir_init {
    sym object;    /* link name of the variable                             */
    sym field;     /* "record.field"                                        */
    sym func;      /* link name of the function stored, or SYM_NONE         */
    int64_t value; /* the constant stored, if func is SYM_NONE              */
    struct ir_loc loc;
};

/* The value of a macro in this unit, as asked for in frontend_options.probes. */
struct ir_probe {
    sym name;
    int64_t value;
};

struct ir_unit {
    sym file; /* the main file                                          */
    uint32_t nfuncs, ninits, nprobes;
    struct ir_func **funcs; /* those of the main file first, in source order; then the header inlines that
                               they reach, by link name                               */
    struct ir_init *inits;  /* in source order                                        */
    struct ir_probe *probes;
};

static inline const struct ir_loc *ir_insn_loc(const struct ir_func *f, const struct ir_insn *i)
{
    return &f->locs[i->loc];
}
static inline ir_val ir_insn_arg(const struct ir_func *f, const struct ir_insn *i, unsigned n)
{
    return n < i->nargs ? f->args[i->args + n] : IR_NONE;
}

/* ---- builder: the only way functions come to be ---- */

struct ir_builder;

/* Starts a function; its final arrays will be in `arena`. The builder is for one function. */
struct ir_builder *irb_new(struct arena *arena, sym link, sym file, uint32_t line);
/* The function under construction: set its plain fields (result, is_static, ...) through this. */
struct ir_func *irb_func(struct ir_builder *b);
ir_val irb_var(struct ir_builder *b, enum ir_var_kind kind, sym name, sym type, bool aggregate);
ir_val irb_temp(struct ir_builder *b);
ir_val irb_const(struct ir_builder *b, int64_t value);
/* Whether `v` is a constant (operations on constants are folded at once), and which. */
bool irb_const_value(const struct ir_builder *b, ir_val v, int64_t *value);
/* The location of the instructions that follow. */
void irb_loc(struct ir_builder *b, struct ir_loc loc);
/* A new block, not yet placed; irb_place() makes it the one that instructions are appended to. It can be gone
 * back to, and is not fallen into: the one before needs its jump. The first block placed is the entry;
 * instructions before any irb_place() make an entry of their own. */
uint32_t irb_block(struct ir_builder *b);
void irb_place(struct ir_builder *b, uint32_t block);
/* Whether the current block has its terminator already (code after it is unreachable and is dropped). */
bool irb_done(const struct ir_builder *b);

void irb_copy(struct ir_builder *b, ir_val dst, ir_val a);
ir_val irb_unary(struct ir_builder *b, enum ir_operator op, ir_val a);
ir_val irb_binary(struct ir_builder *b, enum ir_operator op, ir_val a, ir_val c);
ir_val irb_addr(struct ir_builder *b, ir_val var);
ir_val irb_field(struct ir_builder *b, ir_val base, sym field, sym type);
ir_val irb_index(struct ir_builder *b, ir_val base, ir_val index);
ir_val irb_load(struct ir_builder *b, ir_val addr);
void irb_store(struct ir_builder *b, ir_val addr, ir_val value);
void irb_zero(struct ir_builder *b, ir_val addr);
/* `result` false: no destination. Returns the destination or IR_NONE. */
ir_val irb_call(struct ir_builder *b, sym callee, const ir_val *args, unsigned nargs, bool result,
                uint8_t flags);
ir_val irb_icall(struct ir_builder *b, ir_val target, const ir_val *args, unsigned nargs, bool result);
ir_val irb_opaque(struct ir_builder *b, sym reason);
void irb_jump(struct ir_builder *b, uint32_t to);
void irb_branch(struct ir_builder *b, ir_val cond, uint32_t if_true, uint32_t if_false);
void irb_switch(struct ir_builder *b, ir_val value, const struct ir_case *cases, unsigned n,
                uint32_t otherwise);
void irb_return(struct ir_builder *b, ir_val value);
void irb_unreachable(struct ir_builder *b);
/* Ends the function: blocks without terminator get `return`, jumps to jumps are led past them, unreachable
 * blocks and unused locals are dropped, a block is joined with its only successor if that has no other way
 * in, the rest are numbered in reverse postorder. Values of the builder mean nothing in the finished
 * function. Frees the builder. */
struct ir_func *irb_finish(struct ir_builder *b);

/* ---- control flow graph, computed on demand ---- */

struct ir_cfg {
    uint32_t nblocks;
    uint32_t *succ_start, *succ; /* successors of block i: succ[succ_start[i] .. succ_start[i+1]) */
    uint32_t *pred_start, *pred;
    uint32_t *loop_head; /* innermost loop's head block, or UINT32_MAX; a head is in its own loop */
    bool *is_head;       /* target of a back edge (blocks are in reverse postorder)       */
};

struct ir_cfg *ir_cfg_new(struct arena *arena, const struct ir_func *f);

/* ---- text form ---- */

void ir_print_func(FILE *out, const struct ir_func *f);
void ir_print_cfg(FILE *out, const struct ir_func *f); /* blocks, edges, loops; no instructions */
void ir_print_unit(FILE *out, const struct ir_unit *u);
/* Reads what ir_print_unit() wrote, or a hand-written test. NULL and an error with file:line if malformed. */
struct ir_unit *ir_read_unit(struct arena *arena, const char *path, const char *text, GError **error);

/* Checks the invariants stated here; false and a message naming the function and instruction if one is
 * broken. */
bool ir_verify(const struct ir_func *f, GError **error);

const char *ir_opcode_text(enum ir_opcode op);
const char *ir_operator_text(enum ir_operator op);

#endif
