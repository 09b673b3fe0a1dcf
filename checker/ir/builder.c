/* The builder: functions grow here, one instruction after the other.
 *
 * Needs nothing but an arena for the result; all on the way lies in growing arrays of the builder. Constants
 * are folded at once, and a terminator that can only go one way becomes a jump, so that what is unreachable
 * in a configuration (`if (IS_ENABLED(X))`) is never seen by the analysis. finish.c ends what is begun here.
 */
#include "ir/builder.h"

#include <assert.h>

struct ir_builder *irb_new(struct arena *arena, sym link, sym file, uint32_t line)
{
    struct ir_builder *b = g_new0(struct ir_builder, 1);

    b->arena = arena;
    b->f = ARENA_NEW(arena, struct ir_func);
    b->f->link = link;
    b->f->name = ir_base_name(link);
    b->f->file = file;
    b->f->line = b->f->end_line = line;
    b->vars = g_array_new(FALSE, FALSE, sizeof(struct ir_var));
    b->consts = g_array_new(FALSE, FALSE, sizeof(struct irb_const));
    b->insns = g_array_new(FALSE, FALSE, sizeof(struct irb_insn));
    b->blocks = g_array_new(FALSE, FALSE, sizeof(struct irb_block));
    b->args = g_array_new(FALSE, FALSE, sizeof(ir_val));
    b->cases = g_array_new(FALSE, FALSE, sizeof(struct ir_case));
    b->locs = g_array_new(FALSE, FALSE, sizeof(struct ir_loc));
    for (unsigned i = 0; i < IRB_CONST_BUCKETS; i++) b->buckets[i] = IRB_END;
    b->entry = b->current = IRB_END;
    b->loc = (struct ir_loc){.file = file, .line = line};
    b->loc_is_new = true;
    return b;
}

struct ir_func *irb_func(struct ir_builder *b)
{
    return b->f;
}

ir_val irb_var(struct ir_builder *b, enum ir_var_kind kind, sym name, sym type, bool aggregate)
{
    struct ir_var var = {.name = name, .type = type, .kind = (uint8_t)kind, .aggregate = aggregate};

    g_array_append_val(b->vars, var);
    return ir_val_make(IRV_VAR, b->vars->len - 1);
}

ir_val irb_temp(struct ir_builder *b)
{
    return irb_var(b, IR_TEMP, SYM_NONE, SYM_NONE, false);
}

ir_val irb_const(struct ir_builder *b, int64_t value)
{
    uint32_t *bucket = &b->buckets[((uint64_t)value * 0x9E3779B97F4A7C15u) >> 32 & (IRB_CONST_BUCKETS - 1)];

    for (uint32_t i = *bucket; i != IRB_END; i = g_array_index(b->consts, struct irb_const, i).next)
        if (g_array_index(b->consts, struct irb_const, i).value == value) return ir_val_make(IRV_CONST, i);

    struct irb_const c = {.value = value, .next = *bucket};
    g_array_append_val(b->consts, c);
    *bucket = b->consts->len - 1;
    return ir_val_make(IRV_CONST, *bucket);
}

void irb_loc(struct ir_builder *b, struct ir_loc loc)
{
    if (loc.line == b->loc.line && loc.col == b->loc.col && loc.file == b->loc.file &&
        loc.macro == b->loc.macro)
        return;
    b->loc = loc;
    b->loc_is_new = true;
}

uint32_t irb_block(struct ir_builder *b)
{
    struct irb_block block = {.first = IRB_END, .last = IRB_END};

    g_array_append_val(b->blocks, block);
    return b->blocks->len - 1;
}

void irb_place(struct ir_builder *b, uint32_t block)
{
    assert(block < b->blocks->len);
    if (b->entry == IRB_END) b->entry = block;
    b->current = block;
}

bool irb_done(const struct ir_builder *b)
{
    uint32_t last;

    if (b->current == IRB_END) return false;
    last = g_array_index(b->blocks, struct irb_block, b->current).last;
    return last != IRB_END && ir_is_terminator(g_array_index(b->insns, struct irb_insn, last).insn.op);
}

