/* See fields.h. */
#include "program/fields.h"

struct fields {
    GHashTable *targets; /* field to GArray of sym */
    GHashTable *nonzero; /* set of fields          */
};

struct fields *fields_new(void)
{
    struct fields *f = g_new0(struct fields, 1);
    f->targets = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    f->nonzero = g_hash_table_new(NULL, NULL);
    return f;
}

void fields_free(struct fields *f)
{
    g_hash_table_unref(f->targets);
    g_hash_table_unref(f->nonzero);
    g_free(f);
}

static void add_target(struct fields *f, sym field, sym func)
{
    GArray *list = g_hash_table_lookup(f->targets, GUINT_TO_POINTER(field));
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(sym));
        g_hash_table_insert(f->targets, GUINT_TO_POINTER(field), list);
    }
    for (guint i = 0; i < list->len; i++) {
        if (g_array_index(list, sym, i) == func) return;
    }
    g_array_append_val(list, func);
}

void fields_add_func(struct fields *f, const struct ir_func *func)
{
    sym *field_of = g_new0(sym, func->nvars + 1);
    for (uint32_t i = 0; i < func->ninsns; i++) {
        const struct ir_insn *n = &func->insns[i];
        if (n->op == IR_FIELD && ir_val_kind(n->dst) == IRV_VAR) field_of[ir_val_index(n->dst)] = n->ref;
        if (n->op != IR_STORE || ir_val_kind(n->a) != IRV_VAR) continue;
        sym field = field_of[ir_val_index(n->a)];
        if (!field) continue;
        if (ir_val_kind(n->b) == IRV_FUNC)
            add_target(f, field, ir_val_index(n->b));
        else if (ir_val_kind(n->b) != IRV_CONST || func->consts[ir_val_index(n->b)])
            g_hash_table_add(f->nonzero, GUINT_TO_POINTER(field));
    }
    g_free(field_of);
}

void fields_add_init(struct fields *f, const struct ir_init *init)
{
    if (init->func)
        add_target(f, init->field, init->func);
    else if (init->value)
        g_hash_table_add(f->nonzero, GUINT_TO_POINTER(init->field));
}

unsigned fields_targets(const struct fields *f, sym field, const sym **out)
{
    const GArray *list = g_hash_table_lookup(f->targets, GUINT_TO_POINTER(field));
    *out = list ? (const sym *)(const void *)list->data : NULL;
    return list ? list->len : 0;
}

bool fields_set_nonzero(const struct fields *f, sym field)
{
    return g_hash_table_contains(f->nonzero, GUINT_TO_POINTER(field));
}
