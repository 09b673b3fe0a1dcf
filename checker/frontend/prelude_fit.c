/* Whether a unit reads its headers in a prelude as it would without it. See prelude_plan.h, docs/parsing.md.
 *
 * The prelude holds headers that the unit does not include, and it was parsed before the unit's own text. So
 * the unit may use no macro that only such a header defines, none of its headers may ask for one, and it may
 * define nothing that its headers look at before it includes them.
 */
#include "frontend/prelude_plan.h"

#include <string.h>

static bool index_mentions(gconstpointer data, uint64_t name)
{
    return prelude_mentions(data, name);
}

bool prelude_flags_fit(const struct prelude_index *p, const struct command *cmd)
{
    if (!cmd->flags || cmd->model) return false;
    for (; p; p = p->parent)
        if (!flags_fit((char *const *)p->flags, cmd->flags, !p->parent, index_mentions, p)) return false;
    return true;
}

/* A macro that own text defines or undefines. */
struct definition {
    uint64_t name;
    bool by_main; /* the main file itself */
};

struct fit {
    struct prelude_plan *plan;
    const struct prelude_index *p;
    const struct search *search;
    struct source *main;
    guint *since;    /* by number: 0 if the unit does not include that file of the prelude; else 1 +
                        the number of definitions that come before it                            */
    GPtrArray *own;  /* of struct source *: the main file and headers that the prelude has not; what
                        a file includes comes before it                                          */
    GArray *defined; /* of struct definition, in order                                           */
    guint before;    /* how many of them before a header of the prelude is included              */
    struct source_set own_seen, seen;
};

static GArray *mentions_of(struct prelude_plan *plan, const struct source *s)
{
    gpointer key = GUINT_TO_POINTER(s->id + 1);
    GArray *known = g_hash_table_lookup(plan->mentions, key);

    if (known) return known;
    known = source_mentions_of(s->path);
    if (!known) known = g_array_new(FALSE, FALSE, sizeof(struct mention_of));
    g_hash_table_insert(plan->mentions, key, known);
    return known;
}

/* ---- what the unit's own text is ---- */

/* The prelude's file `s` is included here, with all that it includes. */
static void include_prelude(struct fit *f, struct source *s)
{
    guint next = f->seen.ids->len;

    f->before = f->defined->len;
    sources_reach(f->plan->sources, f->search, s, NULL, &f->seen);
    for (; next < f->seen.ids->len; next++) {
        const struct source *one =
            sources_by_id(f->plan->sources, g_array_index(f->seen.ids, uint32_t, next));
        int64_t number = prelude_number(f->p, one->path);

        if (number >= 0) f->since[number] = 1 + f->before;
    }
}

static void add_definition(struct fit *f, uint64_t name, bool by_main)
{
    struct definition d = {.name = name, .by_main = by_main};

    g_array_append_val(f->defined, d);
}

static void walk(struct fit *f, struct source *s);

/* An own header is all read before what comes behind it. */
static void include_own(struct fit *f, struct source *s)
{
    const GArray *mentions;

    walk(f, s);
    mentions = mentions_of(f->plan, s);
    for (guint i = 0; i < mentions->len; i++) {
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, i);

        if (m->defined && !m->text_only) add_definition(f, m->name, false);
    }
}

static void walk(struct fit *f, struct source *s)
{
    for (guint i = 0; i < s->items->len; i++) {
        struct source_item *item = &g_array_index(s->items, struct source_item, i);
        struct source *target;

        if (item->kind != ITEM_INCLUDE) {
            if (!item->text_only) add_definition(f, item->name, s == f->main);
            continue;
        }
        target = sources_target(f->plan->sources, f->search, s, item);
        if (!target) continue;
        if (prelude_number(f->p, target->path) >= 0)
            include_prelude(f, target);
        else if (source_set_add(&f->own_seen, target->id))
            include_own(f, target);
    }
    g_ptr_array_add(f->own, s);
}

/* ---- questions ---- */

/* Whether a header asks for the definition `i` that comes before it. */
static bool is_asked(const struct fit *f, guint i)
{
    uint64_t name = g_array_index(f->defined, struct definition, i).name;

    for (const struct prelude_index *p = f->p; p; p = p->parent) {
        gsize n;
        const struct prelude_macro *asked = prelude_asked(p, name, &n);

        for (gsize k = 0; k < n; k++)
            if (f->since[asked[k].file] > i + 1) return true;
    }
    return false;
}

/* The main file's macros may as well stand in what headers declare. */
static bool defines_ahead(const struct fit *f)
{
    for (guint i = 0; i < f->before; i++) {
        const struct definition *d = &g_array_index(f->defined, struct definition, i);

        if (is_asked(f, i) || (d->by_main && prelude_mentions(f->p, d->name))) {
            if (g_getenv("PRELUDE_DEBUG")) g_printerr("defines %lx\n", d->name);
            return true;
        }
    }
    return false;
}

