/* The text form, written. docs/ir.md is its reference, read.c its reader.
 *
 * Needs a function that ir_verify() accepts; writes all that the reader needs to make the same one again.
 */
#include "ir/text.h"

#include <inttypes.h>

enum { CASES_PER_LINE = 6 };

/* Whether the reader takes `text` for a word of letters, digits, _ and `also`. */
static bool is_word(const char *text, const char *also)
{
    if (!*text || g_ascii_isdigit(*text) || *text == '-') return false;
    for (; *text; text++)
        if (!ir_is_word_char(*text, also)) return false;
    return true;
}

static void print_quoted(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else if (*text == '\n')
            fputs("\\n", out);
        else if ((unsigned char)*text < ' ' || *text == 0x7f)
            fprintf(out, "\\x%02x", (unsigned char)*text);
        else
            putc(*text, out);
    }
    putc('"', out);
}

/* A name as a word, or quoted if it holds other characters than a word and `also`. */
static void print_name(FILE *out, sym name, const char *also)
{
    if (is_word(sym_text(name), also))
        fputs(sym_text(name), out);
    else
        print_quoted(out, sym_text(name));
}

static void print_link(FILE *out, char sigil, sym link)
{
    putc(sigil, out);
    print_name(out, link, IR_LINK_CHARS);
}

static void print_var(FILE *out, const struct ir_func *f, uint32_t index)
{
    const sym name = f->vars[index].name;

    if (name == SYM_NONE) {
        fprintf(out, "%%%" PRIu32, index);
        return;
    }
    fputs(sym_text(name), out);
    for (uint32_t i = 0; i < index; i++) {
        if (f->vars[i].name == name) { /* one of an outer scope has the name as well */
            fprintf(out, "#%" PRIu32, index);
            return;
        }
    }
}

static void print_val(FILE *out, const struct ir_func *f, ir_val v)
{
    const uint32_t index = ir_val_index(v);

    switch (ir_val_kind(v)) {
    case IRV_NONE: break;
    case IRV_VAR: print_var(out, f, index); break;
    case IRV_CONST: fprintf(out, "%" PRId64, f->consts[index]); break;
    case IRV_FUNC: print_link(out, '@', index); break;
    case IRV_GLOBAL: print_link(out, '$', index); break;
    case IRV_STRING: print_quoted(out, sym_text(index)); break;
    }
}

/* " !line:col(macro)"; the file only if it is not `file`. Nothing for what the reader would assume anyway. */
static void print_loc(FILE *out, const struct ir_loc *loc, sym file, uint32_t line)
{
    if (loc->file == file && loc->line == line && loc->col == 0 && loc->macro == SYM_NONE) return;
    fputs(" !", out);
    if (loc->file != file) {
        print_name(out, loc->file, IR_PATH_CHARS);
        putc(':', out);
    }
    fprintf(out, "%" PRIu32, loc->line);
    if (loc->col) fprintf(out, ":%" PRIu32, loc->col);
    if (loc->macro != SYM_NONE) {
        putc('(', out);
        print_name(out, loc->macro, "");
        putc(')', out);
    }
}

/* ": type aggregate", as far as there is any of it. */
static void print_type(FILE *out, const struct ir_var *var)
{
    if (var->type != SYM_NONE) {
        fputs(": ", out);
        print_name(out, var->type, "");
    }
    if (var->aggregate) fputs(" aggregate", out);
}

static void print_args(FILE *out, const struct ir_func *f, const struct ir_insn *insn)
{
    putc('(', out);
    for (unsigned n = 0; n < insn->nargs; n++) {
        if (n) fputs(", ", out);
        print_val(out, f, ir_insn_arg(f, insn, n));
    }
    putc(')', out);
}

static void print_cases(FILE *out, const struct ir_func *f, const struct ir_insn *insn)
{
    fputs(" [", out);
    for (uint32_t n = 0; n < insn->ncases; n++) {
        const struct ir_case *c = &f->cases[insn->cases + n];

        if (n) fputs(n % CASES_PER_LINE ? ", " : ",\n    ", out);
        fprintf(out, "%" PRId64, c->low);
        if (c->high != c->low) fprintf(out, "..%" PRId64, c->high);
        fprintf(out, " -> b%" PRIu32, c->block);
    }
    putc(']', out);
}

