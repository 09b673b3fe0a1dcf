/* What memory and flags must not come to: the sections `linear:` and `flags:`.
 *
 * Needs parsed rows; gives rule_use and rule_flags. Such a row does not hide the function's body.
 */
#include "rules/build.h"

static bool add_use(struct build *b, const struct place *at)
{
    const struct raw_row *row = at->row;
    struct rule_use *use = ARENA_NEW(b->arena, struct rule_use);

    use->id = build_number(b, RULE_KIND_USE, use);
    use->stack = row->stack;
    use->image = row->image;
    use->likely = row->likely;
    use->why = at->why;
    use->file = b->file;
    use->line = at->line;
    if (!row_arg(b, at, "arg", row->arg, &use->arg) || !row_arg(b, at, "size", row->size, &use->size))
        return false;
    if (row->fn_count && row->field_count) return row_fail(b, at, "functions or fields: not both");
    if (row->fn_count && !row->arg) return row_fail(b, at, "'arg' is missing: which argument is the address");
    if (row->field_count && row->arg) return row_fail(b, at, "a field has no arguments");
    for (unsigned i = 0; at->holds && i < row->fn_count; i++)
        g_ptr_array_add(build_draft(b, at, row->fn[i])->uses, use);
    for (unsigned i = 0; at->holds && i < row->field_count; i++)
        g_hash_table_insert(b->uses, GUINT_TO_POINTER(sym_of(row->field[i])), use);
    return true;
}

bool build_linear(struct build *b, const struct raw_file *f)
{
    return row_each(b, "linear", f->linear, f->linear_count, add_use);
}

/* Names of macros, ended by SYM_NONE; NULL after an error. */
static const sym *probed(struct build *b, const struct place *at, const char *key, char *const *names,
                         unsigned n)
{
    sym *out = ARENA_ARRAY(b->arena, sym, n + 1);

    for (unsigned i = 0; i < n; i++) {
        if (!row_is_name(names[i])) {
            row_fail(b, at, "%s: '%s' is no macro's name", key, names[i]);
            return NULL;
        }
        out[i] = sym_of(names[i]);
        build_probe(b, out[i]);
    }
    return out;
}

static bool add_flags(struct build *b, const struct place *at)
{
    const struct raw_row *row = at->row;
    struct rule_flags *flags = ARENA_NEW(b->arena, struct rule_flags);
    bool named = row->fn_count > 0;

    flags->id = build_number(b, RULE_KIND_FLAGS, flags);
    flags->likely = row->likely;
    flags->why = at->why;
    flags->file = b->file;
    flags->line = at->line;
    if (named == (row->family_count > 0)) return row_fail(b, at, "functions or families: one of them");
    if (named && !row->gfp) return row_fail(b, at, "'gfp' is missing: which argument has the flags");
    if (!row->has_count == !row->is) return row_fail(b, at, "one of 'has' and 'is': which flags it is about");
    if ((named && row->is) != (row->arg != NULL))
        return row_fail(b, at, "'arg' goes with 'is': in which argument of the functions they stand");
    if (row->owned_by && (named || row->is))
        return row_fail(b, at, "'owned_by' goes with families, and 'has'");
    if (!named && row->gfp) return row_fail(b, at, "a family's own rows say which argument has the flags");
    if (!row_arg(b, at, "gfp", row->gfp, &flags->gfp) || !row_arg(b, at, "arg", row->arg, &flags->arg))
        return false;
    flags->has = probed(b, at, "has", row->has, row->has_count);
    flags->lacks = flags->has ? probed(b, at, "lacks", row->lacks, row->lacks_count) : NULL;
    if (!flags->lacks) return false;
    if (row->is && !row_is_name(row->is)) return row_fail(b, at, "is: '%s' is no macro's name", row->is);
    if (row->is) build_probe(b, flags->is = sym_of(row->is));
    for (unsigned i = 0; at->holds && i < row->fn_count; i++)
        g_ptr_array_add(build_draft(b, at, row->fn[i])->flags, flags);
    if (at->holds && !named) {
        struct spread *spread = ARENA_NEW(b->arena, struct spread);

        *spread = (struct spread){flags, row_syms(b, row->family, row->family_count),
                                  row->owned_by ? sym_of(row->owned_by) : SYM_NONE};
        g_ptr_array_add(b->spread, spread);
    }
    return true;
}

static bool takes_flags(const struct spread *spread, const struct rule_alloc *alloc)
{
    const sym *family = spread->families;

    if (!alloc || alloc->gfp == RULE_NO_ARG) return false;
    if (spread->flags->is && alloc->size == RULE_NO_ARG) return false;
    if (spread->owner && alloc->owner == RULE_NO_ARG) return false;
    while (*family && *family != alloc->family->name) family++;
    return *family != SYM_NONE;
}

/* NULL and an error if there is none of that name. */
static const struct rule_family *named_family(const struct build *b, const struct spread *spread, sym name)
{
    const struct rule_family *family = g_hash_table_lookup(b->families, GUINT_TO_POINTER(name));

    if (!family)
        rule_error(b->error, sym_text(spread->flags->file), spread->flags->line, NULL,
                   "flags of the family '%s', which there is none of", sym_text(name));
    return family;
}

bool build_spread_flags(const struct build *b)
{
    for (guint i = 0; i < b->spread->len; i++) {
        const struct spread *spread = b->spread->pdata[i];
        GHashTableIter iter;
        gpointer value;

        for (const sym *family = spread->families; *family; family++)
            if (!named_family(b, spread, *family)) return false;
        if (spread->owner && !(spread->flags->owner = named_family(b, spread, spread->owner))) return false;
        g_hash_table_iter_init(&iter, b->drafts);
        while (g_hash_table_iter_next(&iter, NULL, &value)) {
            const struct draft *d = value;

            if (takes_flags(spread, d->fn.alloc)) g_ptr_array_add(d->flags, spread->flags);
        }
    }
    return true;
}

bool build_flags(struct build *b, const struct raw_file *f)
{
    return row_each(b, "flags", f->flags, f->flags_count, add_flags);
}
