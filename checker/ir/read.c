/* The text form, read. docs/ir.md is its reference, print.c its writer.
 *
 * Instructions go through the builder as they are written; finishing and verifying the function makes sure
 * that what was read is as good as what the frontend makes. Errors name file and line.
 */
#include "ir/builder.h"
#include "ir/text.h"

/* One function being read. */
struct reading {
    struct ir_scan *s;
    struct ir_builder *b;
    GHashTable *vars;   /* name as written (sym) -> ir_val                          */
    GHashTable *labels; /* name (sym) -> index in `blocks`, plus one                */
    GArray *blocks;     /* of struct label                                          */
};

struct label {
    sym name;
    uint32_t block, line; /* line: where it was seen first */
    bool placed;
};

#define SYM_KEY(s) GUINT_TO_POINTER(s)

static sym link_name(struct ir_scan *s)
{
    return ir_scan_name(s, IR_LINK_CHARS, "a name");
}

/* Takes what print_loc() wrote; `loc` comes with what is assumed for a missing one. */
static void read_loc(struct ir_scan *s, struct ir_loc *loc)
{
    if (!ir_scan_accept(s, '!')) return;
    if (!g_ascii_isdigit(*s->at)) {
        loc->file = ir_scan_name(s, IR_PATH_CHARS, "file or line");
        ir_scan_expect(s, ':');
    }
    loc->line = ir_scan_u32(s, "line");
    if (ir_scan_accept(s, ':')) loc->col = ir_scan_u32(s, "column");
    if (ir_scan_accept(s, '(')) {
        loc->macro = ir_scan_name(s, "", "macro");
        ir_scan_expect(s, ')');
    }
}

/* ---- variables, values, labels ---- */

/* The variable's name as written: a word, or % and a number. */
static sym var_name(struct ir_scan *s)
{
    if (ir_scan_accept(s, '%')) return sym_fmt("%%%u", ir_scan_u32(s, "temporary"));
    return ir_scan_name(s, IR_VAR_CHARS, "variable");
}

static void declare(struct reading *r, enum ir_var_kind kind)
{
    struct ir_scan *s = r->s;
    const sym written = var_name(s);
    const char *text = sym_text(written);
    sym name = *text == '%' ? SYM_NONE : sym_of_n(text, strcspn(text, "#")), type = SYM_NONE;
    bool aggregate;

    if (g_hash_table_contains(r->vars, SYM_KEY(written))) ir_scan_fail(s, "'%s' is declared twice", text);
    if (kind == IR_TEMP && name != SYM_NONE) ir_scan_fail(s, "temp '%s' is not written as %%NUMBER", text);
    if (ir_scan_accept(s, ':')) type = ir_scan_name(s, "", "type");
    aggregate = ir_scan_accept_word(s, "aggregate");
    g_hash_table_insert(r->vars, SYM_KEY(written), SYM_KEY(irb_var(r->b, kind, name, type, aggregate)));
}

static ir_val var_called(struct reading *r, sym written)
{
    ir_val v = GPOINTER_TO_UINT(g_hash_table_lookup(r->vars, SYM_KEY(written)));

    if (v != IR_NONE) return v;
    if (*sym_text(written) != '%') {
        ir_scan_fail(r->s, "variable '%s' is not declared", sym_text(written));
        return IR_NONE;
    }
    v = irb_temp(r->b);
    g_hash_table_insert(r->vars, SYM_KEY(written), SYM_KEY(v));
    return v;
}

static ir_val read_value(struct reading *r)
{
    struct ir_scan *s = r->s;
    char c = ir_scan_peek(s);

    if (c == '-' || g_ascii_isdigit(c)) return irb_const(r->b, ir_scan_number(s));
    if (c == '"') return ir_val_make(IRV_STRING, ir_scan_name(s, "", "text"));
    if (ir_scan_accept(s, '@')) return ir_val_make(IRV_FUNC, link_name(s));
    if (ir_scan_accept(s, '$')) return ir_val_make(IRV_GLOBAL, link_name(s));
    return var_called(r, var_name(s));
}

static struct label *label_called(struct reading *r, sym name)
{
    guint i = GPOINTER_TO_UINT(g_hash_table_lookup(r->labels, SYM_KEY(name)));

