/* Whether a unit reads its headers in a prelude as it would without it. See prelude_plan.h, docs/parsing.md.
 *
 * The prelude holds headers that the unit does not include, in an order of its own, and it was parsed before
 * the unit's text. So the unit may use no macro that only such a header defines, its headers must have been
 * read with the macros that they would find in the unit, and it may define nothing that they look at before
 * it includes them.
 */
#include "frontend/parse.h"
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
    bool by_main;   /* the main file itself */
    bool undefined; /* perhaps              */
};

/* A file of the prelude, as the unit reads it. What is read under a condition of own text is a region, and
 * stands in the region around it; 0 is what is read for certain. */
struct reading {
    uint32_t rank;  /* from 1 on in the order of reading; 0: not included      */
    uint32_t sure;  /* the same for certain; 0: in some regions only, or never */
    uint32_t since; /* number of own definitions before it, if not `anew`      */
    bool anew;      /* the compiler reads it with the unit, and there only: it sees what is defined */
};

/* Behind the place `offset` of an own file, the unit has read the prelude's files up to `rank`. */
struct mark {
    uint32_t offset, rank;
};

/* The main file, or a header that the prelude has not. */
struct own_file {
    struct source *file;
    GArray *marks; /* of struct mark */
    uint32_t region;
};

struct fit {
    struct prelude_plan *plan;
    const struct prelude_index *p;
    const struct command *cmd;
    const struct search *search;
    struct source *main;
    struct reading *reads;  /* by number                                              */
    uint32_t rank;          /* the last one                                           */
    GArray *regions;        /* of uint32_t: the region around each                    */
    GHashTable *in_regions; /* number and region -> rank, but for region 0            */
    GArray *own;            /* of struct own_file: what a file includes comes before it */
    GArray *defined;        /* of struct definition, in order                         */
    guint before;           /* how many of them before a header of the prelude        */
    struct source_set own_seen;
};

/* Kept as long as the plan, but for main files. */
static const GArray *mentions_of(struct prelude_plan *plan, const struct source *s)
{
    gpointer key = GUINT_TO_POINTER(s->id + 1);
    GArray *known = g_hash_table_lookup(plan->mentions, key);

    if (known) return known;
    known = source_mentions(s, NULL);
    g_hash_table_insert(plan->mentions, key, known);
    return known;
}

/* ---- what the unit's own text is ---- */

static gpointer key_of(uint32_t number, uint32_t region)
{
    return GSIZE_TO_POINTER((uint64_t)region << 32 | number);
}

static uint32_t rank_in(const struct fit *f, uint32_t number, uint32_t region)
{
    if (region == 0) return f->reads[number].sure;
    return GPOINTER_TO_UINT(g_hash_table_lookup(f->in_regions, key_of(number, region)));
}

/* The rank with which a file is read in a region or in one around it; 0: it is not. */
static uint32_t rank_within(const struct fit *f, uint32_t number, uint32_t region)
{
    uint32_t rank = rank_in(f, number, region);

    while (!rank && region) {
        region = g_array_index(f->regions, uint32_t, region);
        rank = rank_in(f, number, region);
    }
    return rank;
}

static void set_rank(struct fit *f, uint32_t number, uint32_t region)
{
    f->rank++;
    f->reads[number].rank = f->reads[number].rank ? f->reads[number].rank : f->rank;
    if (region)
        g_hash_table_insert(f->in_regions, key_of(number, region), GUINT_TO_POINTER(f->rank));
    else
        f->reads[number].sure = f->rank;
}

/* The prelude's file is included here, with all that it includes. `anew`: by own text, and it is none of
 * those that are read once. */
static void include_prelude(struct fit *f, uint32_t number, uint32_t region, bool anew)
{
    struct reading *r = &f->reads[number];
    struct prelude_pairs includes;

    if (!anew && (!r->rank || r->anew)) {
        f->before = r->since = f->defined->len;
        r->anew = false;
    } else if (!r->rank) {
        r->anew = true;
    }
    if (rank_within(f, number, region)) return;
    set_rank(f, number, region);
    includes = prelude_includes(f->p, number);
    for (gsize i = 0; i < includes.n; i++) include_prelude(f, includes.at[i].to, region, false);
}

static void add_definition(struct fit *f, uint64_t name, bool by_main, bool undefined)
{
    struct definition d = {.name = name, .by_main = by_main, .undefined = undefined};

    if (g_hash_table_contains(f->plan->messages, GSIZE_TO_POINTER(name))) return;
    g_array_append_val(f->defined, d);
}

