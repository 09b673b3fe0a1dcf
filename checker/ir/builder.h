/* The builder's inside, for the files of ir/ only: builder.c fills it, finish.c makes the function of it, and
 * read.c appends instructions as they are written.
 */
#ifndef GFPCHECK_IR_BUILDER_H
#define GFPCHECK_IR_BUILDER_H

#include "ir/ir.h"

enum {
    IRB_CONST_BUCKETS = 64,
};

#define IRB_END UINT32_MAX /* no instruction, no block, no constant: ends a list */

/* An instruction before the layout is known; those of a block are a list, so that a block can be gone back
 * to. */
struct irb_insn {
    struct ir_insn insn;
    uint32_t next;
};

struct irb_block {
    uint32_t first, last; /* in ir_builder.insns, or IRB_END */
};

struct irb_const {
    int64_t value;
    uint32_t next; /* in the same bucket */
};

struct ir_builder {
    struct arena *arena;
    struct ir_func *f;
    GArray *vars;   /* of struct ir_var     */
    GArray *consts; /* of struct irb_const  */
    GArray *insns;  /* of struct irb_insn   */
    GArray *blocks; /* of struct irb_block  */
    GArray *args;   /* of ir_val            */
    GArray *cases;  /* of struct ir_case    */
    GArray *locs;   /* of struct ir_loc     */
    uint32_t buckets[IRB_CONST_BUCKETS];
    uint32_t entry, current; /* blocks, or IRB_END before the first one is placed */
    struct ir_loc loc;
    bool loc_is_new; /* `loc` is not yet the last one of `locs` */
};

/* Appends `insn` to the current block at the current location; drops it if the block has its terminator. */
void irb_emit(struct ir_builder *b, struct ir_insn insn);

/* As irb_emit(), for CALL and ICALL. */
void irb_emit_call(struct ir_builder *b, struct ir_insn insn, const ir_val *args, unsigned nargs);

static inline bool ir_is_terminator(enum ir_opcode op)
{
    static const bool terminator[IR_OPCODES] = {
#define X(id, text, arity, is_terminator) [IR_##id] = (is_terminator),
#include "ir/ops.def"
#undef X
    };

    return terminator[op];
}

/* The number of value operands. */
static inline unsigned ir_arity(enum ir_opcode op)
{
    static const unsigned char arities[IR_OPCODES] = {
#define X(id, text, arity, terminator) [IR_##id] = (arity),
#include "ir/ops.def"
#undef X
    };

    return arities[op];
}

static inline unsigned ir_operator_arity(enum ir_operator op)
{
    static const unsigned char arities[IR_OPERATORS] = {
        [IR_NO_OPERATOR] = 0,
#define X(id, text, arity) [IR_##id] = (arity),
#include "ir/operators.def"
#undef X
    };

    return arities[op];
}

/* The number of blocks in ir_insn.block[] that the terminator `op` goes to (a SWITCH also has its cases). */
static inline unsigned ir_target_count(enum ir_opcode op)
{
    return op == IR_BRANCH ? 2 : op == IR_JUMP || op == IR_SWITCH;
}

#endif