    if (!i) {
        struct label made = {.name = name, .block = irb_block(r->b), .line = r->s->line};

        g_array_append_val(r->blocks, made);
        i = r->blocks->len;
        g_hash_table_insert(r->labels, SYM_KEY(name), SYM_KEY(i));
    }
    return &g_array_index(r->blocks, struct label, i - 1);
}

static uint32_t read_target(struct reading *r)
{
    return label_called(r, ir_scan_name(r->s, "", "label"))->block;
}

static void place_label(struct reading *r, sym name)
{
    struct label *label = label_called(r, name);

    if (label->placed) ir_scan_fail(r->s, "label '%s' stands twice", sym_text(name));
    if (r->b->current != IRB_END && !irb_done(r->b))
        ir_scan_fail(r->s, "the block before '%s' has no jump or return at its end", sym_text(name));
    label->placed = true;
    irb_place(r->b, label->block);
}

/* ---- instructions ---- */

/* The instruction that `word` begins; IR_OPCODES if there is none. */
static enum ir_opcode opcode_called(const char *word, uint8_t *sub)
{
    for (enum ir_operator o = IR_NO_OPERATOR + 1; o < IR_OPERATORS; o++) {
        if (strcmp(word, ir_operator_text(o)) == 0) {
            *sub = (uint8_t)o;
            return ir_operator_arity(o) == 1 ? IR_UNARY : IR_BINARY;
        }
    }
    for (enum ir_opcode op = 0; op < IR_OPCODES; op++)
        if (op != IR_UNARY && op != IR_BINARY && strcmp(word, ir_opcode_text(op)) == 0) return op;
    return IR_OPCODES;
}

static void read_cases(struct reading *r, struct ir_insn *insn)
{
    insn->cases = r->b->cases->len;
    ir_scan_expect(r->s, '[');
    while (!r->s->error && !ir_scan_accept(r->s, ']')) {
        struct ir_case c = {.low = ir_scan_number(r->s)};

        c.high = c.low;
        if (ir_scan_accept(r->s, '.')) {
            ir_scan_expect(r->s, '.');
            c.high = ir_scan_number(r->s);
        }
        ir_scan_expect(r->s, '-');
        ir_scan_expect(r->s, '>');
        c.block = read_target(r);
        g_array_append_val(r->b->cases, c);
        if (!ir_scan_accept(r->s, ',') && ir_scan_peek(r->s) != ']') ir_scan_expect(r->s, ']');
    }
    insn->ncases = r->b->cases->len - insn->cases;
}

static void read_args(struct reading *r, GArray *args)
{
    ir_scan_expect(r->s, '(');
    while (!r->s->error && !ir_scan_accept(r->s, ')')) {
        ir_val v = read_value(r);

        g_array_append_val(args, v);
        if (!ir_scan_accept(r->s, ',') && ir_scan_peek(r->s) != ')') ir_scan_expect(r->s, ')');
    }
    if (args->len > UINT8_MAX) ir_scan_fail(r->s, "more than %u arguments", UINT8_MAX);
}

/* What follows the operation's name and its value operands. */
static void read_rest(struct reading *r, struct ir_insn *insn, GArray *args)
{
    struct ir_scan *s = r->s;

    switch (insn->op) {
    case IR_FIELD:
        ir_scan_expect(s, ',');
        insn->ref = ir_scan_name(s, IR_FIELD_CHARS, "record.field");
        if (ir_scan_accept(s, ':')) insn->type = ir_scan_name(s, "", "type");
        break;
    case IR_OPAQUE: insn->ref = ir_scan_name(s, "", "reason"); break;
    case IR_CALL:
        if (ir_scan_accept_word(s, "cleanup")) insn->flags |= IRF_CLEANUP;
        ir_scan_expect(s, '@');
        insn->ref = link_name(s);
        read_args(r, args);
        break;
    case IR_ICALL: read_args(r, args); break;
    case IR_JUMP: insn->block[0] = read_target(r); break;
    case IR_BRANCH:
        ir_scan_expect(s, ',');
        insn->block[0] = read_target(r);
        ir_scan_expect(s, ',');
        insn->block[1] = read_target(r);
        break;
    case IR_SWITCH:
        ir_scan_expect(s, ',');
        insn->block[0] = read_target(r);
        read_cases(r, insn);
        break;
    default: break;
    }
}