static void read_own(struct fit *f, struct source *s, uint32_t region);

/* Whether an #undef or #ifndef of the name may change anything. */
static bool may_be_defined(const struct fit *f, uint64_t name)
{
    bool found = flags_define(f->cmd, name);

    for (const struct prelude_index *p = f->p; p && !found; p = p->parent)
        found = prelude_macros_of(p->defined, name).n > 0;
    for (guint i = 0; i < f->defined->len && !found; i++)
        found = g_array_index(f->defined, struct definition, i).name == name;
    return found;
}

/* Whether the prelude's file `number` defines the macro, for good. */
static bool is_defined_by(const struct fit *f, uint64_t name, int64_t number)
{
    bool defined = false;

    for (const struct prelude_index *p = f->p; p && number >= 0; p = p->parent) {
        struct prelude_macros all = prelude_macros_of(p->defined, name);

        for (gsize i = 0; i < all.n; i++) {
            if (all.at[i].flags & MACRO_UNDEFINED) return false;
            defined = defined || all.at[i].file == number;
        }
    }
    return defined;
}

/* An own header is all read before what comes behind it. `number` is its number in the prelude, if it is read
 * anew: what it defines there it has defined already. */
static void include_own(struct fit *f, struct source *s, int64_t number, uint32_t region)
{
    const GArray *mentions;

    read_own(f, s, region);
    mentions = mentions_of(f->plan, s);
    for (guint i = 0; i < mentions->len; i++) {
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, i);

        if (m->text_only || !(m->defined || (m->undefined && may_be_defined(f, m->name)))) continue;
        if (!is_defined_by(f, m->name, number)) add_definition(f, m->name, false, m->undefined);
    }
}

/* A header of the prelude that is read anew each time is the unit's own text as well. */
static void include(struct fit *f, struct source *target, uint32_t region)
{
    int64_t number = prelude_number(f->p, target->path);

    if (number >= 0) include_prelude(f, (uint32_t)number, region, !target->guarded);
    if (number >= 0 && target->guarded) return;
    if (source_set_add(&f->own_seen, target->id)) include_own(f, target, number, region);
}

static uint32_t new_region(struct fit *f, uint32_t around)
{
    g_array_append_val(f->regions, around);
    return f->regions->len - 1;
}

static void read_own(struct fit *f, struct source *s, uint32_t region)
{
    struct own_file own = {s, g_array_new(FALSE, FALSE, sizeof(struct mark)), region};
    const GArray *mentions = mentions_of(f->plan, s);
    bool left_out = s->guard && !s->guarded && may_be_defined(f, s->guard); /* perhaps */
    struct mark mark = {.rank = f->rank};

    g_array_append_val(own.marks, mark);
    for (guint i = 0; i < s->items->len; i++) {
        struct source_item *item = &g_array_index(s->items, struct source_item, i);
        struct source *target;

        if (item->kind != ITEM_INCLUDE) {
            const struct mention_of *m = mention_find(mentions, item->name); /* NULL: in a comment */

            if (m && !m->text_only && (item->kind == ITEM_DEFINE || may_be_defined(f, item->name)))
                add_definition(f, item->name, s == f->main, item->kind == ITEM_UNDEF);
            continue;
        }
        target = sources_target(f->plan->sources, f->search, s, item);
        if (target) include(f, target, item->conditional || left_out ? new_region(f, region) : region);
        mark = (struct mark){item->offset, f->rank};
        if (mark.rank != g_array_index(own.marks, struct mark, own.marks->len - 1).rank)
            g_array_append_val(own.marks, mark);
    }
    g_array_append_val(f->own, own);
}

/* ---- questions ---- */

/* Whether a header asks for the definition `i`, which comes before it. */
static bool is_asked(const struct fit *f, guint i)
{
    uint64_t name = g_array_index(f->defined, struct definition, i).name;

    for (const struct prelude_index *p = f->p; p; p = p->parent) {
        struct prelude_macros asked = prelude_macros_of(p->asked, name);

        for (gsize k = 0; k < asked.n; k++)
            if (f->reads[asked.at[k].file].since > i) return true;
    }
    return false;
}

/* The main file's macros may as well stand in what headers declare. */
static bool defines_ahead(const struct fit *f)
{
    for (guint i = 0; i < f->before; i++) {
        const struct definition *d = &g_array_index(f->defined, struct definition, i);

        if (is_asked(f, i) || (d->by_main && prelude_mentions(f->p, d->name))) return true;
    }
    return false;
}

