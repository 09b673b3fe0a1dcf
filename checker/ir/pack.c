/* IR in bytes and back.
 *
 * Needs finished functions. What follows from the rest is not written: blocks end at their terminators;
 * arguments and cases lie in the order of their instructions. Constants and locations are numbered by first
 * use, so that most are simply the next one; a temporary is named by its distance from the newest.
 *
 * What is read is not trusted: each index is checked here or by ir_verify(), which has the last word.
 */
#include "ir/pack.h"

#include "ir/builder.h"

#include <assert.h>

/* ---- what both ways share ---- */

/* An instruction begins with its operation; a UNARY or BINARY is IR_OPCODES plus its operator. */
static uint64_t code_of(const struct ir_insn *insn)
{
    return insn->sub == IR_NO_OPERATOR ? insn->op : (uint64_t)IR_OPCODES + insn->sub;
}

static bool set_code(struct ir_insn *insn, uint64_t code)
{
    if (code < IR_OPCODES) {
        insn->op = (uint8_t)code;
        return code != IR_UNARY && code != IR_BINARY;
    }
    code -= IR_OPCODES;
    if (code == IR_NO_OPERATOR || code >= IR_OPERATORS) return false;
    insn->sub = (uint8_t)code;
    insn->op = ir_operator_arity(insn->sub) == 1 ? IR_UNARY : IR_BINARY;
    return true;
}

static bool is_call(const struct ir_insn *insn)
{
    return insn->op == IR_CALL || insn->op == IR_ICALL;
}

static bool has_dst(const struct ir_insn *insn)
{
    return insn->op != IR_STORE && insn->op != IR_ZERO && !ir_is_terminator(insn->op);
}

static bool has_ref(const struct ir_insn *insn)
{
    return insn->op == IR_CALL || insn->op == IR_FIELD || insn->op == IR_OPAQUE;
}

/* A value is a tag in the low bits and an index above them; what has a name has it after that. */
enum value_tag { TAG_NONE, TAG_VAR, TAG_TEMP, TAG_CONST, TAG_FUNC, TAG_GLOBAL, TAG_STRING };
enum { TAG_BITS = 3 };

enum { FUNC_STATIC = 1, FUNC_INLINE = 2, FUNC_HEADER = 4 };

/* How far into a function's instructions either way has come. */
struct progress {
    uint32_t first_temp, temps; /* temporaries from the first one up to below the second were met */
    uint32_t locs;              /* locations met                                     */
    uint32_t loc;               /* of the instruction before                         */
    uint32_t args, cases;       /* passed                                            */
};

/* A number that has no other bits than `known`. */
static uint8_t unpack_flags(struct unpacker *u, uint8_t known)
{
    const uint64_t flags = unpack_uint(u);

    if (flags & ~(uint64_t)known) unpack_fail(u);
    return (uint8_t)(flags & known);
}

/* ---- locations ---- */

void ir_pack_loc(struct packer *p, const struct ir_loc *loc)
{
    pack_sym(p, loc->file);
    pack_uint(p, loc->line);
    pack_uint(p, loc->col);
    pack_sym(p, loc->macro);
}

void ir_unpack_loc(struct unpacker *u, struct ir_loc *loc)
{
    loc->file = unpack_sym(u);
    loc->line = unpack_u32(u);
    loc->col = unpack_u32(u);
    loc->macro = unpack_sym(u);
}

/* Of a list: the line is relative to the one before, and begins with whether the file is another. */
static void pack_next_loc(struct packer *p, const struct ir_loc *loc, const struct ir_loc *before)
{
    const int64_t lines = (int64_t)loc->line - before->line;

    pack_int(p, lines * 2 + (loc->file != before->file));
    if (loc->file != before->file) pack_sym(p, loc->file);
    pack_uint(p, loc->col);
    pack_sym(p, loc->macro);
}

static void unpack_next_loc(struct unpacker *u, struct ir_loc *loc, const struct ir_loc *before)
{
    const int64_t lines = unpack_int(u);
    const int64_t line = (int64_t)before->line + (lines >> 1);

    if ((lines >> 1) < -(int64_t)UINT32_MAX || (lines >> 1) > UINT32_MAX || line < 0 || line > UINT32_MAX)
        unpack_fail(u);
    loc->line = (uint32_t)line;
    loc->file = lines & 1 ? unpack_sym(u) : before->file;
    loc->col = unpack_u32(u);
    loc->macro = unpack_sym(u);
}