/* The instruction called `word`, whose destination is read already. */
static void read_insn(struct reading *r, ir_val dst, sym word)
{
    struct ir_loc loc = {.file = irb_func(r->b)->file, .line = irb_func(r->b)->line};
    struct ir_insn insn = {.dst = dst};
    GArray *args;
    enum ir_opcode op = opcode_called(sym_text(word), &insn.sub);

    if (op == IR_OPCODES) {
        ir_scan_fail(r->s, "unknown operation '%s'", sym_text(word));
        return;
    }
    if (irb_done(r->b)) ir_scan_fail(r->s, "instruction after the end of its block: a label is missing");
    args = g_array_new(FALSE, FALSE, sizeof(ir_val));
    insn.op = (uint8_t)op;
    char next = ir_scan_peek(r->s);
    if (ir_arity(op) > 0 && !(op == IR_RETURN && (next == '\n' || next == '!' || next == '\0')))
        insn.a = read_value(r);
    if (ir_arity(op) > 1) {
        ir_scan_expect(r->s, ',');
        insn.b = read_value(r);
    }
    read_rest(r, &insn, args);
    read_loc(r->s, &loc);
    ir_scan_end_line(r->s);
    if (!r->s->error) {
        irb_loc(r->b, loc);
        if (op == IR_CALL || op == IR_ICALL)
            irb_emit_call(r->b, insn, (const ir_val *)(void *)args->data, args->len);
        else
            irb_emit(r->b, insn);
    }
    g_array_unref(args);
}

/* One line of a body: a declaration, a label, or an instruction. */
static void read_line(struct reading *r)
{
    struct ir_scan *s = r->s;
    const sym word = var_name(s);
    const char *text = sym_text(word);

    if (ir_scan_accept(s, '=')) {
        ir_val dst = var_called(r, word);

        read_insn(r, dst, ir_scan_name(s, "", "operation"));
    } else if (ir_scan_accept(s, ':')) {
        place_label(r, word);
        ir_scan_end_line(s);
    } else if (strcmp(text, "var") == 0 || strcmp(text, "temp") == 0) {
        declare(r, *text == 'v' ? IR_LOCAL : IR_TEMP);
        ir_scan_end_line(s);
    } else {
        read_insn(r, IR_NONE, word);
    }
}

/* ---- functions and units ---- */

static void read_header(struct reading *r)
{
    struct ir_scan *s = r->s;
    struct ir_func *f = irb_func(r->b);

    ir_scan_expect(s, '(');
    while (!s->error && !ir_scan_accept(s, ')')) {
        declare(r, IR_PARAM);
        if (!ir_scan_accept(s, ',') && ir_scan_peek(s) != ')') ir_scan_expect(s, ')');
    }
    if (ir_scan_accept(s, '-')) {
        ir_scan_expect(s, '>');
        f->result = ir_scan_name(s, "", "type");
    }
    while (!s->error && !ir_scan_accept(s, '{')) {
        if (ir_scan_accept_word(s, "static"))
            f->is_static = true;
        else if (ir_scan_accept_word(s, "inline"))
            f->is_inline = true;
        else if (ir_scan_accept_word(s, "header"))
            f->is_header = true;
        else if (ir_scan_accept_word(s, "file"))
            f->file = ir_scan_name(s, IR_PATH_CHARS, "file");
        else if (ir_scan_accept_word(s, "line")) {
            f->line = f->end_line = ir_scan_u32(s, "line");
            if (ir_scan_accept(s, '-')) f->end_line = ir_scan_u32(s, "line");
        } else
            ir_scan_fail(s, "static, inline, header, file, line or '{' expected");
    }
    ir_scan_end_line(s);
}

static struct ir_func *read_func(struct ir_scan *s, struct arena *arena, sym unit_file)
{
    struct reading r = {.s = s};
    const uint32_t line = s->line;
    struct ir_func *f;
    const char *colon;
    GError *broken = NULL;
    sym link;

