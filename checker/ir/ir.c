/* Names of operations and operators, and link names.
 *
 * Needs ops.def and operators.def; gives their texts and the two ways between a link name and its parts.
 */
#include "ir/ir.h"

#include <assert.h>
#include <string.h>

const char *ir_opcode_text(enum ir_opcode op)
{
    static const char *const texts[IR_OPCODES] = {
#define X(id, text, arity, terminator) [IR_##id] = text,
#include "ir/ops.def"
#undef X
    };

    assert(op < IR_OPCODES);
    return texts[op];
}

const char *ir_operator_text(enum ir_operator op)
{
    static const char *const texts[IR_OPERATORS] = {
        [IR_NO_OPERATOR] = "",
#define X(id, text, arity) [IR_##id] = text,
#include "ir/operators.def"
#undef X
    };

    assert(op < IR_OPERATORS);
    return texts[op];
}

sym ir_link_name(sym path_or_none, const char *name)
{
    return path_or_none == SYM_NONE ? sym_of(name) : sym_fmt("%s:%s", sym_text(path_or_none), name);
}

sym ir_base_name(sym link)
{
    const char *colon = strrchr(sym_text(link), ':');

    return colon ? sym_of(colon + 1) : link;
}