/* ---- values ---- */

static void pack_tag(struct packer *p, enum value_tag tag, uint32_t index)
{
    pack_uint(p, (uint64_t)index << TAG_BITS | tag);
}

static void pack_value(struct packer *p, struct progress *at, ir_val v)
{
    const uint32_t index = ir_val_index(v);

    switch (ir_val_kind(v)) {
    case IRV_NONE: pack_tag(p, TAG_NONE, 0); break;
    case IRV_VAR:
        if (index < at->first_temp) {
            pack_tag(p, TAG_VAR, index);
            break;
        }
        assert(index <= at->temps); /* numbered by first use */
        pack_tag(p, TAG_TEMP, at->temps - index);
        if (index == at->temps) at->temps++;
        break;
    case IRV_CONST: pack_tag(p, TAG_CONST, index); break;
    case IRV_FUNC:
        pack_tag(p, TAG_FUNC, 0);
        pack_sym(p, index);
        break;
    case IRV_GLOBAL:
        pack_tag(p, TAG_GLOBAL, 0);
        pack_sym(p, index);
        break;
    case IRV_STRING:
        pack_tag(p, TAG_STRING, 0);
        pack_sym(p, index);
        break;
    }
}

/* ir_verify() compares indices with the function's tables; here they must only fit into a value. */
static ir_val unpack_value(struct unpacker *u, struct progress *at)
{
    const uint64_t n = unpack_uint(u), index = n >> TAG_BITS;
    const unsigned tag = n & ((1u << TAG_BITS) - 1);

    if (tag == TAG_VAR) {
        if (index < at->first_temp) return ir_val_make(IRV_VAR, (uint32_t)index);
    } else if (tag == TAG_CONST) {
        if (ir_val_index((uint32_t)index) == index) return ir_val_make(IRV_CONST, (uint32_t)index);
    } else if (tag == TAG_TEMP) {
        if (index <= at->temps - at->first_temp)
            return ir_val_make(IRV_VAR, index == 0 ? at->temps++ : at->temps - (uint32_t)index);
    } else if (index == 0) {
        switch (tag) {
        case TAG_NONE: return IR_NONE;
        case TAG_FUNC: return ir_val_make(IRV_FUNC, unpack_sym(u));
        case TAG_GLOBAL: return ir_val_make(IRV_GLOBAL, unpack_sym(u));
        case TAG_STRING: return ir_val_make(IRV_STRING, unpack_sym(u));
        }
    }
    unpack_fail(u);
    return IR_NONE;
}

/* ---- instructions ---- */

/* 0: as before; 1: the next new one; else how far it lies behind the newest. */
static void pack_insn_loc(struct packer *p, struct progress *at, uint32_t loc)
{
    if (loc == at->locs) {
        pack_uint(p, 1);
        at->locs++;
    } else if (loc == at->loc) {
        pack_uint(p, 0);
    } else {
        assert(loc < at->locs);
        pack_uint(p, 1 + at->locs - loc);
    }
    at->loc = loc;
}

static uint32_t unpack_insn_loc(struct unpacker *u, struct progress *at)
{
    const uint64_t n = unpack_uint(u);

    if (n == 1)
        at->loc = at->locs++;
    else if (n > 1 && n - 1 <= at->locs)
        at->loc = at->locs - (uint32_t)(n - 1);
    else if (n != 0)
        unpack_fail(u);
    return at->loc;
}

static void pack_cases(struct packer *p, const struct ir_case *cases, uint32_t n)
{
    int64_t before = 0;

    for (uint32_t i = 0; i < n; i++) {
        pack_int(p, (int64_t)((uint64_t)cases[i].low - (uint64_t)before));
        pack_uint(p, (uint64_t)cases[i].high - (uint64_t)cases[i].low);
        pack_uint(p, cases[i].block);
        before = cases[i].high;
    }
}

static void unpack_cases(struct unpacker *u, struct ir_case *cases, uint32_t n)
{
    int64_t before = 0;

    for (uint32_t i = 0; i < n; i++) {
        cases[i].low = (int64_t)((uint64_t)unpack_int(u) + (uint64_t)before);
        cases[i].high = (int64_t)(unpack_uint(u) + (uint64_t)cases[i].low);
        cases[i].block = unpack_u32(u);
        before = cases[i].high;
    }
}

