/* Loading rule files, and looking rules up.
 *
 * Needs files.c and the sections' builders (memory.c, context.c, advice.c); gives the immutable tables of
 * rules.h.
 */
#include "rules/rules.h"

#include "rules/build.h"

#include <string.h>

struct rules {
    struct arena *arena;
    GHashTable *fns;         /* sym -> struct rule_fn */
    GHashTable *fields;      /* sym -> struct rule_callback */
    GHashTable *uses;        /* sym -> struct rule_use */
    GHashTable *held;        /* sym of a pointer type -> enum rule_held */
    GHashTable *transparent; /* sym -> itself */
    GPtrArray *by_id[RULE_KINDS];
    GArray *macros, *probes, *messages, *on_purpose; /* sym */
    GPtrArray *advice;                               /* struct rule_advice */
    sym gfp_bit, zero_bit, page_size;
    char *hash;
};

/* ---- drafts ---- */

static void draft_free(gpointer p)
{
    struct draft *d = p;

    g_ptr_array_free(d->locks, TRUE);
    g_ptr_array_free(d->sleeps, TRUE);
    g_ptr_array_free(d->callbacks, TRUE);
    g_ptr_array_free(d->families, TRUE);
    g_ptr_array_free(d->uses, TRUE);
    g_ptr_array_free(d->flags, TRUE);
    g_free(d);
}

static struct draft *draft_of(struct build *b, sym key, sym name, int16_t nargs)
{
    struct draft *d = g_hash_table_lookup(b->drafts, GUINT_TO_POINTER(key));

    if (d) return d;
    d = g_new0(struct draft, 1);
    d->fn.name = name;
    d->fn.nargs = nargs;
    d->fn.returns_arg = RULE_NO_ARG;
    d->fn.zeroes = RULE_NO_ARG;
    d->fn.order_of = RULE_NO_ARG;
    d->fn.passes_to = RULE_NO_ARG;
    d->locks = g_ptr_array_new();
    d->sleeps = g_ptr_array_new();
    d->callbacks = g_ptr_array_new();
    d->families = g_ptr_array_new();
    d->uses = g_ptr_array_new();
    d->flags = g_ptr_array_new();
    g_hash_table_insert(b->drafts, GUINT_TO_POINTER(key), d);
    return d;
}

struct draft *build_draft(struct build *b, const struct place *at, const char *name)
{
    const int *nargs = at->row->nargs;
    struct draft *all = draft_of(b, sym_of(name), sym_of(name), RULE_NO_ARG);

    return nargs ? draft_of(b, sym_fmt("%s/%d", name, *nargs), all->fn.name, (int16_t)*nargs) : all;
}

static void add_sym(GArray *list, sym name)
{
    for (guint i = 0; i < list->len; i++)
        if (g_array_index(list, sym, i) == name) return;
    g_array_append_val(list, name);
}

void build_probe(struct build *b, sym name)
{
    add_sym(b->probes, name);
}

uint32_t build_number(struct build *b, enum rule_kind kind, void *rule)
{
    g_ptr_array_add(b->rules[kind], rule);
    return b->rules[kind]->len - 1;
}

static void *list_dup(struct arena *arena, const GPtrArray *from)
{
    return arena_dup(arena, from->pdata, from->len * sizeof(gpointer));
}

static struct rule_fn *draft_finish(struct arena *arena, const struct draft *d)
{
    struct rule_fn *fn = arena_dup(arena, &d->fn, sizeof(d->fn));

    fn->locks = list_dup(arena, d->locks);
    fn->nlocks = d->locks->len;
    fn->sleeps = list_dup(arena, d->sleeps);
    fn->nsleeps = d->sleeps->len;
    fn->callbacks = list_dup(arena, d->callbacks);
    fn->ncallbacks = d->callbacks->len;
    fn->uses = list_dup(arena, d->uses);
    fn->nuses = d->uses->len;
    fn->flags = list_dup(arena, d->flags);
    fn->nflags = d->flags->len;
    if (fn->release) {
        struct rule_release *release = (struct rule_release *)fn->release;

        release->families = list_dup(arena, d->families);
        release->nfamilies = d->families->len;
    }
    if (fn->alloc || fn->release || fn->nlocks || fn->nsleeps || fn->fact || fn->never_sleeps ||
        fn->noreturn || fn->returns_arg != RULE_NO_ARG || fn->zeroes != RULE_NO_ARG ||
        fn->order_of != RULE_NO_ARG)
        fn->ignore_body = true;
    return fn;
}

/* Makes the table of functions; rows for a number of arguments hang on the function's other rows. */
static void finish_drafts(struct rules *r, const struct build *b)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init(&iter, b->drafts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct draft *d = value;

        if (d->fn.nargs == RULE_NO_ARG)
            g_hash_table_insert(r->fns, GUINT_TO_POINTER(d->fn.name), draft_finish(r->arena, d));
    }
    g_hash_table_iter_init(&iter, b->drafts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct draft *d = value;
        struct rule_fn *all = g_hash_table_lookup(r->fns, GUINT_TO_POINTER(d->fn.name));
        struct rule_fn *variant;

        if (d->fn.nargs == RULE_NO_ARG) continue;
        variant = draft_finish(r->arena, d);
        variant->variant = all->variant;
        all->variant = variant;
    }
}

