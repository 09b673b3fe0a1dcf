/* Memory that comes to where only linear memory may: virt_to_phys() and its kin, DMA buffers; and flags that
 * an allocator does not take. See solver.h. */
#include "analysis/solver.h"

#include <string.h>

/* The object that an address lies in. */
static ex object_of(const struct ex_pool *pool, ex addr)
{
    const struct ex_node *n = ex_node(pool, addr);
    for (; n->kind == EXK_FIELD || n->kind == EXK_INDEX; n = ex_node(pool, addr)) addr = n->a;
    return addr;
}

static void use_violation(struct solver *sv, const struct event *e, const struct provenance *from,
                          sym assumption)
{
    const struct rule_use *rule = e->rule;
    struct violation v = {.kind = VIOLATION_USE, .from = *from, .assumption = assumption};
    v.likely = rule->likely || e->assumed || assumption;
    solver_violation(sv, &v, e);
}

const int64_t *solver_page_size(const struct solver *sv)
{
    return g_hash_table_lookup(sv->an->probes, GUINT_TO_POINTER(rules_page_size(sv->an->rules)));
}

/* kvmalloc() of no more than a page is kmalloc(). */
static bool fits_page(const struct solver *sv, const struct state *s, ex size)
{
    const int64_t *page = solver_page_size(sv);
    return size && page && state_range(&sv->sp, s, size).high <= *page;
}

/* Whether none of the allocations gives linear memory; `sometimes` is set if that depends on a size. */
static bool all_nonlinear(const struct solver *sv, const struct state *s, const GArray *from, bool *sometimes)
{
    for (guint i = 0; i < from->len; i++) {
        const struct provenance *p = ex_provenance(sv->sp.pool, g_array_index(from, ex, i));
        const struct rule_family *family = p->rule->family;
        bool depends = family->linear == RULE_LINEAR_BY_SIZE;
        if (!depends && family->linear != RULE_LINEAR_NO) return false;
        if (depends && fits_page(sv, s, p->size)) return false;
        *sometimes |= depends;
    }
    return from->len > 0;
}

static void decide_memory(struct solver *sv, struct state *s, struct event *e, ex object)
{
    GArray *from = g_array_new(FALSE, FALSE, sizeof(ex));
    enum origin_state known = solver_origins(sv, s, object, 0, from);
    bool sometimes = false;
    if (known == ORIGIN_MEMORY && all_nonlinear(sv, s, from, &sometimes)) {
        sym assumption = sometimes ? sym_of("if the memory is vmalloc memory") : SYM_NONE;
        use_violation(sv, e, ex_provenance(sv->sp.pool, g_array_index(from, ex, 0)), assumption);
    } else if (known == ORIGIN_UNKNOWN && ex_node(sv->sp.pool, object)->kind == EXK_PARAM) {
        e->value = exporter_add(sv->exporter, object);
        solver_event(sv, s, e);
    } else if (known == ORIGIN_UNKNOWN) {
        solver_note_claim(sv, s, e, object, EX_NONE);
    }
    g_array_unref(from);
}

/* Of a static variable by its link name, which says the file and the function that it is static in. SYM_NONE
 * for others: those of the kernel's core, like empty_zero_page, are in no module. */
static sym image_name(sym link)
{
    const char *file = strrchr(sym_text(link), ':'), *func = file ? strrchr(file, '.') : NULL;
    return file ? sym_fmt(IMAGE_PREFIX "%s", (func ? func : file) + 1) : SYM_NONE;
}

void solver_decide_use(struct solver *sv, struct state *s, struct event *e, ex value)
{
    const struct rule_use *rule = e->rule;
    ex object = object_of(sv->sp.pool, state_pointee(&sv->sp, s, value));
    const struct ex_node n = *ex_node(sv->sp.pool, object);
    if (!value || state_truth(&sv->sp, s, value) == 0 || solver_kind_was_tested(sv, s, value)) return;
    bool local = n.kind == EXK_LOCAL;
    if (local || n.kind == EXK_GLOBAL) {
        struct provenance from = {.func = sv->self, .loc = e->loc};
        from.callee = local ? sv->f->vars[n.a].name : image_name(n.a);
        if (from.callee && (local ? rule->stack : rule->image))
            use_violation(sv, e, &from, local ? SYM_NONE : sym_of("if the driver is a module"));
        return;
    }
    decide_memory(sv, s, e, object);
}