/* Whether the prelude has a macro of that name, or has none, other than the unit has it in a region when it
 * has read the prelude's files up to `rank`. Macros that have one of the flags `but` do not count. */
static bool is_foreign(const struct fit *f, uint64_t name, uint32_t region, uint32_t rank, uint32_t but)
{
    bool found = false, known = false, undone = false;

    for (const struct prelude_index *p = f->p; p; p = p->parent) {
        struct prelude_macros all = prelude_macros_of(p->defined, name);

        for (gsize i = 0; i < all.n; i++) {
            uint32_t read = rank_within(f, all.at[i].file, region);
            bool here = read && read <= rank;

            if (all.at[i].flags & MACRO_UNDEFINED) {
                undone = undone || !here;
            } else {
                found = found || !(all.at[i].flags & but);
                known = known || here;
            }
        }
    }
    return found && (!known || undone);
}

/* Whether the name can be given back to the unit with -U: nothing that it may read, and none of its flags,
 * makes a macro of it. */
static bool can_undo(const struct fit *f, uint64_t name)
{
    for (const struct prelude_index *p = f->p; p; p = p->parent) {
        struct prelude_macros all = prelude_macros_of(p->defined, name);

        for (gsize i = 0; i < all.n; i++)
            if (f->reads[all.at[i].file].rank) return false;
    }
    return !flags_define(f->cmd, name);
}

static void undo(const struct fit *f, const struct source *s, const struct mention_of *m)
{
    GMappedFile *file = g_mapped_file_new(s->path, FALSE, NULL);
    const char *text = file ? g_mapped_file_get_contents(file) : NULL;
    gsize size = text ? g_mapped_file_get_length(file) : 0;

    if (m->offset < size)
        g_ptr_array_add(f->plan->patch.undone,
                        g_strndup(text + m->offset, source_word_length(text + m->offset, text + size)));
    if (file) g_mapped_file_unref(file);
}

static bool is_twin(const struct fit *f, uint64_t name)
{
    for (const struct prelude_index *p = f->p; p; p = p->parent) {
        struct prelude_macros all = prelude_macros_of(p->defined, name);

        for (gsize i = 0; i < all.n; i++)
            if (all.at[i].flags & MACRO_TWIN) return true;
    }
    return false;
}

/* How far the prelude's files are read at a place. */
static uint32_t rank_at(const struct own_file *own, uint32_t offset)
{
    guint i = own->marks->len - 1;

    while (i > 0 && g_array_index(own->marks, struct mark, i).offset >= offset) i--;
    return g_array_index(own->marks, struct mark, i).rank;
}

/* A macro's own text counts as little as that of the prelude's macros: what it names is looked up where it is
 * used, and what is no macro there is an error then, unless a function has that name. */
static bool is_use_of_foreign(const struct fit *f, const struct own_file *own, const struct mention_of *m)
{
    if (m->live == UINT32_MAX)
        return is_foreign(f, m->name, own->region, UINT32_MAX, MACRO_TEXT) && is_twin(f, m->name);
    return is_foreign(f, m->name, own->region, rank_at(own, m->live),
                      m->called || m->tested ? MACRO_TEXT : MACRO_TEXT | MACRO_FUNCTION);
}

/* Whether the file uses a macro that the unit has not, and that can't be undone. Of a file with the same
 * guard nobody wants the text beside its own. */
static bool file_uses_foreign(struct fit *f, const struct own_file *own, GHashTable *settled)
{
    const GArray *mentions = mentions_of(f->plan, own->file);

    if (own->file->guard && is_foreign(f, own->file->guard, own->region, UINT32_MAX, 0)) return true;

    for (guint i = 0; i < mentions->len; i++) {
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, i);
        gpointer name = GSIZE_TO_POINTER(m->name);

        if ((m->first == MENTION_DEFINE && m->settled) || g_hash_table_contains(settled, name)) continue;
        if (!is_use_of_foreign(f, own, m)) continue;
        if (!can_undo(f, m->name)) return true;
        undo(f, own->file, m);
    }
    for (guint i = 0; i < mentions->len; i++) {
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, i);

        if (m->settled) g_hash_table_add(settled, GSIZE_TO_POINTER(m->name));
    }
    return false;
}

static bool uses_foreign(struct fit *f)
{
    GHashTable *settled = g_hash_table_new(NULL, NULL);
    bool found = false;

    for (guint i = 0; i < f->own->len && !found; i++)
        found = file_uses_foreign(f, &g_array_index(f->own, struct own_file, i), settled);
    g_hash_table_destroy(settled);
    return found;
}