    ir_scan_expect(s, '@');
    link = link_name(s);
    colon = strrchr(sym_text(link), ':');
    r.b = irb_new(arena, link, colon ? sym_of_n(sym_text(link), (size_t)(colon - sym_text(link))) : unit_file,
                  0);
    r.vars = g_hash_table_new(NULL, NULL);
    r.labels = g_hash_table_new(NULL, NULL);
    r.blocks = g_array_new(FALSE, FALSE, sizeof(struct label));

    read_header(&r);
    while (ir_scan_next_line(s) && ir_scan_peek(s) != '}') read_line(&r);
    ir_scan_expect(s, '}');
    if (!s->error && !irb_done(r.b))
        ir_scan_fail(s, "the function's last block has no jump or return at its end");
    ir_scan_end_line(s);
    for (guint i = 0; i < r.blocks->len; i++) {
        const struct label *label = &g_array_index(r.blocks, struct label, i);

        if (label->placed || s->error) continue;
        s->line = label->line;
        ir_scan_fail(s, "there is no label '%s'", sym_text(label->name));
    }
    f = irb_finish(r.b);
    if (!s->error && !ir_verify(f, &broken)) {
        s->line = line;
        ir_scan_fail(s, "%s", broken->message);
    }
    g_clear_error(&broken);
    g_hash_table_unref(r.vars);
    g_hash_table_unref(r.labels);
    g_array_unref(r.blocks);
    return f;
}

static struct ir_init read_init(struct ir_scan *s, sym unit_file)
{
    struct ir_init init = {.loc = {.file = unit_file}};

    if (!ir_scan_accept(s, '@')) ir_scan_expect(s, '$');
    init.object = link_name(s);
    init.field = ir_scan_name(s, IR_FIELD_CHARS, "record.field");
    ir_scan_expect(s, '=');
    if (ir_scan_accept(s, '@'))
        init.func = link_name(s);
    else
        init.value = ir_scan_number(s);
    read_loc(s, &init.loc);
    ir_scan_end_line(s);
    return init;
}

struct ir_unit *ir_read_unit(struct arena *arena, const char *path, const char *text, GError **error)
{
    struct ir_scan s = {.path = path, .at = text, .line = 1};
    struct ir_unit *u = ARENA_NEW(arena, struct ir_unit);
    GArray *funcs = g_array_new(FALSE, FALSE, sizeof(struct ir_func *));
    GArray *inits = g_array_new(FALSE, FALSE, sizeof(struct ir_init));
    GArray *probes = g_array_new(FALSE, FALSE, sizeof(struct ir_probe));

    u->file = sym_of(path);
    if (ir_scan_next_line(&s) && ir_scan_accept_word(&s, "unit")) {
        u->file = ir_scan_name(&s, IR_PATH_CHARS, "file");
        ir_scan_end_line(&s);
    }
    while (ir_scan_next_line(&s)) {
        if (ir_scan_accept_word(&s, "func")) {
            struct ir_func *f = read_func(&s, arena, u->file);

            g_array_append_val(funcs, f);
        } else if (ir_scan_accept_word(&s, "init")) {
            struct ir_init init = read_init(&s, u->file);

            g_array_append_val(inits, init);
        } else if (ir_scan_accept_word(&s, "probe")) {
            struct ir_probe probe = {.name = ir_scan_name(&s, "", "macro")};

            ir_scan_expect(&s, '=');
            probe.value = ir_scan_number(&s);
            ir_scan_end_line(&s);
            g_array_append_val(probes, probe);
        } else {
            ir_scan_fail(&s, "func, init or probe expected");
        }
    }
    u->nfuncs = funcs->len;
    u->ninits = inits->len;
    u->nprobes = probes->len;
    u->funcs = arena_dup(arena, funcs->data, funcs->len * sizeof(struct ir_func *));
    u->inits = arena_dup(arena, inits->data, inits->len * sizeof(struct ir_init));
    u->probes = arena_dup(arena, probes->data, probes->len * sizeof(struct ir_probe));
    g_array_unref(funcs);
    g_array_unref(inits);
    g_array_unref(probes);
    if (!s.error) return u;
    g_propagate_error(error, s.error);
    return NULL;
}