void solver_use(struct solver *sv, struct state *s, uint32_t insn, sym how, const struct rule_use *rule,
                ex value)
{
    if (!sv->collect || !value) return;
    struct event e = solver_event_at(sv, EVENT_USE, insn, rule, how);
    solver_decide_use(sv, s, &e, value);
}

/* ---- flags ---- */

/* Whether the flags have all bits of the macros (`all`), or none: unknown ones do not count. */
static bool has_bits(const struct solver *sv, const struct state *s, ex flags, const sym *names, bool all)
{
    for (; *names; names++) {
        const int64_t *mask = g_hash_table_lookup(sv->an->probes, GUINT_TO_POINTER(*names));
        if (!mask || !*mask) return false;
        for (int64_t left = *mask; left; left &= left - 1) {
            if (state_has_bits(&sv->sp, s, flags, left & -left) != all) return false;
        }
    }
    return true;
}

static bool is_value(const struct solver *sv, const struct state *s, ex flags, sym name)
{
    const int64_t *value = g_hash_table_lookup(sv->an->probes, GUINT_TO_POINTER(name));
    int64_t is;
    return value && solver_is_known(sv, s, flags, &is) && is == *value;
}

/* Just that value where a size or number belongs, unless the flags, where they belong, have it as well: then
 * it is a size that looks like them. */
static bool are_misplaced(const struct solver *sv, const struct state *s, const struct rule_flags *rule,
                          ex other, ex flags)
{
    const sym names[] = {rule->is, SYM_NONE};
    return other && is_value(sv, s, other, rule->is) && !has_bits(sv, s, flags, names, true);
}

/* Whether every allocation is of the family. */
static bool all_of_family(const struct solver *sv, const GArray *from, const struct rule_family *family)
{
    for (guint i = 0; i < from->len; i++) {
        if (ex_provenance(sv->sp.pool, g_array_index(from, ex, i))->rule->family != family) return false;
    }
    return from->len > 0;
}

/* The flags are wrong if the object that the memory belongs to is memory of a certain family. */
static void decide_owner(struct solver *sv, const struct state *s, const struct event *e, ex owner)
{
    const struct rule_flags *rule = e->rule;
    GArray *from = g_array_new(FALSE, FALSE, sizeof(ex));
    enum origin_state known = solver_origins(sv, s, owner, 0, from);
    if (known == ORIGIN_MEMORY && all_of_family(sv, from, rule->owner)) {
        struct violation v = {.kind = VIOLATION_FLAGS, .likely = rule->likely};
        v.from = *ex_provenance(sv->sp.pool, g_array_index(from, ex, 0));
        solver_violation(sv, &v, e);
    } else if (known == ORIGIN_UNKNOWN) {
        solver_note_claim(sv, s, e, owner, EX_NONE);
    }
    g_array_unref(from);
}

/* The flags of the call; memory that is zeroed whatever they are, has that bit. */
static ex flags_of(struct solver *sv, const struct call *call, int16_t gfp, const struct rule_alloc *alloc)
{
    ex flags = call_argument(call, gfp);
    if (!flags || !alloc || !alloc->zeroed || !sv->an->zero_mask) return flags;
    return ex_binary(sv->sp.pool, IR_OR, flags, ex_const(sv->sp.pool, sv->an->zero_mask));
}

void solver_flags(struct solver *sv, const struct state *s, const struct call *call, const struct rule_fn *fn,
                  const struct rule_flags *rule)
{
    bool named = rule->gfp != RULE_NO_ARG;
    ex flags = flags_of(sv, call, named ? rule->gfp : fn->alloc->gfp, fn->alloc);
    if (!sv->collect || !flags) return;
    if (rule->is) {
        ex other = call_argument(call, named ? rule->arg : fn->alloc->size);
        if (!are_misplaced(sv, s, rule, other, flags)) return;
    } else if (!has_bits(sv, s, flags, rule->has, true) || !has_bits(sv, s, flags, rule->lacks, false)) {
        return;
    }
    struct event e = solver_event_at(sv, EVENT_FLAGS, call->insn, rule, call->name);
    if (rule->owner) {
        decide_owner(sv, s, &e, call_argument(call, fn->alloc->owner));
        return;
    }
    struct violation v = {.kind = VIOLATION_FLAGS, .likely = rule->likely};
    solver_violation(sv, &v, &e);
}