void irb_emit(struct ir_builder *b, struct ir_insn insn)
{
    struct irb_insn made = {.insn = insn, .next = IRB_END};
    uint32_t at = b->insns->len;
    struct irb_block *block;

    if (irb_done(b)) return;
    if (b->current == IRB_END) irb_place(b, irb_block(b));
    if (b->loc_is_new) g_array_append_val(b->locs, b->loc);
    b->loc_is_new = false;
    made.insn.loc = b->locs->len - 1;
    g_array_append_val(b->insns, made);

    block = &g_array_index(b->blocks, struct irb_block, b->current);
    if (block->first == IRB_END)
        block->first = at;
    else
        g_array_index(b->insns, struct irb_insn, block->last).next = at;
    block->last = at;
}

void irb_emit_call(struct ir_builder *b, struct ir_insn insn, const ir_val *args, unsigned nargs)
{
    if (irb_done(b)) return;
    insn.nargs = nargs > UINT8_MAX ? UINT8_MAX : (uint8_t)nargs;
    insn.args = b->args->len;
    g_array_append_vals(b->args, args, insn.nargs);
    irb_emit(b, insn);
}

/* ---- folding ---- */

bool irb_const_value(const struct ir_builder *b, ir_val v, int64_t *value)
{
    if (ir_val_kind(v) != IRV_CONST) return false;
    *value = g_array_index(b->consts, struct irb_const, ir_val_index(v)).value;
    return true;
}

static bool fold_unary(enum ir_operator op, int64_t a, int64_t *out)
{
    switch (op) {
    case IR_NEG: *out = (int64_t)(0 - (uint64_t)a); return true;
    case IR_COMPL: *out = ~a; return true;
    case IR_NOT: *out = !a; return true;
    default: return false;
    }
}

/* As C does it on int64_t, but wrapping; false where C leaves it undefined. */
static bool fold_binary(enum ir_operator op, int64_t a, int64_t c, int64_t *out)
{
    const uint64_t ua = (uint64_t)a, uc = (uint64_t)c;
    const bool divides = c != 0 && !(a == INT64_MIN && c == -1), shifts = c >= 0 && c < 64;

    switch (op) {
    case IR_ADD: *out = (int64_t)(ua + uc); return true;
    case IR_SUB: *out = (int64_t)(ua - uc); return true;
    case IR_MUL: *out = (int64_t)(ua * uc); return true;
    case IR_DIV: *out = divides ? a / c : 0; return divides;
    case IR_REM: *out = divides ? a % c : 0; return divides;
    case IR_AND: *out = a & c; return true;
    case IR_OR: *out = a | c; return true;
    case IR_XOR: *out = a ^ c; return true;
    case IR_SHL: *out = shifts ? (int64_t)(ua << c) : 0; return shifts;
    case IR_SHR: *out = shifts ? a >> c : 0; return shifts;
    case IR_EQ: *out = a == c; return true;
    case IR_NE: *out = a != c; return true;
    case IR_LT: *out = a < c; return true;
    case IR_LE: *out = a <= c; return true;
    case IR_GT: *out = a > c; return true;
    case IR_GE: *out = a >= c; return true;
    default: return false;
    }
}

/* ---- instructions ---- */

static ir_val emit_value(struct ir_builder *b, struct ir_insn insn)
{
    insn.dst = irb_temp(b);
    irb_emit(b, insn);
    return insn.dst;
}

void irb_copy(struct ir_builder *b, ir_val dst, ir_val a)
{
    irb_emit(b, (struct ir_insn){.op = IR_COPY, .dst = dst, .a = a});
}

ir_val irb_unary(struct ir_builder *b, enum ir_operator op, ir_val a)
{
    int64_t x, value;

    if (irb_const_value(b, a, &x) && fold_unary(op, x, &value)) return irb_const(b, value);
    return emit_value(b, (struct ir_insn){.op = IR_UNARY, .sub = (uint8_t)op, .a = a});
}

ir_val irb_binary(struct ir_builder *b, enum ir_operator op, ir_val a, ir_val c)
{
    int64_t x, y, value;

    if (irb_const_value(b, a, &x) && irb_const_value(b, c, &y) && fold_binary(op, x, y, &value))
        return irb_const(b, value);
    return emit_value(b, (struct ir_insn){.op = IR_BINARY, .sub = (uint8_t)op, .a = a, .b = c});
}