/* ---- loading ---- */

/* The macro `name`, or NULL, for a setting that all files agree in. */
static bool set_macro(struct build *b, const struct place *at, const char *key, const char *name, sym *out)
{
    if (!name) return true;
    if (!row_is_name(name)) return row_fail(b, at, "%s: '%s' is no macro's name", key, name);
    if (*out && *out != sym_of(name)) return row_fail(b, at, "%s is %s already", key, sym_text(*out));
    *out = sym_of(name);
    build_probe(b, *out);
    return true;
}

static bool build_settings(struct build *b, const struct raw_file *f)
{
    const struct raw_settings *s = f->settings;
    struct place at = {.name = "settings", .line = locations_line(b->where, "/settings")};

    if (!s) return true;
    if (!set_macro(b, &at, "gfp_bit", s->gfp_bit, &b->gfp_bit)) return false;
    if (!set_macro(b, &at, "zero_bit", s->zero_bit, &b->zero_bit)) return false;
    if (!set_macro(b, &at, "page_size", s->page_size, &b->page_size)) return false;
    for (unsigned i = 0; i < s->probes_count; i++) {
        if (!row_is_name(s->probes[i]))
            return row_fail(b, &at, "probes: '%s' is no macro's name", s->probes[i]);
        build_probe(b, sym_of(s->probes[i]));
    }
    for (unsigned i = 0; i < s->messages_count; i++) {
        if (!row_is_name(s->messages[i]))
            return row_fail(b, &at, "messages: '%s' is no macro's name", s->messages[i]);
        add_sym(b->messages, sym_of(s->messages[i]));
    }
    for (unsigned i = 0; i < s->on_purpose_count; i++) add_sym(b->on_purpose, sym_of(s->on_purpose[i]));
    for (unsigned i = 0; i < s->transparent_count; i++) {
        if (!row_is_field(s->transparent[i]))
            return row_fail(b, &at, "transparent: '%s' is not of the form record.field", s->transparent[i]);
        g_hash_table_add(b->transparent, GUINT_TO_POINTER(sym_of(s->transparent[i])));
    }
    return true;
}

static bool load_file(struct build *b, const char *path)
{
    struct rule_file file;
    const struct raw_file *raw;
    bool ok;

    if (!rule_file_read(&file, path, b->error)) return false;
    g_checksum_update(b->content, (const guchar *)file.text, (gssize)file.length);
    b->path = path;
    b->file = sym_of(path);
    b->where = file.where;
    raw = file.raw;
    ok = build_settings(b, raw) && build_families(b, raw) && build_locks(b, raw) && build_sleepers(b, raw) &&
         build_facts(b, raw) && build_callbacks(b, raw) && build_functions(b, raw) && build_linear(b, raw) &&
         build_flags(b, raw) && build_advice(b, raw);
    rule_file_clear(&file);
    return ok;
}

static bool load_files(struct build *b, const char *dir, const char *const *extra)
{
    GPtrArray *paths = rule_files(dir, extra, b->error);
    bool ok = paths != NULL;

    for (guint i = 0; ok && i < paths->len; i++) ok = load_file(b, paths->pdata[i]);
    if (paths) g_ptr_array_unref(paths);
    return ok;
}

/* What only all files together tell. */
static bool check_whole(const struct build *b)
{
    GHashTableIter iter;
    gpointer value;

    if (b->gfp_file && !b->gfp_bit) {
        rule_error(b->error, sym_text(b->gfp_file), b->gfp_line, NULL,
                   "it has 'gfp', but no file has 'settings: gfp_bit'");
        return false;
    }
    g_hash_table_iter_init(&iter, b->drafts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct draft *d = value;

        if (!d->fn.never_sleeps || !d->sleeps->len) continue;
        const struct rule_sleep *sleep = g_ptr_array_index(d->sleeps, 0);
        rule_error(b->error, sym_text(sleep->file), sleep->line, sym_text(d->fn.name),
                   "it sleeps, but 'functions' says that it never does");
        return false;
    }
    return build_spread_flags(b) && build_check_advice(b);
}

