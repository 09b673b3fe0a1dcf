/* What makes code atomic, and what tells: the sections `locks:`, `facts:`, `callbacks:` and `functions:`.
 *
 * Needs parsed rows; gives rule_lock, rule_fact, rule_callback and the plain facts of rule_fn. Acquiring a
 * sleeping lock is a sleeper as well.
 */
#include "rules/build.h"

static bool add_lock(struct build *b, const struct place *at, const struct raw_group *group,
                     enum rule_lock_op op)
{
    const struct raw_row *row = at->row;
    struct rule_lock *lock = ARENA_NEW(b->arena, struct rule_lock);

    lock->id = build_number(b, RULE_KIND_LOCK, lock);
    lock->name = sym_of(group->name);
    lock->op = (uint8_t)op;
    lock->result = row->result;
    lock->effect = (uint8_t)row->effect;
    lock->sets = row->sets;
    lock->sleeps = group->sleeps;
    lock->success = row->success ? *row->success : 1;
    lock->why = at->why;
    lock->file = b->file;
    lock->line = at->line;
    if (!row_arg(b, at, "lock", row->lock, &lock->lock)) return false;
    if (row->lock && row->result) return row_fail(b, at, "the lock is an argument or the result: not both");
    if (group->sleeps && row->effect) return row_fail(b, at, "a sleeping lock disables nothing");
    if (!group->sleeps && !row->effect) return row_fail(b, at, "what it disables or enables is missing");
    if (row->sleeps && !group->sleeps) return row_fail(b, at, "only a lock with 'sleeps: true' sleeps");
    if (row->sets && !(row->effect & RULE_IRQ)) return row_fail(b, at, "'sets' is about irq only");
    for (unsigned i = 0; at->holds && i < row->fn_count; i++) {
        struct draft *d = build_draft(b, at, row->fn[i]);

        for (guint k = 0; k < d->locks->len; k++) {
            const struct rule_lock *have = g_ptr_array_index(d->locks, k);

            if (have->lock == lock->lock && have->result == lock->result)
                return row_fail(b, at, "%s is a lock function already by %s", row->fn[i],
                                row_where(have->file, have->line));
        }
        g_ptr_array_add(d->locks, lock);
    }
    return (group->sleeps && op == RULE_ACQUIRE) || row->sleeps ? build_sleep(b, at, RULE_SLEEP_OTHER) : true;
}

static bool add_lock_group(struct build *b, const struct raw_group *group, const char *path)
{
    const struct {
        const char *key;
        const struct raw_row *rows;
        unsigned count;
        enum rule_lock_op op;
    } parts[] = {
        {"acquire", group->acquire, group->acquire_count, RULE_ACQUIRE},
        {"try", group->attempt, group->attempt_count, RULE_TRY},
        {"release", group->release, group->release_count, RULE_RELEASE},
    };
    struct place at = {.name = group->name, .line = locations_line(b->where, path)};
    gpointer name, have;
    char row_path[64];

    if (!group->name) return row_fail(b, &at, "a lock without 'name'");
    if (!group->why) return row_fail(b, &at, "'why' is missing");
    name = GUINT_TO_POINTER(sym_of(group->name));
    have = g_hash_table_lookup(b->locks, name);
    if (have) return row_fail(b, &at, "there is a lock of this name at %s", (const char *)have);
    g_hash_table_insert(b->locks, name, (gpointer)row_where(b->file, at.line));

    for (unsigned i = 0; i < group->types_count; i++) {
        gpointer type = GUINT_TO_POINTER(sym_fmt("%s *", group->types[i]));
        enum rule_held held = group->sleeps ? RULE_HELD_SLEEPING : RULE_HELD_ATOMIC;

        have = g_hash_table_lookup(b->held, type);
        if (have && GPOINTER_TO_UINT(have) != held)
            return row_fail(b, &at, "type '%s' is a lock that sleeps and one that does not", group->types[i]);
        g_hash_table_insert(b->held, type, GUINT_TO_POINTER(held));
    }
    for (size_t p = 0; p < G_N_ELEMENTS(parts); p++)
        for (unsigned i = 0; i < parts[p].count; i++) {
            g_snprintf(row_path, sizeof(row_path), "%s/%s/%u", path, parts[p].key, i);
            if (!row_open(b, &at, row_path, &parts[p].rows[i], group)) return false;
            if (!add_lock(b, &at, group, parts[p].op)) return false;
        }
    return true;
}