ir_val irb_addr(struct ir_builder *b, ir_val var)
{
    return emit_value(b, (struct ir_insn){.op = IR_ADDR, .a = var});
}

ir_val irb_field(struct ir_builder *b, ir_val base, sym field, sym type)
{
    return emit_value(b, (struct ir_insn){.op = IR_FIELD, .a = base, .ref = field, .type = type});
}

ir_val irb_index(struct ir_builder *b, ir_val base, ir_val index)
{
    return emit_value(b, (struct ir_insn){.op = IR_INDEX, .a = base, .b = index});
}

ir_val irb_load(struct ir_builder *b, ir_val addr)
{
    return emit_value(b, (struct ir_insn){.op = IR_LOAD, .a = addr});
}

void irb_store(struct ir_builder *b, ir_val addr, ir_val value)
{
    irb_emit(b, (struct ir_insn){.op = IR_STORE, .a = addr, .b = value});
}

void irb_zero(struct ir_builder *b, ir_val addr)
{
    irb_emit(b, (struct ir_insn){.op = IR_ZERO, .a = addr});
}

ir_val irb_call(struct ir_builder *b, sym callee, const ir_val *args, unsigned nargs, bool result,
                uint8_t flags)
{
    struct ir_insn insn = {.op = IR_CALL, .ref = callee, .flags = flags};

    insn.dst = result ? irb_temp(b) : IR_NONE;
    irb_emit_call(b, insn, args, nargs);
    return insn.dst;
}

ir_val irb_icall(struct ir_builder *b, ir_val target, const ir_val *args, unsigned nargs, bool result)
{
    struct ir_insn insn = {.op = IR_ICALL, .a = target};

    if (ir_val_kind(target) == IRV_FUNC) /* a pointer whose target was known after all */
        return irb_call(b, ir_val_index(target), args, nargs, result, 0);
    insn.dst = result ? irb_temp(b) : IR_NONE;
    irb_emit_call(b, insn, args, nargs);
    return insn.dst;
}

ir_val irb_opaque(struct ir_builder *b, sym reason)
{
    return emit_value(b, (struct ir_insn){.op = IR_OPAQUE, .ref = reason});
}

void irb_jump(struct ir_builder *b, uint32_t to)
{
    assert(to < b->blocks->len);
    irb_emit(b, (struct ir_insn){.op = IR_JUMP, .block = {to}});
}

void irb_branch(struct ir_builder *b, ir_val cond, uint32_t if_true, uint32_t if_false)
{
    int64_t value;

    assert(if_true < b->blocks->len && if_false < b->blocks->len);
    if (irb_const_value(b, cond, &value))
        irb_jump(b, value ? if_true : if_false);
    else
        irb_emit(b, (struct ir_insn){.op = IR_BRANCH, .a = cond, .block = {if_true, if_false}});
}

void irb_switch(struct ir_builder *b, ir_val value, const struct ir_case *cases, unsigned n,
                uint32_t otherwise)
{
    int64_t known;
    bool is_known = irb_const_value(b, value, &known);

    assert(otherwise < b->blocks->len);
    if (irb_done(b)) return;
    for (unsigned i = 0; i < n; i++) {
        assert(cases[i].block < b->blocks->len);
        if (is_known && cases[i].low <= known && known <= cases[i].high) {
            irb_jump(b, cases[i].block);
            return;
        }
    }
    if (is_known || n == 0) {
        irb_jump(b, otherwise);
        return;
    }
    g_array_append_vals(b->cases, cases, n);
    irb_emit(b,
             (struct ir_insn){
                 .op = IR_SWITCH, .a = value, .block = {otherwise}, .cases = b->cases->len - n, .ncases = n});
}

void irb_return(struct ir_builder *b, ir_val value)
{
    irb_emit(b, (struct ir_insn){.op = IR_RETURN, .a = value});
}

void irb_unreachable(struct ir_builder *b)
{
    irb_emit(b, (struct ir_insn){.op = IR_UNREACHABLE});
}
