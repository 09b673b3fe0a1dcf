/* Where an atomic region begins, and its lock in the words of the source. See solver.h. */
#include "analysis/solver.h"

#include <string.h>

/* The lock as the source names it: fields of a variable, read back from the call's argument. False where that
 * is not how it is written. */
static bool written_place(GString *out, const struct solver *sv, ir_val v, uint32_t before, int depth)
{
    enum { MAX_FIELDS = 6 };
    const struct ir_func *f = sv->f;
    if (ir_val_kind(v) != IRV_VAR || depth > MAX_FIELDS) return false;
    const struct ir_var *var = &f->vars[ir_val_index(v)];
    if (var->kind != IR_TEMP) {
        g_string_append(out, sym_text(var->name));
        return true;
    }
    for (uint32_t i = before; i-- > 0;) {
        const struct ir_insn *def = &f->insns[i];
        if (def->dst != v) continue;
        if (def->op == IR_CALL) { /* spinlock_check(lock) is the lock */
            const struct rule_fn *fn = rules_fn(sv->an->rules, ir_base_name(def->ref));
            return fn && fn->returns_arg >= 0 &&
                   written_place(out, sv, ir_insn_arg(f, def, (unsigned)fn->returns_arg), i, depth + 1);
        }
        if (def->op == IR_ADDR || def->op == IR_LOAD) return written_place(out, sv, def->a, i, depth + 1);
        if (def->op != IR_FIELD || !written_place(out, sv, def->a, i, depth + 1)) return false;
        const char *field = strrchr(sym_text(def->ref), '.');
        const struct ir_insn *base = i ? &f->insns[i - 1] : NULL;
        bool direct = base && base->dst == def->a && (base->op == IR_FIELD || base->op == IR_ADDR);
        g_string_append_printf(out, "%s%s", direct ? "." : "->", field ? field + 1 : sym_text(def->ref));
        return true;
    }
    return false;
}

/* "spin_lock_irqsave(&dev->lock)": the macro or function, and the lock. */
static sym lock_text(struct solver *sv, const struct held *h)
{
    const struct ir_insn *taken = &sv->f->insns[h->insn];
    const struct ir_loc *loc = ir_insn_loc(sv->f, taken);
    sym callee = taken->op == IR_CALL ? ir_base_name(taken->ref) : SYM_NONE;
    GString *text = g_string_new(sym_text(loc->macro ? loc->macro : callee));
    GString *place = g_string_new(NULL);
    ir_val arg = h->rule->lock == RULE_NO_ARG ? IR_NONE : ir_insn_arg(sv->f, taken, (unsigned)h->rule->lock);
    const struct rule_fn *fn = rules_fn(sv->an->rules, callee);
    /* of a driver's own function, the argument need not be the lock */
    bool written = fn && fn->nlocks && written_place(place, sv, arg, h->insn, 0);
    g_string_append(text, "(");
    if (written)
        g_string_append_printf(text, "%s%s", strpbrk(place->str, ".>") ? "&" : "", place->str);
    else if (h->lock)
        ex_print(text, sv->sp.pool, sv->f, h->lock);
    g_string_append(text, ")");
    sym s = sym_of(text->str);
    g_string_free(text, TRUE);
    g_string_free(place, TRUE);
    return s;
}

/* The oldest lock or toggle in force that forbids what `rule` does. */
struct origin solver_origin(struct solver *sv, const struct state *s, const struct rule_sleep *rule)
{
    struct origin o = {.func = sv->self};
    uint32_t insn = s->known_insn;
    for (unsigned i = 0; i < s->nheld; i++) {
        const struct held *h = &s->held[i];
        if (!h->rule->effect || (rule->atomic && !(h->rule->effect & rule->atomic))) continue;
        insn = h->insn;
        o.bits = h->rule->effect;
        o.text = lock_text(sv, h);
        break;
    }
    o.loc = *ir_insn_loc(sv->f, &sv->f->insns[insn]);
    if (!o.text) {
        const struct ir_insn *test = &sv->f->insns[insn];
        o.text = o.loc.macro           ? o.loc.macro
                 : test->op == IR_CALL ? ir_base_name(test->ref)
                                       : sym_of("a test of the context");
    }
    return o;
}