struct rules *rules_load(const char *dir, const char *const *extra, struct rules_version version,
                         GError **error)
{
    struct rules *r = g_new0(struct rules, 1);
    struct build b = {.version = version, .error = error};
    char *kernel = g_strdup_printf("%u.%u", version.major, version.minor);
    bool ok;

    b.content = g_checksum_new(G_CHECKSUM_MD5);
    g_checksum_update(b.content, (const guchar *)kernel, -1);
    g_free(kernel);
    b.arena = r->arena = arena_new();
    b.fields = r->fields = g_hash_table_new(NULL, NULL);
    b.uses = r->uses = g_hash_table_new(NULL, NULL);
    b.held = r->held = g_hash_table_new(NULL, NULL);
    b.transparent = r->transparent = g_hash_table_new(NULL, NULL);
    b.macros = r->macros = g_array_new(FALSE, FALSE, sizeof(sym));
    b.probes = r->probes = g_array_new(FALSE, FALSE, sizeof(sym));
    b.messages = r->messages = g_array_new(FALSE, FALSE, sizeof(sym));
    b.on_purpose = r->on_purpose = g_array_new(FALSE, FALSE, sizeof(sym));
    b.advice = r->advice = g_ptr_array_new();
    b.spread = g_ptr_array_new();
    b.rules = r->by_id;
    for (int kind = 0; kind < RULE_KINDS; kind++) r->by_id[kind] = g_ptr_array_new();
    b.drafts = g_hash_table_new_full(NULL, NULL, NULL, draft_free);
    b.families = g_hash_table_new(NULL, NULL);
    b.locks = g_hash_table_new(NULL, NULL);
    r->fns = g_hash_table_new(NULL, NULL);

    ok = load_files(&b, dir, extra) && check_whole(&b);
    r->gfp_bit = b.gfp_bit;
    r->zero_bit = b.zero_bit;
    r->page_size = b.page_size;
    if (ok) finish_drafts(r, &b);

    r->hash = g_strdup(g_checksum_get_string(b.content));
    g_checksum_free(b.content);
    g_hash_table_destroy(b.drafts);
    g_ptr_array_unref(b.spread);
    g_hash_table_destroy(b.families);
    g_hash_table_destroy(b.locks);
    if (ok) return r;
    rules_free(r);
    return NULL;
}

void rules_free(struct rules *r)
{
    if (!r) return;
    g_hash_table_destroy(r->fns);
    g_free(r->hash);
    g_hash_table_destroy(r->fields);
    g_hash_table_destroy(r->uses);
    g_hash_table_destroy(r->held);
    g_hash_table_destroy(r->transparent);
    for (int kind = 0; kind < RULE_KINDS; kind++) g_ptr_array_free(r->by_id[kind], TRUE);
    g_array_free(r->macros, TRUE);
    g_array_free(r->probes, TRUE);
    g_array_free(r->messages, TRUE);
    g_array_free(r->on_purpose, TRUE);
    g_ptr_array_free(r->advice, TRUE);
    arena_free(r->arena);
    g_free(r);
}

/* ---- looking up ---- */

const struct rule_fn *rules_fn(const struct rules *r, sym base_name)
{
    return g_hash_table_lookup(r->fns, GUINT_TO_POINTER(base_name));
}

const struct rule_fn *rules_call(const struct rules *r, sym base_name, unsigned nargs)
{
    const struct rule_fn *all = rules_fn(r, base_name);

    for (const struct rule_fn *fn = all ? all->variant : NULL; fn; fn = fn->variant)
        if ((unsigned)fn->nargs == nargs) return fn;
    return all;
}

const struct rule_use *rules_field_use(const struct rules *r, sym record_field)
{
    return g_hash_table_lookup(r->uses, GUINT_TO_POINTER(record_field));
}

const struct rule_callback *rules_field(const struct rules *r, sym record_field)
{
    return g_hash_table_lookup(r->fields, GUINT_TO_POINTER(record_field));
}

const void *rules_by_id(const struct rules *r, enum rule_kind kind, uint32_t id)
{
    return id < r->by_id[kind]->len ? r->by_id[kind]->pdata[id] : NULL;
}

const sym *rules_macros(const struct rules *r, uint32_t *n)
{
    *n = r->macros->len;
    return (const sym *)r->macros->data;
}

const sym *rules_probes(const struct rules *r, uint32_t *n)
{
    *n = r->probes->len;
    return (const sym *)r->probes->data;
}

bool rules_on_purpose(const struct rules *r, sym file)
{
    for (guint i = 0; i < r->on_purpose->len; i++)
        if (g_str_has_prefix(sym_text(file), sym_text(g_array_index(r->on_purpose, sym, i)))) return true;
    return false;
}

const sym *rules_messages(const struct rules *r, uint32_t *n)
{
    *n = r->messages->len;
    return (const sym *)r->messages->data;
}

sym rules_gfp_bit(const struct rules *r)
{
    return r->gfp_bit;
}

sym rules_zero_bit(const struct rules *r)
{
    return r->zero_bit;
}

sym rules_page_size(const struct rules *r)
{
    return r->page_size;
}

enum rule_held rules_held(const struct rules *r, sym pointer_type)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(r->held, GUINT_TO_POINTER(pointer_type)));
}

bool rules_transparent_field(const struct rules *r, sym record_field)
{
    return g_hash_table_contains(r->transparent, GUINT_TO_POINTER(record_field));
}

const char *rule_context_text(enum rule_context c)
{
    static const char *const texts[] = {
#define X(id, text, words) [RULE_CTX_##id] = text,
        RULE_CONTEXTS(X)
#undef X
    };

    return texts[c];
}

const GPtrArray *rules_advice(const struct rules *r)
{
    return r->advice;
}

sym rules_family(const struct rules *r, sym base_name)
{
    const struct rule_fn *fn = rules_fn(r, base_name);

    while (fn && !fn->alloc) fn = fn->variant;
    return fn ? fn->alloc->family->name : SYM_NONE;
}

const char *rules_hash(const struct rules *r)
{
    return r->hash;
}