static void pack_insn(struct packer *p, struct progress *at, const struct ir_func *f,
                      const struct ir_insn *insn)
{
    pack_uint(p, code_of(insn));
    pack_insn_loc(p, at, insn->loc);
    if (has_dst(insn)) pack_value(p, at, insn->dst);
    if (ir_arity(insn->op) > 0) pack_value(p, at, insn->a);
    if (ir_arity(insn->op) > 1) pack_value(p, at, insn->b);
    if (has_ref(insn)) pack_sym(p, insn->ref);
    if (insn->op == IR_FIELD) pack_sym(p, insn->type);
    if (insn->op == IR_CALL) pack_uint(p, insn->flags);
    if (is_call(insn)) {
        assert(insn->args == at->args);
        pack_uint(p, insn->nargs);
        for (unsigned n = 0; n < insn->nargs; n++) pack_value(p, at, ir_insn_arg(f, insn, n));
        at->args += insn->nargs;
    }
    for (unsigned n = 0; n < ir_target_count(insn->op); n++) pack_uint(p, insn->block[n]);
    if (insn->op == IR_SWITCH) {
        assert(insn->cases == at->cases);
        pack_uint(p, insn->ncases);
        pack_cases(p, f->cases + insn->cases, insn->ncases);
        at->cases += insn->ncases;
    }
}

static void unpack_args(struct unpacker *u, struct progress *at, struct ir_func *f, struct ir_insn *insn)
{
    const uint32_t n = unpack_count(u);

    if (n > UINT8_MAX || n > f->nargs - at->args) {
        unpack_fail(u);
        return;
    }
    insn->args = at->args;
    insn->nargs = (uint8_t)n;
    for (uint32_t i = 0; i < n; i++) f->args[at->args++] = unpack_value(u, at);
}

static void unpack_insn(struct unpacker *u, struct progress *at, struct ir_func *f, struct ir_insn *insn)
{
    if (!set_code(insn, unpack_uint(u))) {
        unpack_fail(u);
        return;
    }
    insn->loc = unpack_insn_loc(u, at);
    if (has_dst(insn)) insn->dst = unpack_value(u, at);
    if (ir_arity(insn->op) > 0) insn->a = unpack_value(u, at);
    if (ir_arity(insn->op) > 1) insn->b = unpack_value(u, at);
    if (has_ref(insn)) insn->ref = unpack_sym(u);
    if (insn->op == IR_FIELD) insn->type = unpack_sym(u);
    if (insn->op == IR_CALL) insn->flags = unpack_flags(u, IRF_CLEANUP);
    if (is_call(insn)) unpack_args(u, at, f, insn);
    for (unsigned n = 0; n < ir_target_count(insn->op); n++) insn->block[n] = unpack_u32(u);
    if (insn->op == IR_SWITCH) {
        insn->cases = at->cases;
        insn->ncases = unpack_count(u);
        if (insn->ncases > f->ncases - at->cases) {
            unpack_fail(u);
            return;
        }
        unpack_cases(u, f->cases + insn->cases, insn->ncases);
        at->cases += insn->ncases;
    }
}

/* ---- functions ---- */

static void pack_vars(struct packer *p, const struct ir_func *f, uint32_t ntemps)
{
    uint32_t ntyped = 0;

    for (uint32_t i = 0; i < f->nvars - ntemps; i++) {
        pack_sym(p, f->vars[i].name);
        pack_sym(p, f->vars[i].type);
        pack_uint(p, f->vars[i].aggregate);
    }
    for (uint32_t i = f->nvars - ntemps; i < f->nvars; i++)
        ntyped += f->vars[i].type != SYM_NONE || f->vars[i].aggregate;
    pack_uint(p, ntyped);
    for (uint32_t i = f->nvars - ntemps; i < f->nvars; i++) {
        if (f->vars[i].type == SYM_NONE && !f->vars[i].aggregate) continue;
        pack_uint(p, i);
        pack_sym(p, f->vars[i].type);
        pack_uint(p, f->vars[i].aggregate);
    }
}

static void unpack_vars(struct unpacker *u, struct ir_func *f, uint32_t ntemps)
{
    const uint32_t nnamed = f->nvars - ntemps;
    uint32_t ntyped;

    for (uint32_t i = 0; i < f->nvars; i++)
        f->vars[i].kind = i < f->nparams ? IR_PARAM : i < nnamed ? IR_LOCAL : IR_TEMP;
    for (uint32_t i = 0; i < nnamed; i++) {
        f->vars[i].name = unpack_sym(u);
        f->vars[i].type = unpack_sym(u);
        f->vars[i].aggregate = unpack_flags(u, 1);
    }
    ntyped = unpack_count(u);
    for (uint32_t n = 0; n < ntyped; n++) {
        const uint32_t i = unpack_u32(u);

        if (i < nnamed || i >= f->nvars) {
            unpack_fail(u);
            return;
        }
        f->vars[i].type = unpack_sym(u);
        f->vars[i].aggregate = unpack_flags(u, 1);
    }
}

