/* Where an atomic region begins, and its lock in the words of the source. See solver.h. */
#include "analysis/solver.h"

#include <string.h>

static bool written_place(GString *out, const struct solver *sv, ir_val v, uint32_t before, int depth);

static bool written_field(GString *out, const struct solver *sv, const struct ir_insn *def, uint32_t at,
                          int depth)
{
    if (!written_place(out, sv, def->a, at, depth + 1)) return false;
    const char *field = strrchr(sym_text(def->ref), '.');
    const struct ir_insn *base = at ? def - 1 : NULL;
    bool direct = base && base->dst == def->a && (base->op == IR_FIELD || base->op == IR_ADDR);
    g_string_append_printf(out, "%s%s", direct ? "." : "->", field ? field + 1 : sym_text(def->ref));
    return true;
}

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
                   written_place(out, sv, ir_insn_arg(f, def, (unsigned)fn->returns_arg), i, depth);
        }
        if (def->op == IR_COPY) return written_place(out, sv, def->a, i, depth);
        if (def->op == IR_ADDR || def->op == IR_LOAD) return written_place(out, sv, def->a, i, depth + 1);
        if (def->op != IR_FIELD || !written_field(out, sv, def, i, depth)) return false;
        if (depth == 0) g_string_prepend_c(out, '&');
        return true;
    }
    return false;
}

/* "spin_lock_irqsave(&dev->lock)": the macro or function that instruction `insn` is, and the lock that is its
 * argument `arg`, in the words of the source or else as the value `lock`. */
static sym call_text(struct solver *sv, uint32_t insn, int16_t arg, ex lock)
{
    const struct ir_insn *call = &sv->f->insns[insn];
    const struct ir_loc *loc = ir_insn_loc(sv->f, call);
    sym callee = call->op == IR_CALL ? ir_base_name(call->ref) : SYM_NONE;
    GString *text = g_string_new(sym_text(loc->macro ? loc->macro : callee));
    GString *place = g_string_new(NULL);
    ir_val written = arg == RULE_NO_ARG ? IR_NONE : ir_insn_arg(sv->f, call, (unsigned)arg);
    const struct rule_fn *fn = rules_fn(sv->an->rules, callee);
    /* of a driver's own function, the argument need not be the lock */
    bool is_lock = fn && (fn->nlocks || fn->fact) && written_place(place, sv, written, insn, 0);
    g_string_append(text, "(");
    if (is_lock)
        g_string_append(text, place->str);
    else if (lock && ex_has_name(sv->sp.pool, lock))
        ex_print(text, sv->sp.pool, sv->f, lock);
    g_string_append(text, ")");
    sym s = sym_of(text->str);
    g_string_free(text, TRUE);
    g_string_free(place, TRUE);
    return s;
}

/* What a test or an assertion at `insn` is called. */
static sym known_text(struct solver *sv, uint32_t insn)
{
    const struct ir_insn *i = &sv->f->insns[insn];
    const struct rule_fn *fn = i->op == IR_CALL ? rules_fn(sv->an->rules, ir_base_name(i->ref)) : NULL;
    sym macro = ir_insn_loc(sv->f, i)->macro;
    if (fn && fn->fact && fn->fact->kind == RULE_FACT_HELD)
        return call_text(sv, insn, fn->fact->arg, EX_NONE);
    if (macro) return macro;
    return i->op == IR_CALL ? ir_base_name(i->ref) : sym_of("a test of the context");
}

/* The oldest lock or toggle in force that forbids what `rule` does, or NULL. */
static const struct held *region_of(const struct state *s, const struct rule_sleep *rule)
{
    for (unsigned i = 0; i < s->nheld; i++) {
        const struct held *h = &s->held[i];
        if (h->rule->effect && (!rule->atomic || (h->rule->effect & rule->atomic))) return h;
    }
    return NULL;
}

bool solver_has_origin(const struct state *s, const struct rule_sleep *rule)
{
    return !s->merged || s->ctx.known != KNOWN_NOTHING || region_of(s, rule);
}

sym solver_lock_assumption(struct solver *sv, const struct state *s, const struct rule_sleep *rule)
{
    const struct held *h = region_of(s, rule);
    const struct ir_insn *call = h ? &sv->f->insns[h->insn] : NULL;
    const struct resolver *r = &sv->an->resolver;
    const struct summary *sum = call && call->op == IR_CALL ? r->summary(r->context, call->ref) : NULL;
    for (uint32_t i = 0; sum && i < sum->noutcomes; i++) {
        const struct outcome *o = &sum->outcomes[i];
        for (unsigned k = 0; k < o->nheld; k++) {
            if (o->held[k].rule->sleeps)
                return sym_fmt("depending on how %s() locks", sym_text(ir_base_name(call->ref)));
        }
    }
    return SYM_NONE;
}

struct origin solver_origin(struct solver *sv, const struct state *s, const struct rule_sleep *rule)
{
    struct origin o = {.func = sv->self};
    uint32_t insn = s->known_insn;
    const struct held *h = region_of(s, rule);
    if (h) {
        insn = h->insn;
        o.bits = h->rule->effect;
        o.text = call_text(sv, h->insn, h->rule->lock, h->lock);
    }
    o.loc = *ir_insn_loc(sv->f, &sv->f->insns[insn]);
    if (!o.text) o.text = known_text(sv, insn);
    return o;
}
