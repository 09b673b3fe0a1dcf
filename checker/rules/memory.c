/* Families of memory and what sleeps: the sections `families:` and `sleepers:`.
 *
 * Needs parsed rows; gives rule_family, rule_alloc, rule_release and rule_sleep. An allocation with `gfp` or
 * `sleeps`, and a release with `sleeps`, is a sleeper as well: said once, in one row.
 */
#include "rules/build.h"

#include <string.h>

static bool same_when(const struct rule_when *a, const struct rule_when *b)
{
    return a->relation == b->relation && a->arg == b->arg && a->value == b->value &&
           a->value_name == b->value_name;
}

bool build_sleep(struct build *b, const struct place *at, enum rule_sleep_kind kind)
{
    const struct raw_row *row = at->row;
    struct rule_sleep *sleep = ARENA_NEW(b->arena, struct rule_sleep);

    sleep->id = build_number(b, RULE_KIND_SLEEP, sleep);
    sleep->kind = (uint8_t)kind;
    sleep->atomic = (uint8_t)row->atomic;
    sleep->deferred_in_interrupt = row->deferred_in_interrupt;
    sleep->needs_vmalloc = row->needs_vmalloc;
    sleep->likely = row->likely;
    sleep->why = at->why;
    sleep->file = b->file;
    sleep->line = at->line;
    if (!row_arg(b, at, "gfp", row->gfp, &sleep->gfp) || !row_when(b, at, &sleep->when)) return false;
    if (row->gfp && !b->gfp_file) {
        b->gfp_file = b->file;
        b->gfp_line = at->line;
    }
    if (!at->holds) return true;
    for (unsigned i = 0; i < row->fn_count; i++) {
        struct draft *d = build_draft(b, at, row->fn[i]);

        for (guint k = 0; k < d->sleeps->len; k++) {
            const struct rule_sleep *have = g_ptr_array_index(d->sleeps, k);

            if (have->kind == sleep->kind && same_when(&have->when, &sleep->when))
                return row_fail(b, at, "%s sleeps already by %s", row->fn[i],
                                row_where(have->file, have->line));
        }
        g_ptr_array_add(d->sleeps, sleep);
    }
    return true;
}

/* Keys that say how a row sleeps mean nothing in a row that does not. */
static bool check_sleep_keys(const struct build *b, const struct place *at, bool sleeps)
{
    const struct raw_row *row = at->row;

    if (sleeps) return true;
    if (row->when || row->atomic || row->deferred_in_interrupt || row->needs_vmalloc || row->likely)
        return row_fail(b, at, "it says how it sleeps, but not that it does: 'sleeps: true' is missing");
    return true;
}

static bool add_alloc(struct build *b, const struct place *at, const struct rule_family *family)
{
    const struct raw_row *row = at->row;
    struct rule_alloc *alloc = ARENA_NEW(b->arena, struct rule_alloc);

    alloc->id = build_number(b, RULE_KIND_ALLOC, alloc);
    alloc->family = family;
    alloc->error_pointer = row->error_pointer;
    alloc->zeroed = row->zeroed;
    alloc->one_page = row->one_page;
    if (!row_arg(b, at, "out", row->out, &alloc->out) || !row_arg(b, at, "gfp", row->gfp, &alloc->gfp) ||
        !row_arg(b, at, "size", row->size, &alloc->size) ||
        !row_arg(b, at, "order", row->order, &alloc->order) ||
        !row_arg(b, at, "owner", row->owner, &alloc->owner) || !row_given(b, at, &alloc->given))
        return false;
    if (row->given && !row->given->arg) return row_fail(b, at, "given: 'arg' is missing");
    if (!row->out) alloc->out = RULE_RESULT;
    if (row->gfp && row->sleeps) return row_fail(b, at, "it sleeps always, or as 'gfp' says: not both");
    if (!check_sleep_keys(b, at, row->gfp || row->sleeps)) return false;
    if (at->holds)
        for (unsigned i = 0; i < row->fn_count; i++) {
            struct draft *d = build_draft(b, at, row->fn[i]);

            if (d->fn.alloc && (!row->given || d->fn.alloc->otherwise ||
                                (alloc->otherwise && alloc->otherwise != d->fn.alloc)))
                return row_fail(b, at, "%s is an allocation already by %s", row->fn[i], d->alloc_place);
            alloc->otherwise = d->fn.alloc;
            d->fn.alloc = alloc;
            d->alloc_place = row_where(b->file, at->line);
        }
    return row->gfp || row->sleeps ? build_sleep(b, at, RULE_SLEEP_ALLOC) : true;
}