static void print_insn(FILE *out, const struct ir_func *f, const struct ir_insn *insn)
{
    fputs("  ", out);
    if (insn->dst != IR_NONE) {
        print_val(out, f, insn->dst);
        fputs(" = ", out);
    }
    fputs(insn->op == IR_UNARY || insn->op == IR_BINARY ? ir_operator_text(insn->sub)
                                                        : ir_opcode_text(insn->op),
          out);
    if (insn->flags & IRF_CLEANUP) fputs(" cleanup", out);
    if (insn->a != IR_NONE) {
        putc(' ', out);
        print_val(out, f, insn->a);
    }
    if (insn->b != IR_NONE) {
        fputs(", ", out);
        print_val(out, f, insn->b);
    }
    switch (insn->op) {
    case IR_FIELD:
        fputs(", ", out);
        print_name(out, insn->ref, IR_FIELD_CHARS);
        print_type(out, &(struct ir_var){.type = insn->type});
        break;
    case IR_OPAQUE:
        putc(' ', out);
        print_name(out, insn->ref, "");
        break;
    case IR_CALL:
        putc(' ', out);
        print_link(out, '@', insn->ref);
        print_args(out, f, insn);
        break;
    case IR_ICALL: print_args(out, f, insn); break;
    case IR_JUMP: fprintf(out, " b%" PRIu32, insn->block[0]); break;
    case IR_BRANCH: fprintf(out, ", b%" PRIu32 ", b%" PRIu32, insn->block[0], insn->block[1]); break;
    case IR_SWITCH:
        fprintf(out, ", b%" PRIu32, insn->block[0]);
        print_cases(out, f, insn);
        break;
    default: break;
    }
    print_loc(out, ir_insn_loc(f, insn), f->file, f->line);
    putc('\n', out);
}

static void print_header(FILE *out, const struct ir_func *f)
{
    fputs("func ", out);
    print_link(out, '@', f->link);
    putc('(', out);
    for (uint32_t i = 0; i < f->nparams; i++) {
        if (i) fputs(", ", out);
        print_var(out, f, i);
        print_type(out, &f->vars[i]);
    }
    putc(')', out);
    if (f->result != SYM_NONE) {
        fputs(" -> ", out);
        print_name(out, f->result, "");
    }
    if (f->is_static) fputs(" static", out);
    if (f->is_inline) fputs(" inline", out);
    if (f->is_header) fputs(" header", out);
    fputs(" file ", out);
    print_name(out, f->file, IR_PATH_CHARS);
    fprintf(out, " line %" PRIu32, f->line);
    if (f->end_line != f->line) fprintf(out, "-%" PRIu32, f->end_line);
    fputs(" {\n", out);
}

void ir_print_func(FILE *out, const struct ir_func *f)
{
    print_header(out, f);
    for (uint32_t i = f->nparams; i < f->nvars; i++) {
        const struct ir_var *var = &f->vars[i];

        if (var->kind == IR_TEMP && var->type == SYM_NONE && !var->aggregate)
            continue; /* implied by its use */
        fputs(var->kind == IR_TEMP ? "  temp " : "  var ", out);
        print_var(out, f, i);
        print_type(out, var);
        putc('\n', out);
    }
    for (uint32_t n = 0; n < f->nblocks; n++) {
        fprintf(out, "b%" PRIu32 ":\n", n);
        for (uint32_t i = 0; i < f->blocks[n].count; i++)
            print_insn(out, f, &f->insns[f->blocks[n].first + i]);
    }
    fputs("}\n", out);
}

void ir_print_cfg(FILE *out, const struct ir_func *f)
{
    struct arena *arena = arena_new();
    const struct ir_cfg *cfg = ir_cfg_new(arena, f);

    fputs("cfg ", out);
    print_link(out, '@', f->link);
    fputs(" {\n", out);
    for (uint32_t n = 0; n < cfg->nblocks; n++) {
        fprintf(out, "  b%" PRIu32 ":", n);
        if (cfg->succ_start[n] < cfg->succ_start[n + 1]) fputs(" to", out);
        for (uint32_t i = cfg->succ_start[n]; i < cfg->succ_start[n + 1]; i++)
            fprintf(out, " b%" PRIu32, cfg->succ[i]);
        if (cfg->is_head[n])
            fputs(", loop head", out);
        else if (cfg->loop_head[n] != UINT32_MAX)
            fprintf(out, ", in loop b%" PRIu32, cfg->loop_head[n]);
        putc('\n', out);
    }
    fputs("}\n", out);
    arena_free(arena);
}

void ir_print_unit(FILE *out, const struct ir_unit *u)
{
    fputs("unit ", out);
    print_name(out, u->file, IR_PATH_CHARS);
    putc('\n', out);
    for (uint32_t i = 0; i < u->nprobes; i++)
        fprintf(out, "probe %s = %" PRId64 "\n", sym_text(u->probes[i].name), u->probes[i].value);
    for (uint32_t i = 0; i < u->ninits; i++) {
        const struct ir_init *init = &u->inits[i];

        fputs("init ", out);
        print_link(out, '$', init->object);
        putc(' ', out);
        print_name(out, init->field, IR_FIELD_CHARS);
        fputs(" = ", out);
        if (init->func != SYM_NONE)
            print_link(out, '@', init->func);
        else
            fprintf(out, "%" PRId64, init->value);
        print_loc(out, &init->loc, u->file, 0);
        putc('\n', out);
    }
    for (uint32_t i = 0; i < u->nfuncs; i++) {
        putc('\n', out);
        ir_print_func(out, u->funcs[i]);
    }
}
