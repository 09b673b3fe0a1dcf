/* One function: parameters, body, and the variables in it. See lower.h. */
#include "frontend/lower.h"

void lower_at(struct lower *l, CXCursor c)
{
    CXSourceLocation location = clang_getCursorLocation(c);

    if (irb_done(l->b) || location.int_data == l->at) return;
    l->at = location.int_data;
    l->loc = tu_loc(l->tu, location);
    irb_loc(l->b, l->loc);
}

ir_val lower_opaque(struct lower *l, const char *reason)
{
    return irb_opaque(l->b, sym_of(reason));
}

static bool is_aggregate(const struct tu_type *type)
{
    return type->is_record || type->is_array;
}

ir_val lower_new_var(struct lower *l, CXCursor decl, enum ir_var_kind kind)
{
    const struct tu_type *type = tu_type_of(l->tu, decl);
    /* A parameter declared as an array is a pointer, but libclang gives its type as written. */
    bool aggregate = kind == IR_PARAM ? type->is_record : is_aggregate(type);
    ir_val var = irb_var(l->b, kind, tu_name(l->tu, decl, true), type->text, aggregate);

    g_hash_table_insert(l->vars, arena_dup(l->scratch, &decl, sizeof(decl)), GUINT_TO_POINTER(var));
    g_hash_table_add(l->named, GUINT_TO_POINTER(var));
    return var;
}

static bool is_local(CXCursor decl)
{
    enum CX_StorageClass storage;

    if (decl.kind == CXCursor_ParmDecl) return true;
    storage = clang_Cursor_getStorageClass(decl);
    return storage != CX_SC_Static && storage != CX_SC_Extern &&
           clang_getCursorSemanticParent(decl).kind == CXCursor_FunctionDecl;
}

ir_val lower_var(struct lower *l, CXCursor decl)
{
    gpointer known = g_hash_table_lookup(l->vars, &decl);
    bool outside;

    if (known) return GPOINTER_TO_UINT(known);
    if (is_local(decl)) return lower_new_var(l, decl, IR_LOCAL);
    outside = clang_getCursorSemanticParent(decl).kind != CXCursor_FunctionDecl;
    return ir_val_make(IRV_GLOBAL, tu_target(l->tu, decl, outside ? SYM_NONE : l->name)->link);
}

static void add_params(struct lower *l)
{
    int n = clang_Cursor_getNumArguments(l->func);

    for (int i = 0; i < n; i++) lower_new_var(l, clang_Cursor_getArgument(l->func, (unsigned)i), IR_PARAM);
}

static void set_properties(struct lower *l, const struct target *target)
{
    struct ir_func *f = irb_func(l->b);

    f->result = tu_type(l->tu, clang_getCursorResultType(l->func))->text;
    f->is_static = clang_getCursorLinkage(l->func) == CXLinkage_Internal;
    f->is_inline = clang_Cursor_isFunctionInlined(l->func) != 0;
    f->is_header = !clang_Cursor_isNull(target->definition);
    f->end_line = tu_end_loc(l->tu, l->func).line;
}

/* A body that falls off its end returns at its closing brace. */
static void end_body(struct lower *l)
{
    if (irb_done(l->b)) return;
    irb_loc(l->b, tu_end_loc(l->tu, l->func));
    irb_return(l->b, IR_NONE);
}

struct ir_func *lower_function(struct tu *tu, CXCursor func, const struct target *target,
                               const struct lower_options *options, struct arena *arena,
                               struct arena *scratch)
{
    struct lower l = {.tu = tu, .scratch = scratch, .options = options, .func = func, .name = target->name};
    CXCursor body = cursor_function_body(func);

    l.b = irb_new(arena, target->link, target->loc.file, target->loc.line);
    l.vars = g_hash_table_new(cursor_hash, cursor_equal);
    l.named = g_hash_table_new(NULL, NULL);
    l.labels = g_hash_table_new(NULL, NULL);
    l.label_order = g_ptr_array_new();
    l.dispatches = g_array_new(FALSE, FALSE, sizeof(struct dispatch));
    set_properties(&l, target);
    add_params(&l);
    irb_place(l.b, irb_block(l.b));
    if (!clang_Cursor_isNull(body)) {
        lower_annotations(&l, body);
        lower_stmt(&l, body);
    }
    end_body(&l);
    lower_finish_jumps(&l);
    g_hash_table_destroy(l.vars);
    g_hash_table_destroy(l.named);
    g_hash_table_destroy(l.labels);
    g_ptr_array_free(l.label_order, TRUE);
    g_array_free(l.dispatches, TRUE);
    return irb_finish(l.b);
}
