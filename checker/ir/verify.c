/* The verifier: whether a function keeps what ir.h promises.
 *
 * Needs any function, however broken; reads no index that it has not checked. Meant for debug builds after
 * the frontend, for what the reader read, and for tests.
 */
#include "ir/builder.h"

#include <stdarg.h>

struct verifying {
    const struct ir_func *f;
    const struct ir_insn *insn; /* at work on, or NULL */
    GError **error;
    bool ok;
};

/* Says what is broken; only the first time. */
static void G_GNUC_PRINTF(2, 3) broken(struct verifying *v, const char *format, ...)
{
    GString *message;
    va_list args;

    if (!v->ok) return;
    v->ok = false;
    message = g_string_new(NULL);
    g_string_printf(message, "function %s", sym_text(v->f->link));
    if (v->insn)
        g_string_append_printf(message, ", instruction %u (%s)", (unsigned)(v->insn - v->f->insns),
                               v->insn->op < IR_OPCODES ? ir_opcode_text(v->insn->op) : "?");
    g_string_append(message, ": ");
    va_start(args, format);
    g_string_append_vprintf(message, format, args);
    va_end(args);
    g_set_error_literal(v->error, g_quark_from_static_string("gfpcheck-ir"), 0, message->str);
    g_string_free(message, TRUE);
}

/* The words of an error cost nothing while all is well: whatever comes out of the program database goes
 * through here. */
#define CHECK(v, holds, ...) ((holds) ? (void)0 : broken(v, __VA_ARGS__))

static void check_value(struct verifying *v, ir_val value, const char *what)
{
    const uint32_t index = ir_val_index(value);

    switch (ir_val_kind(value)) {
    case IRV_NONE: broken(v, "%s is missing", what); break;
    case IRV_VAR: CHECK(v, index < v->f->nvars, "%s is variable %u of %u", what, index, v->f->nvars); break;
    case IRV_CONST:
        CHECK(v, index < v->f->nconsts, "%s is constant %u of %u", what, index, v->f->nconsts);
        break;
    case IRV_FUNC:
    case IRV_GLOBAL: CHECK(v, index != SYM_NONE, "%s is an address without a name", what); break;
    case IRV_STRING: break;
    default: broken(v, "%s is of no known kind", what); break;
    }
}

static void check_operands(struct verifying *v)
{
    const struct ir_insn *insn = v->insn;
    const unsigned arity = ir_arity(insn->op);

    if (arity < 1)
        CHECK(v, insn->a == IR_NONE, "has an operand too many");
    else if (insn->op != IR_RETURN || insn->a != IR_NONE)
        check_value(v, insn->a, "the operand");
    if (arity < 2)
        CHECK(v, insn->b == IR_NONE, "has an operand too many");
    else
        check_value(v, insn->b, "the second operand");
    if (insn->op == IR_ADDR)
        CHECK(v, ir_val_kind(insn->a) == IRV_VAR, "takes the address of what is no variable");
}

static void check_destination(struct verifying *v)
{
    const struct ir_insn *insn = v->insn;

    switch (insn->op) {
    case IR_CALL:
    case IR_ICALL:
        if (insn->dst == IR_NONE) return;
        break;
    case IR_STORE:
    case IR_ZERO: CHECK(v, insn->dst == IR_NONE, "has a destination"); return;
    default:
        if (!ir_is_terminator(insn->op)) break;
        CHECK(v, insn->dst == IR_NONE, "has a destination");
        return;
    }
    CHECK(v, ir_val_kind(insn->dst) == IRV_VAR, "the destination is no variable");
    check_value(v, insn->dst, "the destination");
}

static void check_operator(struct verifying *v)
{
    const struct ir_insn *insn = v->insn;
    const unsigned wanted = insn->op == IR_UNARY ? 1 : insn->op == IR_BINARY ? 2 : 0;

    CHECK(v, insn->sub < IR_OPERATORS && ir_operator_arity(insn->sub) == wanted, "has the wrong operator");
}