static void pack_header(struct packer *p, const struct ir_func *f)
{
    pack_sym(p, f->link);
    pack_uint(p, (f->is_static ? FUNC_STATIC : 0) | (f->is_inline ? FUNC_INLINE : 0) |
                     (f->is_header ? FUNC_HEADER : 0));
    pack_sym(p, f->file);
    pack_uint(p, f->line);
    pack_int(p, (int64_t)f->end_line - f->line);
    pack_sym(p, f->result);
}

static void unpack_header(struct unpacker *u, struct ir_func *f)
{
    uint8_t flags;
    int64_t lines;

    f->link = unpack_sym(u);
    f->name = ir_base_name(f->link);
    flags = unpack_flags(u, FUNC_STATIC | FUNC_INLINE | FUNC_HEADER);
    f->is_static = flags & FUNC_STATIC;
    f->is_inline = flags & FUNC_INLINE;
    f->is_header = flags & FUNC_HEADER;
    f->file = unpack_sym(u);
    f->line = unpack_u32(u);
    lines = unpack_int(u);
    if (lines < -(int64_t)f->line || lines > (int64_t)UINT32_MAX - f->line) unpack_fail(u);
    f->end_line = (uint32_t)(f->line + (uint64_t)lines);
    f->result = unpack_sym(u);
}

void ir_pack_func(struct packer *p, const struct ir_func *f)
{
    struct progress at = {0};
    struct ir_loc before = {.file = f->file, .line = f->line};
    uint32_t ntemps = 0;

    while (ntemps < f->nvars && f->vars[f->nvars - 1 - ntemps].kind == IR_TEMP) ntemps++;
    pack_header(p, f);
    pack_uint(p, f->nparams);
    pack_uint(p, f->nvars - ntemps - f->nparams);
    pack_uint(p, ntemps);
    pack_vars(p, f, ntemps);
    pack_uint(p, f->nconsts);
    for (uint32_t i = 0; i < f->nconsts; i++) pack_int(p, f->consts[i]);
    pack_uint(p, f->nlocs);
    for (uint32_t i = 0; i < f->nlocs; i++) {
        pack_next_loc(p, &f->locs[i], &before);
        before = f->locs[i];
    }
    pack_uint(p, f->nargs);
    pack_uint(p, f->ncases);
    pack_uint(p, f->nblocks);
    pack_uint(p, f->ninsns);
    at.first_temp = at.temps = f->nvars - ntemps;
    for (uint32_t i = 0; i < f->ninsns; i++) pack_insn(p, &at, f, &f->insns[i]);
}

/* The blocks end at the terminators; there must be as many of both. */
static bool find_blocks(struct ir_func *f)
{
    uint32_t n = 0, first = 0;

    for (uint32_t i = 0; i < f->ninsns; i++) {
        if (!ir_is_terminator(f->insns[i].op)) continue;
        if (n == f->nblocks) return false;
        f->blocks[n++] = (struct ir_block){.first = first, .count = i + 1 - first};
        first = i + 1;
    }
    return n == f->nblocks && first == f->ninsns;
}

static void unpack_tables(struct unpacker *u, struct arena *arena, struct ir_func *f)
{
    struct ir_loc before = {.file = f->file, .line = f->line};

    f->nconsts = unpack_count(u);
    f->consts = ARENA_ARRAY(arena, int64_t, f->nconsts);
    for (uint32_t i = 0; i < f->nconsts; i++) f->consts[i] = unpack_int(u);
    f->nlocs = unpack_count(u);
    f->locs = ARENA_ARRAY(arena, struct ir_loc, f->nlocs);
    for (uint32_t i = 0; i < f->nlocs; i++) {
        unpack_next_loc(u, &f->locs[i], &before);
        before = f->locs[i];
    }
    f->nargs = unpack_count(u);
    f->args = ARENA_ARRAY(arena, ir_val, f->nargs);
    f->ncases = unpack_count(u);
    f->cases = ARENA_ARRAY(arena, struct ir_case, f->ncases);
    f->nblocks = unpack_count(u);
    f->blocks = ARENA_ARRAY(arena, struct ir_block, f->nblocks);
    f->ninsns = unpack_count(u);
    f->insns = ARENA_ARRAY(arena, struct ir_insn, f->ninsns);
}