/* Whether file `user` is read in some region where `definer` is not, or not before it if that matters. */
static bool lacks(const struct fit *f, uint32_t user, uint32_t definer, bool before)
{
    if (!f->reads[user].rank) return false;
    for (uint32_t region = 0; region < f->regions->len; region++) {
        uint32_t rank = rank_in(f, user, region), other;

        if (!rank) continue;
        other = rank_within(f, definer, region);
        if (!other || (before && other > rank)) return true;
        if (region == 0) return false;
    }
    return false;
}

static bool differs(const struct fit *f, const struct prelude_index *p)
{
    for (gsize i = 0; i < p->needs.n; i++)
        if (lacks(f, p->needs.at[i].from, p->needs.at[i].to, true)) return true;
    for (gsize i = 0; i < p->wants.n; i++)
        if (lacks(f, p->wants.at[i].from, p->wants.at[i].to, false)) return true;
    for (gsize i = 0; i < p->avoids.n; i++) {
        uint32_t asker = f->reads[p->avoids.at[i].from].rank, definer = f->reads[p->avoids.at[i].to].rank;

        if (asker && definer && definer < asker) return true;
    }
    return false;
}

/* Whether a header would find other macros of headers in the unit than it found in the prelude. */
static bool headers_differ(const struct fit *f)
{
    for (const struct prelude_index *p = f->p; p; p = p->parent)
        if (differs(f, p)) return true;
    return false;
}

/* ---- what stands behind the unit's text ---- */

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
                if (mention_find(mentions_of(f->plan, g_array_index(f->own, struct own_file, i).file), hash))
                    return true;
        }
        part += strcspn(part, "_");
    }
    return false;
}

static void note_behind(const struct fit *f)
{
    const struct frontend_options *options = &f->plan->options;
    GString *behind = f->plan->patch.behind;
    unsigned n = 0;

    for (uint32_t i = 0; i < options->nprobes; i++) {
        const char *name = sym_text(options->probes[i]);

        if (!is_foreign(f, source_name(name, strlen(name)), 0, UINT32_MAX, 0))
            probe_append(behind, options->probes[i], i);
    }
    for (const struct prelude_index *p = f->p; p; p = p->parent)
        for (const char **name = p->functions; *name; name++)
            if (may_be_named(f, *name)) probe_append_function(behind, *name, n++);
}

/* ---- all ---- */

static void read_unit(struct fit *f)
{
    uint32_t certain = new_region(f, 0);

    for (guint i = 0; i < f->search->included->len; i++)
        include(f, sources_file(f->plan->sources, f->search->included->pdata[i]), certain);
    source_set_add(&f->own_seen, f->main->id);
    read_own(f, f->main, certain);
}

static void fit_clear(struct fit *f)
{
    g_hash_table_remove(f->plan->mentions, GUINT_TO_POINTER(f->main->id + 1));
    source_set_clear(&f->own_seen);
    for (guint i = 0; i < f->own->len; i++) g_array_unref(g_array_index(f->own, struct own_file, i).marks);
    g_array_unref(f->own);
    g_array_unref(f->defined);
    g_array_unref(f->regions);
    g_hash_table_destroy(f->in_regions);
    g_free(f->reads);
}

enum prelude_reason prelude_fit(struct prelude_plan *plan, const struct prelude_index *p,
                                const struct command *cmd)
{
    struct fit f = {.plan = plan, .p = p, .cmd = cmd};
    enum prelude_reason reason = PRELUDE_FITS;

    g_string_truncate(plan->patch.behind, 0);
    g_ptr_array_set_size(plan->patch.undone, 0);
    if (!prelude_flags_fit(p, cmd)) return PRELUDE_FLAGS;
    f.main = sources_file(plan->sources, cmd->file);
    f.search = sources_search(plan->sources, cmd);
    f.reads = g_new0(struct reading, prelude_total(p));
    f.regions = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    f.in_regions = g_hash_table_new(NULL, NULL);
    f.own = g_array_new(FALSE, FALSE, sizeof(struct own_file));
    f.defined = g_array_new(FALSE, FALSE, sizeof(struct definition));
    source_set_init(&f.own_seen);
    read_unit(&f);
    if (defines_ahead(&f))
        reason = PRELUDE_DEFINES;
    else if (uses_foreign(&f))
        reason = PRELUDE_MACRO;
    else if (headers_differ(&f))
        reason = PRELUDE_HEADERS;
    if (reason == PRELUDE_FITS) note_behind(&f);
    fit_clear(&f);
    return reason;
}