bool build_locks(struct build *b, const struct raw_file *f)
{
    char path[32];

    for (unsigned i = 0; i < f->locks_count; i++) {
        g_snprintf(path, sizeof(path), "/locks/%u", i);
        if (!add_lock_group(b, &f->locks[i], path)) return false;
    }
    return true;
}

static bool add_fact(struct build *b, const struct place *at, const char *name, bool macro)
{
    struct rule_fact *fact = ARENA_NEW(b->arena, struct rule_fact);
    struct draft *d;

    fact->kind = (uint8_t)at->row->means;
    fact->macro = macro;
    fact->why = at->why;
    fact->file = b->file;
    fact->line = at->line;
    if (!row_arg(b, at, "arg", at->row->arg, &fact->arg)) return false;
    if ((fact->kind == RULE_FACT_BLOCKING || fact->kind == RULE_FACT_VMALLOC ||
         fact->kind == RULE_FACT_ORIGIN || fact->kind == RULE_FACT_RELEASED ||
         fact->kind == RULE_FACT_HELD) &&
        fact->arg == RULE_NO_ARG)
        return row_fail(b, at, "'arg' is missing: which argument it is about");
    if (!at->holds) return true;
    d = build_draft(b, at, name);
    if (d->fn.fact) return row_fail(b, at, "%s is a fact already by %s", name, d->fact_place);
    d->fn.fact = fact;
    d->fact_place = row_where(b->file, at->line);
    if (macro) g_array_append_val(b->macros, d->fn.name);
    return true;
}

static bool add_facts(struct build *b, const struct place *at)
{
    for (unsigned i = 0; i < at->row->fn_count; i++)
        if (!add_fact(b, at, at->row->fn[i], false)) return false;
    for (unsigned i = 0; i < at->row->macro_count; i++)
        if (!add_fact(b, at, at->row->macro[i], true)) return false;
    return true;
}

bool build_facts(struct build *b, const struct raw_file *f)
{
    return row_each(b, "facts", f->facts, f->facts_count, add_facts);
}

static bool add_callback_fn(struct build *b, const struct place *at, const struct rule_callback *callback,
                            const char *name)
{
    struct draft *d = build_draft(b, at, name);

    for (guint i = 0; i < d->callbacks->len; i++) {
        const struct rule_callback *have = g_ptr_array_index(d->callbacks, i);

        if (have->arg == callback->arg &&
            (have->when.relation == RULE_ALWAYS || callback->when.relation == RULE_ALWAYS))
            return row_fail(b, at, "%s hands argument %d over already by %s", name, callback->arg,
                            row_where(have->file, have->line));
    }
    g_ptr_array_add(d->callbacks, (gpointer)callback);
    return true;
}

static bool add_callback_field(struct build *b, const struct place *at, struct rule_callback *callback,
                               const char *name)
{
    gpointer key = GUINT_TO_POINTER(sym_of(name));
    const struct rule_callback *have = g_hash_table_lookup(b->fields, key);

    if (have)
        return row_fail(b, at, "%s has a contract already by %s", name, row_where(have->file, have->line));
    g_hash_table_insert(b->fields, key, callback);
    return true;
}