static void check_parts(struct verifying *v)
{
    const struct ir_func *f = v->f;
    const struct ir_insn *insn = v->insn;
    const bool calls = insn->op == IR_CALL || insn->op == IR_ICALL;

    CHECK(v, insn->flags == 0 || (insn->op == IR_CALL && insn->flags == IRF_CLEANUP), "has unknown flags");
    if (insn->op == IR_CALL || insn->op == IR_FIELD)
        CHECK(v, insn->ref != SYM_NONE, "names no %s", calls ? "callee" : "field");
    else if (insn->op != IR_OPAQUE)
        CHECK(v, insn->ref == SYM_NONE, "has a name that it has no use for");

    CHECK(v, calls || insn->nargs == 0, "has arguments");
    if (calls) CHECK(v, (uint64_t)insn->args + insn->nargs <= f->nargs, "arguments out of range");
    for (unsigned n = 0; v->ok && n < insn->nargs; n++)
        check_value(v, ir_insn_arg(f, insn, n), "an argument");

    for (unsigned n = 0; n < ir_target_count(insn->op); n++)
        CHECK(v, insn->block[n] < f->nblocks, "target %u is block %u of %u", n, insn->block[n], f->nblocks);
    CHECK(v, insn->op == IR_SWITCH || insn->ncases == 0, "has cases");
    CHECK(v, (uint64_t)insn->cases + insn->ncases <= f->ncases, "cases out of range");
    for (uint32_t n = 0; v->ok && n < insn->ncases; n++) {
        const struct ir_case *c = &f->cases[insn->cases + n];

        CHECK(v, c->low <= c->high, "case %u is an empty range", n);
        CHECK(v, c->block < f->nblocks, "case %u goes to block %u of %u", n, c->block, f->nblocks);
    }
    CHECK(v, insn->loc < f->nlocs, "location out of range");
}

static void check_insn(struct verifying *v)
{
    CHECK(v, v->insn->op < IR_OPCODES, "no such operation");
    if (!v->ok) return;
    check_operands(v);
    check_destination(v);
    check_operator(v);
    check_parts(v);
}

static void check_vars(struct verifying *v)
{
    const struct ir_func *f = v->f;

    CHECK(v, f->link != SYM_NONE && f->name == ir_base_name(f->link),
          "its name is not that of its link name");
    CHECK(v, f->nparams <= f->nvars, "has more parameters than variables");
    for (uint32_t i = 0; v->ok && i < f->nvars; i++) {
        const struct ir_var *var = &f->vars[i];

        CHECK(v, var->kind <= IR_TEMP, "variable %u is of no known kind", i);
        CHECK(v, (var->kind == IR_PARAM) == (i < f->nparams), "parameters are not its first variables");
        CHECK(v, var->kind != IR_TEMP || var->name == SYM_NONE, "temporary %u has a name", i);
    }
}

static void check_blocks(struct verifying *v)
{
    const struct ir_func *f = v->f;
    uint32_t next = 0;

    CHECK(v, f->nblocks > 0, "has no blocks");
    for (uint32_t n = 0; v->ok && n < f->nblocks; n++) {
        const struct ir_block *block = &f->blocks[n];

        CHECK(v, block->first == next && block->count > 0 && block->count <= f->ninsns - next,
              "block %u has no instructions of its own", n);
        if (!v->ok) return;
        for (uint32_t i = 0; i < block->count; i++) {
            const enum ir_opcode op = f->insns[block->first + i].op;

            CHECK(v, (op < IR_OPCODES && ir_is_terminator(op)) == (i + 1 == block->count),
                  "block %u has not its one terminator at its end", n);
        }
        next += block->count;
    }
    CHECK(v, next == f->ninsns, "instructions %u and up are in no block", next);
}

/* In reverse postorder, each block but the entry has a way in from one with a lower number. */
static void check_order(struct verifying *v)
{
    const struct ir_func *f = v->f;
    bool *reached = g_new0(bool, f->nblocks);

    reached[0] = true;
    for (uint32_t n = 0; n < f->nblocks; n++) {
        const struct ir_insn *t = &f->insns[f->blocks[n].first + f->blocks[n].count - 1];

        CHECK(v, reached[n], "block %u is unreachable, or blocks are not in reverse postorder", n);
        for (unsigned i = 0; i < ir_target_count(t->op); i++) reached[t->block[i]] = true;
        for (uint32_t i = 0; i < t->ncases; i++) reached[f->cases[t->cases + i].block] = true;
    }
    g_free(reached);
}

bool ir_verify(const struct ir_func *f, GError **error)
{
    struct verifying v = {.f = f, .error = error, .ok = true};

    check_vars(&v);
    check_blocks(&v);
    for (uint32_t i = 0; v.ok && i < f->ninsns; i++) {
        v.insn = &f->insns[i];
        check_insn(&v);
    }
    v.insn = NULL;
    if (v.ok) check_order(&v);
    return v.ok;
}
