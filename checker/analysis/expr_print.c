/* Expressions as C-like text, for dumps and messages. See ex_print() in expr.h. */
#include "analysis/expr.h"

#include <string.h>

static const char *field_text(sym record_field)
{
    const char *text = sym_text(record_field), *dot = strrchr(text, '.');
    return dot ? dot + 1 : text;
}

/* What stands at address `e`: the lvalue. */
static void print_place(GString *out, const struct ex_pool *p, const struct ir_func *f, ex e)
{
    const struct ex_node n = *ex_node(p, e);
    switch ((enum ex_kind)n.kind) {
    case EXK_GLOBAL: g_string_append(out, sym_text(ir_base_name(n.a))); break;
    case EXK_LOCAL: g_string_append(out, f && n.a < f->nvars ? sym_text(f->vars[n.a].name) : "local"); break;
    case EXK_RESULT: g_string_append(out, "result"); break;
    case EXK_FIELD: {
        const struct ex_node base = *ex_node(p, n.a);
        bool direct = base.kind == EXK_GLOBAL || base.kind == EXK_LOCAL || base.kind == EXK_FIELD ||
                      base.kind == EXK_INDEX || base.kind == EXK_RESULT;
        if (direct)
            print_place(out, p, f, n.a);
        else
            ex_print(out, p, f, n.a);
        g_string_append(out, direct ? "." : "->");
        g_string_append(out, field_text(n.b));
        break;
    }
    case EXK_INDEX:
        ex_print(out, p, f, n.a);
        g_string_append(out, "[");
        ex_print(out, p, f, n.b);
        g_string_append(out, "]");
        break;
    default: g_string_append(out, "*"); ex_print(out, p, f, e);
    }
}

static void print_operation(GString *out, const struct ex_pool *p, const struct ir_func *f,
                            const struct ex_node *n)
{
    g_string_append_printf(out, "%s(", ir_operator_text((enum ir_operator)n->sub));
    ex_print(out, p, f, n->a);
    if (n->kind == EXK_BINARY) {
        g_string_append(out, ", ");
        ex_print(out, p, f, n->b);
    }
    g_string_append(out, ")");
}

void ex_print(GString *out, const struct ex_pool *p, const struct ir_func *f, ex e)
{
    const struct ex_node n = *ex_node(p, e);
    switch ((enum ex_kind)n.kind) {
    case EXK_NONE: g_string_append(out, "?"); break;
    case EXK_CONST: g_string_append_printf(out, "%lld", (long long)n.value); break;
    case EXK_PARAM:
        if (f && n.a < f->nparams && f->vars[n.a].name)
            g_string_append(out, sym_text(f->vars[n.a].name));
        else
            g_string_append_printf(out, "arg%u", n.a);
        break;
    case EXK_FUNC: g_string_append(out, sym_text(ir_base_name(n.a))); break;
    case EXK_STRING: g_string_append_printf(out, "\"%s\"", sym_text(n.a)); break;
    case EXK_FACT: g_string_append_printf(out, "context%u", n.a); break;
    case EXK_LOAD: print_place(out, p, f, n.a); break;
    case EXK_UNARY:
    case EXK_BINARY: print_operation(out, p, f, &n); break;
    case EXK_CALL: g_string_append_printf(out, "call%u.%u", n.a, n.b); break;
    case EXK_ALLOC: g_string_append_printf(out, "%s()", sym_text(ex_provenance(p, e)->callee)); break;
    case EXK_PHI: g_string_append_printf(out, "phi%u.%u", n.a, n.b); break;
    case EXK_SELECT:
        g_string_append(out, "(");
        ex_print(out, p, f, n.a);
        g_string_append(out, " ? ");
        ex_print(out, p, f, n.b);
        g_string_append(out, " : ");
        ex_print(out, p, f, n.c);
        g_string_append(out, ")");
        break;
    default: g_string_append(out, "&"); print_place(out, p, f, e);
    }
}

bool ex_has_name(const struct ex_pool *p, ex e)
{
    const struct ex_node n = *ex_node(p, e);
    switch ((enum ex_kind)n.kind) {
    case EXK_NONE:
    case EXK_FACT:
    case EXK_CALL:
    case EXK_PHI:
    case EXK_SELECT: return false;
    case EXK_FIELD:
    case EXK_LOAD:
    case EXK_UNARY: return ex_has_name(p, n.a);
    case EXK_INDEX:
    case EXK_BINARY: return ex_has_name(p, n.a) && ex_has_name(p, n.b);
    default: return true;
    }
}