static bool add_callback(struct build *b, const struct place *at)
{
    const struct raw_row *row = at->row;
    struct rule_callback *callback = ARENA_NEW(b->arena, struct rule_callback);

    callback->id = build_number(b, RULE_KIND_CALLBACK, callback);
    callback->context = (uint8_t)row->context;
    callback->likely = row->likely;
    callback->why = at->why;
    callback->file = b->file;
    callback->line = at->line;
    if (!row->what) return row_fail(b, at, "'what' is missing: how a report names the callback");
    callback->what = sym_of(row->what);
    if (row->fn_count && row->field_count) return row_fail(b, at, "'fn' or 'field': not both");
    if (!row_arg(b, at, "arg", row->arg, &callback->arg) || !row_when(b, at, &callback->when)) return false;
    if (!row_given(b, at, &callback->given)) return false;
    if (row->given && !row->given->arg == !row->given->field)
        return row_fail(b, at, "given: 'arg' or 'field', one of them");
    if (!row_arg(b, at, "null_arg", row->null_arg, &callback->null_arg)) return false;
    if (row->fn_count && !row->arg)
        return row_fail(b, at, "'arg' is missing: which argument is the callback");
    if (row->field_count && (row->arg || row->when))
        return row_fail(b, at, "a field has neither 'arg' nor 'when'");
    if (row->member) {
        if (!row->fn_count) return row_fail(b, at, "'member' is of an argument");
        if (!row_is_field(row->member))
            return row_fail(b, at, "member: '%s' is not of the form record.field", row->member);
        callback->member = sym_of(row->member);
    }
    if (row->unless_bits && (!row->unless_field || *row->unless_bits <= 0))
        return row_fail(b, at, "'unless_bits' are bits of 'unless_field'");
    if (row->unless_field) {
        if (!row->field_count) return row_fail(b, at, "'unless_field' is for fields only");
        if (!row_is_field(row->unless_field))
            return row_fail(b, at, "unless_field: '%s' is not of the form record.field", row->unless_field);
        callback->unless_field = sym_of(row->unless_field);
        callback->unless_bits = row->unless_bits ? (uint64_t)*row->unless_bits : UINT64_MAX;
    }
    if (!at->holds) return true;
    for (unsigned i = 0; i < row->fn_count; i++)
        if (!add_callback_fn(b, at, callback, row->fn[i])) return false;
    for (unsigned i = 0; i < row->field_count; i++)
        if (!add_callback_field(b, at, callback, row->field[i])) return false;
    return true;
}

bool build_callbacks(struct build *b, const struct raw_file *f)
{
    return row_each(b, "callbacks", f->callbacks, f->callbacks_count, add_callback);
}

static bool add_function(struct build *b, const struct place *at, const char *name)
{
    const struct raw_row *row = at->row;
    struct rule_fn *fn = &build_draft(b, at, name)->fn;

    if (fn->never_sleeps || fn->noreturn || fn->returns_arg != RULE_NO_ARG || fn->ignore_body)
        return row_fail(b, at, "%s stands in 'functions' twice", name);
    fn->never_sleeps = row->never_sleeps;
    fn->noreturn = row->noreturn;
    fn->waits |= row->waits;
    fn->ignore_body = row->ignore_body;
    if (row->likely) fn->likely = at->why;
    if (row->puts) {
        if (!row_is_field(row->puts->field))
            return row_fail(b, at, "puts: '%s' is not of the form record.field", row->puts->field);
        fn->puts = sym_of(row->puts->field);
        if (!row_arg(b, at, "puts: arg", &row->puts->arg, &fn->puts_arg)) return false;
    }
    if (row->passes && (!row_arg(b, at, "passes: arg", &row->passes->arg, &fn->passes_arg) ||
                        !row_arg(b, at, "passes: to", &row->passes->to, &fn->passes_to)))
        return false;
    return row_arg(b, at, "returns_arg", row->returns_arg, &fn->returns_arg) &&
           row_arg(b, at, "zeroes", row->zeroes, &fn->zeroes) &&
           row_arg(b, at, "order_of", row->order_of, &fn->order_of);
}

static bool add_functions(struct build *b, const struct place *at)
{
    const struct raw_row *row = at->row;

    if (!row->never_sleeps && !row->noreturn && !row->ignore_body && !row->waits && !row->returns_arg &&
        !row->zeroes && !row->order_of && !row->puts && !row->passes && !row->likely)
        return row_fail(b, at, "it says nothing");
    for (unsigned i = 0; at->holds && i < row->fn_count; i++)
        if (!add_function(b, at, row->fn[i])) return false;
    for (unsigned i = 0; at->holds && i < row->macro_count; i++) {
        sym name = sym_of(row->macro[i]);

        if (!add_function(b, at, row->macro[i])) return false;
        g_array_append_val(b->macros, name);
    }
    return true;
}

bool build_functions(struct build *b, const struct raw_file *f)
{
    return row_each(b, "functions", f->functions, f->functions_count, add_functions);
}