struct ir_func *ir_unpack_func(struct unpacker *u, struct arena *arena)
{
    struct ir_func *f = ARENA_NEW(arena, struct ir_func);
    struct progress at = {0};
    uint64_t nnamed, ntemps;

    unpack_header(u, f);
    f->nparams = unpack_count(u);
    nnamed = (uint64_t)f->nparams + unpack_count(u);
    ntemps = unpack_count(u); /* each is used by an instruction, which takes more than a byte */
    if (nnamed + ntemps > UINT32_MAX) unpack_fail(u);
    if (!unpack_ok(u)) return NULL;
    f->nvars = (uint32_t)(nnamed + ntemps);
    f->vars = ARENA_ARRAY(arena, struct ir_var, f->nvars);
    unpack_vars(u, f, (uint32_t)ntemps);
    unpack_tables(u, arena, f);

    at.first_temp = at.temps = (uint32_t)nnamed;
    for (uint32_t i = 0; i < f->ninsns && unpack_ok(u); i++) unpack_insn(u, &at, f, &f->insns[i]);
    if (unpack_ok(u) && at.args == f->nargs && at.cases == f->ncases && find_blocks(f) && ir_verify(f, NULL))
        return f;
    unpack_fail(u);
    return NULL;
}

/* ---- units ---- */

void ir_pack_unit(struct packer *p, const struct ir_unit *unit)
{
    struct ir_loc before = {.file = unit->file};
    uint32_t nown = 0;

    pack_sym(p, unit->file);
    pack_uint(p, unit->nprobes);
    for (uint32_t i = 0; i < unit->nprobes; i++) {
        pack_sym(p, unit->probes[i].name);
        pack_int(p, unit->probes[i].value);
    }
    pack_uint(p, unit->ninits);
    for (uint32_t i = 0; i < unit->ninits; i++) {
        const struct ir_init *init = &unit->inits[i];

        pack_sym(p, init->object);
        pack_sym(p, init->field);
        pack_sym(p, init->func);
        if (init->func == SYM_NONE) pack_int(p, init->value);
        pack_next_loc(p, &init->loc, &before);
        before = init->loc;
    }
    for (uint32_t i = 0; i < unit->nfuncs; i++) nown += !unit->funcs[i]->is_header;
    pack_uint(p, nown);
    for (uint32_t i = 0; i < unit->nfuncs; i++)
        if (!unit->funcs[i]->is_header) ir_pack_func(p, unit->funcs[i]);
}

static void unpack_inits(struct unpacker *u, struct arena *arena, struct ir_unit *unit)
{
    struct ir_loc before = {.file = unit->file};

    unit->ninits = unpack_count(u);
    unit->inits = ARENA_ARRAY(arena, struct ir_init, unit->ninits);
    for (uint32_t i = 0; i < unit->ninits; i++) {
        struct ir_init *init = &unit->inits[i];

        init->object = unpack_sym(u);
        init->field = unpack_sym(u);
        init->func = unpack_sym(u);
        if (init->func == SYM_NONE) init->value = unpack_int(u);
        unpack_next_loc(u, &init->loc, &before);
        before = init->loc;
    }
}

struct ir_unit *ir_unpack_unit(struct unpacker *u, struct arena *arena)
{
    struct ir_unit *unit = ARENA_NEW(arena, struct ir_unit);

    unit->file = unpack_sym(u);
    unit->nprobes = unpack_count(u);
    unit->probes = ARENA_ARRAY(arena, struct ir_probe, unit->nprobes);
    for (uint32_t i = 0; i < unit->nprobes; i++) {
        unit->probes[i].name = unpack_sym(u);
        unit->probes[i].value = unpack_int(u);
    }
    unpack_inits(u, arena, unit);
    unit->nfuncs = unpack_count(u);
    unit->funcs = ARENA_ARRAY(arena, struct ir_func *, unit->nfuncs);
    for (uint32_t i = 0; i < unit->nfuncs; i++) {
        unit->funcs[i] = ir_unpack_func(u, arena);
        if (!unit->funcs[i]) return NULL;
    }
    return unpack_ok(u) ? unit : NULL;
}