/* Whether the prelude defines it, and only in headers that the unit does not include. */
static bool is_foreign(const struct fit *f, uint64_t name)
{
    bool found = false;

    for (const struct prelude_index *p = f->p; p; p = p->parent) {
        gsize n;
        const struct prelude_macro *m = prelude_macros(p, name, &n);

        for (gsize i = 0; i < n; i++)
            if (f->since[m[i].file]) return false;
        found = found || n;
    }
    return found;
}

static bool uses_foreign(const struct fit *f)
{
    GHashTable *own = g_hash_table_new(NULL, NULL);
    bool found = false;

    for (guint i = 0; i < f->own->len && !found; i++) {
        const GArray *mentions = mentions_of(f->plan, f->own->pdata[i]);

        for (guint k = 0; k < mentions->len && !found; k++) {
            const struct mention_of *m = &g_array_index(mentions, struct mention_of, k);

            found = m->first == MENTION_USE && is_foreign(f, m->name) &&
                    !g_hash_table_contains(own, GSIZE_TO_POINTER(m->name));
            if (found && g_getenv("PRELUDE_DEBUG"))
                g_printerr("foreign %lx %s\n", m->name, ((struct source *)f->own->pdata[i])->path);
        }
        for (guint k = 0; k < mentions->len; k++) {
            const struct mention_of *m = &g_array_index(mentions, struct mention_of, k);

            if (m->defined) g_hash_table_add(own, GSIZE_TO_POINTER(m->name));
        }
    }
    g_hash_table_destroy(own);
    return found;
}

static bool asks_for_foreign(const struct fit *f)
{
    for (const struct prelude_index *p = f->p; p; p = p->parent)
        for (gsize i = 0; i < p->ntests; i++)
            if (f->since[p->tests[i].tester] && !f->since[p->tests[i].definer]) {
                if (g_getenv("PRELUDE_DEBUG")) {
                    const struct prelude_index *q = p;
                    while (q->first > p->tests[i].tester) q = q->parent;
                    g_printerr("asks %s ", q->files[p->tests[i].tester - q->first]);
                    q = p;
                    while (q->first > p->tests[i].definer) q = q->parent;
                    g_printerr(" %s\n", q->files[p->tests[i].definer - q->first]);
                }
                return true;
            }
    return false;
}

/* Whether one of the name's parts between underscores is a word of the unit's own text. */
static bool may_be_named(const struct fit *f, const char *name)
{
    for (const char *part = name; *part; part += strspn(part, "_")) {
        for (const char *end = part; *end;) {
            uint64_t hash;

            end += strspn(end, "_");
            end += strcspn(end, "_");
            hash = source_name(part, (size_t)(end - part));
            for (guint i = 0; i < f->own->len; i++)
                if (mention_find(mentions_of(f->plan, f->own->pdata[i]), hash)) return true;
        }
        part += strcspn(part, "_");
    }
    return false;
}

static void note_functions(const struct fit *f)
{
    g_ptr_array_set_size(f->plan->functions, 0);
    for (const struct prelude_index *p = f->p; p; p = p->parent)
        for (const char **name = p->functions; *name; name++)
            if (may_be_named(f, *name)) g_ptr_array_add(f->plan->functions, (gpointer)*name);
}

enum prelude_reason prelude_fit(struct prelude_plan *plan, const struct prelude_index *p,
                                const struct command *cmd)
{
    struct fit f = {.plan = plan, .p = p, .main = sources_file(plan->sources, cmd->file)};
    enum prelude_reason reason = PRELUDE_FITS;

    if (!prelude_flags_fit(p, cmd)) return PRELUDE_FLAGS;
    f.search = sources_search(plan->sources, cmd);
    f.since = g_new0(guint, prelude_total(p));
    f.own = g_ptr_array_new();
    f.defined = g_array_new(FALSE, FALSE, sizeof(struct definition));
    source_set_init(&f.own_seen);
    source_set_init(&f.seen);
    for (guint i = 0; i < f.search->included->len; i++)
        include_prelude(&f, sources_file(plan->sources, f.search->included->pdata[i]));
    source_set_add(&f.own_seen, f.main->id);
    walk(&f, f.main);
    if (defines_ahead(&f))
        reason = PRELUDE_DEFINES;
    else if (uses_foreign(&f))
        reason = PRELUDE_MACRO;
    else if (asks_for_foreign(&f))
        reason = PRELUDE_HEADERS;
    if (reason == PRELUDE_FITS) note_functions(&f);
    g_hash_table_remove(plan->mentions, GUINT_TO_POINTER(f.main->id + 1));
    source_set_clear(&f.own_seen);
    source_set_clear(&f.seen);
    g_array_unref(f.defined);
    g_ptr_array_unref(f.own);
    g_free(f.since);
    return reason;
}
