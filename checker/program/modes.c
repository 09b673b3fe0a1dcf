/* Modes: fields that change a contract when they are set (`unless_field`). See inside.h.
 *
 * Where the mode belongs to the record of the contract, as gpio_chip.can_sleep to gpio_chip.get, the unit
 * that hands the callback over sets it as well: in a folder of small drivers, another one says nothing. A
 * mode of another record, as snd_pcm.nonatomic for snd_pcm_ops.trigger, may be set by any unit of the driver,
 * which is held to be the units of one folder. What cannot be read of the code may be set.
 */
#include "program/inside.h"

#include "base/pack.h"

#include <string.h>

enum { MAX_OPERATORS = 8 }; /* of a stored value that is looked into */

struct modes {
    struct program *program;
    uint32_t part;
    GHashTable *own, *folder; /* field to the bits that may be set in it; NULL until they are needed */
};

struct modes *modes_new(struct program *p, uint32_t part)
{
    struct modes *m = g_new0(struct modes, 1);
    m->program = p;
    m->part = part;
    return m;
}

void modes_free(struct modes *m)
{
    if (m->own) g_hash_table_unref(m->own);
    if (m->folder) g_hash_table_unref(m->folder);
    g_free(m);
}

/* ---- what code stores ---- */

enum { NOT_SEEN = UINT32_MAX, MANY = UINT32_MAX - 1 };

/* Where each variable of a function gets its value: an instruction, MANY, or NOT_SEEN. */
static uint32_t *find_definitions(const struct ir_func *func)
{
    uint32_t *at = g_new(uint32_t, func->nvars + 1);
    for (uint32_t v = 0; v < func->nvars; v++) at[v] = NOT_SEEN;
    for (uint32_t i = 0; i < func->ninsns; i++) {
        ir_val dst = func->insns[i].dst;
        if (ir_val_kind(dst) != IRV_VAR) continue;
        uint32_t v = ir_val_index(dst);
        at[v] = at[v] == NOT_SEEN ? i : MANY;
    }
    return at;
}

static const struct ir_insn *definition(const struct ir_func *func, const uint32_t *at, ir_val v)
{
    uint32_t i = ir_val_kind(v) == IRV_VAR ? at[ir_val_index(v)] : NOT_SEEN;
    return i < func->ninsns ? &func->insns[i] : NULL;
}

static sym field_of(const struct ir_func *func, const uint32_t *at, ir_val address)
{
    const struct ir_insn *n = definition(func, at, address);
    return n && n->op == IR_FIELD ? n->ref : SYM_NONE;
}

/* The bits that `v`, stored to `field`, may add to it. */
static uint64_t added_bits(const struct ir_func *func, const uint32_t *at, ir_val v, sym field, int depth)
{
    if (ir_val_kind(v) == IRV_CONST) return (uint64_t)func->consts[ir_val_index(v)];
    const struct ir_insn *n = definition(func, at, v);
    if (!n || depth == MAX_OPERATORS) return UINT64_MAX;
    if (n->op == IR_LOAD && field_of(func, at, n->a) == field) return 0;
    if (n->op != IR_BINARY || (n->sub != IR_OR && n->sub != IR_AND)) return UINT64_MAX;
    uint64_t a = added_bits(func, at, n->a, field, depth + 1);
    uint64_t b = added_bits(func, at, n->b, field, depth + 1);
    return n->sub == IR_OR ? a | b : a & b;
}

/* ---- tables ---- */

static uint64_t bits_of(GHashTable *table, sym field)
{
    const uint64_t *bits = g_hash_table_lookup(table, GUINT_TO_POINTER(field));
    return bits ? *bits : 0;
}

static void add_bits(GHashTable *table, sym field, uint64_t bits)
{
    if (!bits) return;
    bits |= bits_of(table, field);
    g_hash_table_insert(table, GUINT_TO_POINTER(field), g_memdup2(&bits, sizeof bits));
}

static void add_stores(const struct rules *rules, GHashTable *table, const struct ir_func *func)
{
    uint32_t *at = find_definitions(func);
    for (uint32_t i = 0; i < func->ninsns; i++) {
        const struct ir_insn *n = &func->insns[i];
        sym field = n->op == IR_STORE ? field_of(func, at, n->a) : SYM_NONE;
        if (field) add_bits(table, field, added_bits(func, at, n->b, field, 0));
        const struct rule_fn *fn =
            n->op == IR_CALL ? rules_call(rules, ir_base_name(n->ref), n->nargs) : NULL;
        if (fn && fn->puts && fn->puts_arg < n->nargs)
            add_bits(table, fn->puts,
                     added_bits(func, at, ir_insn_arg(func, n, (unsigned)fn->puts_arg), fn->puts, 0));
    }
    g_free(at);
}

static void add_unit(struct modes *m, GHashTable *table, uint32_t part)
{
    const struct ir_unit *unit = knowledge_unit(m->program, part);
    if (!unit) return;
    for (uint32_t i = 0; i < unit->nfuncs; i++) add_stores(m->program->rules, table, unit->funcs[i]);
    for (uint32_t i = 0; i < unit->ninits; i++) {
        const struct ir_init *init = &unit->inits[i];
        add_bits(table, init->field, init->func ? UINT64_MAX : (uint64_t)init->value);
    }
}

static bool same_folder(const char *a, const char *b)
{
    const char *x = strrchr(a, '/'), *y = strrchr(b, '/');
    if (!x || !y) return x == y;
    return x - a == y - b && strncmp(a, b, (size_t)(x - a)) == 0;
}

static GHashTable *own_table(struct modes *m)
{
    if (!m->own) {
        m->own = g_hash_table_new_full(NULL, NULL, NULL, g_free);
        add_unit(m, m->own, m->part);
    }
    return m->own;
}

static GHashTable *folder_table(struct modes *m)
{
    const struct graph *g = m->program->graph;
    if (!m->folder) {
        m->folder = g_hash_table_new_full(NULL, NULL, NULL, g_free);
        for (uint32_t i = 0; i < g->nunits; i++) {
            if (same_folder(g->parts[i].outline.file, g->parts[m->part].outline.file))
                add_unit(m, m->folder, i);
        }
    }
    return m->folder;
}

/* ---- asking ---- */

static bool same_record(sym a, sym b)
{
    const char *x = sym_text(a), *y = sym_text(b);
    size_t n = strcspn(x, ".");
    return strncmp(x, y, n) == 0 && y[n] == '.';
}

bool modes_may_sleep(struct modes *m, const struct registration *r)
{
    sym field = r->rule->unless_field;
    if (!field) return false;
    GHashTable *table = same_record(field, r->how) ? own_table(m) : folder_table(m);
    return bits_of(table, field) & r->rule->unless_bits;
}

uint64_t modes_number(struct modes *m)
{
    const struct rule_callback *rule;
    uint64_t number = 0;
    for (uint32_t i = 0; (rule = rules_by_id(m->program->rules, RULE_KIND_CALLBACK, i)); i++) {
        uint64_t bits =
            rule->unless_field ? bits_of(own_table(m), rule->unless_field) & rule->unless_bits : 0;
        uint64_t mode[2] = {sym_hash(rule->unless_field), bits};
        if (bits) number = hash64_more(number, mode, sizeof mode);
    }
    return number;
}