static bool add_release(struct build *b, const struct place *at, struct rule_family *family)
{
    const struct raw_row *row = at->row;
    struct rule_release release = {.one_page = row->one_page};

    if (!row->arg) return row_fail(b, at, "'arg' is missing: which argument it releases");
    if (row->member && !row_is_field(row->member))
        return row_fail(b, at, "member: '%s' is not of the form record.field", row->member);
    if (row->member) release.member = sym_of(row->member);
    if (!row_given(b, at, &release.given)) return false;
    if (!row_arg(b, at, "arg", row->arg, &release.arg) || !row_arg(b, at, "size", row->size, &release.size) ||
        !row_arg(b, at, "order", row->order, &release.order) ||
        !row_arg(b, at, "owner", row->owner, &release.owner))
        return false;
    if (!check_sleep_keys(b, at, row->sleeps)) return false;
    for (unsigned i = 0; at->holds && i < row->fn_count; i++) {
        struct draft *d = build_draft(b, at, row->fn[i]);
        const struct rule_release *have = d->fn.release;

        if (have && (have->arg != release.arg || have->size != release.size || have->order != release.order ||
                     have->owner != release.owner || have->one_page != release.one_page))
            return row_fail(b, at, "%s releases otherwise by %s", row->fn[i], d->release_place);
        if (g_ptr_array_find(d->families, family, NULL))
            return row_fail(b, at, "%s releases this family already by %s", row->fn[i], d->release_place);
        if (!have) {
            struct rule_release *made = arena_dup(b->arena, &release, sizeof(release));

            made->id = build_number(b, RULE_KIND_RELEASE, made);
            d->fn.release = made;
            d->release_place = row_where(b->file, at->line);
        }
        g_ptr_array_add(d->families, family);
        if (!family->release) family->release = d->fn.name;
    }
    return row->sleeps ? build_sleep(b, at, RULE_SLEEP_FREE) : true;
}

static bool is_version(const char *text)
{
    char *range = g_strdup_printf(">= %s", text);
    bool holds, ok = row_holds(range, (struct rules_version){0, 0}, &holds);

    g_free(range);
    return ok;
}

static const uint8_t linear_of[] = {
#define X(id, text, linear, contiguous, words) [RULE_ADDRESS_##id] = RULE_LINEAR_##linear,
    RULE_ADDRESSES(X)
#undef X
};

static bool add_family(struct build *b, const struct raw_group *group, const char *path)
{
    struct place at = {.name = group->name, .line = locations_line(b->where, path)};
    struct rule_family *family = ARENA_NEW(b->arena, struct rule_family);
    const struct rule_family *have;
    char row_path[64];

    if (!group->name) return row_fail(b, &at, "a family without 'name'");
    if (!group->why) return row_fail(b, &at, "'why' is missing");
    family->name = sym_of(group->name);
    family->why = sym_of(group->why);
    if (group->since && !is_version(group->since))
        return row_fail(b, &at, "since: '%s' is no version such as 5.16", group->since);
    if (group->address) family->address = (uint8_t)*group->address;
    family->linear = linear_of[family->address];
    family->file = b->file;
    family->line = at.line;
    have = g_hash_table_lookup(b->families, GUINT_TO_POINTER(family->name));
    if (have)
        return row_fail(b, &at, "there is a family of this name at %s", row_where(have->file, have->line));
    g_hash_table_insert(b->families, GUINT_TO_POINTER(family->name), family);

    for (unsigned i = 0; i < group->alloc_count; i++) {
        g_snprintf(row_path, sizeof(row_path), "%s/alloc/%u", path, i);
        if (!row_open(b, &at, row_path, &group->alloc[i], group) || !add_alloc(b, &at, family)) return false;
    }
    for (unsigned i = 0; i < group->release_count; i++) {
        g_snprintf(row_path, sizeof(row_path), "%s/release/%u", path, i);
        if (!row_open(b, &at, row_path, &group->release[i], group) || !add_release(b, &at, family))
            return false;
    }
    return true;
}

bool build_families(struct build *b, const struct raw_file *f)
{
    char path[32];

    for (unsigned i = 0; i < f->families_count; i++) {
        g_snprintf(path, sizeof(path), "/families/%u", i);
        if (!add_family(b, &f->families[i], path)) return false;
    }
    return true;
}

static bool add_sleeper(struct build *b, const struct place *at)
{
    const struct raw_row *row = at->row;

    if (!build_sleep(b, at, row_sleep_kind(row))) return false;
    for (unsigned i = 0; at->holds && i < row->fn_count; i++)
        build_draft(b, at, row->fn[i])->fn.waits |= row->waits;
    return true;
}

bool build_sleepers(struct build *b, const struct raw_file *f)
{
    return row_each(b, "sleepers", f->sleepers, f->sleepers_count, add_sleeper);
}
