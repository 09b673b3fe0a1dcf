/* See unit.h. A header function is lowered when something in a unit first refers to it: calls it or takes its
 * address. Which functions it refers to itself is kept with it, since the next unit that needs it may not
 * have their definitions at hand. */
#include "frontend/unit.h"
#include "frontend/parse.h"

#include <string.h>

struct header_func {
    sym file, name, context;
    uint32_t line, col;
    guint flags;
    sym link;
    struct ir_func *func; /* NULL until it is lowered */
    GPtrArray *needs;     /* of struct header_func *  */
    unsigned unit;        /* number of the last unit that reached it */
};

struct header_cache {
    struct arena *arena;
    GHashTable *funcs; /* struct header_func * as a set */
    unsigned units;
};

static guint header_hash(gconstpointer data)
{
    const struct header_func *h = data;

    return (((h->file * 31 + h->name) * 31 + h->context) * 31 + h->line) * 31 + h->col + h->flags;
}

static gboolean header_equal(gconstpointer a, gconstpointer b)
{
    const struct header_func *x = a, *y = b;

    return x->file == y->file && x->name == y->name && x->context == y->context && x->line == y->line &&
           x->col == y->col && x->flags == y->flags;
}

struct header_cache *header_cache_new(void)
{
    struct header_cache *cache = g_new0(struct header_cache, 1);

    cache->arena = arena_new();
    cache->funcs = g_hash_table_new(header_hash, header_equal);
    return cache;
}

void header_cache_free(struct header_cache *cache)
{
    GHashTableIter it;
    gpointer h;

    if (!cache) return;
    g_hash_table_iter_init(&it, cache->funcs);
    while (g_hash_table_iter_next(&it, &h, NULL)) g_ptr_array_unref(((struct header_func *)h)->needs);
    g_hash_table_destroy(cache->funcs);
    arena_free(cache->arena);
    g_free(cache);
}

/* ---- what a unit is made of ---- */

struct build {
    struct header_cache *cache;
    struct tu *tu;
    const struct frontend_options *options;
    struct lower_options lowering;
    guint flags;
    struct arena *arena, *scratch;
    GPtrArray *funcs;   /* of struct ir_func *, the unit's own         */
    GPtrArray *headers; /* of struct header_func *, reached            */
    GArray *inits;      /* of struct ir_init                           */
    GArray *probes;     /* of struct ir_probe                          */
    GArray *own;        /* CXCursor of own functions and of own tables */
};

static enum CXChildVisitResult note_own(CXCursor c, CXCursor parent, CXClientData data)
{
    struct build *b = data;
    struct tu_file *file;
    struct ir_probe probe;
    uint32_t index;

    (void)parent;
    if (c.kind != CXCursor_VarDecl && (c.kind != CXCursor_FunctionDecl || !clang_isCursorDefinition(c)))
        return CXChildVisit_Continue;
    file = tu_file_of(b->tu, c);
    if (!file || !file->own) return CXChildVisit_Continue;
    if (c.kind == CXCursor_VarDecl && file->is_main && probe_value(c, &index, &probe.value) &&
        index < b->options->nprobes) {
        probe.name = b->options->probes[index];
        g_array_append_val(b->probes, probe);
    } else if (c.kind != CXCursor_VarDecl || !probe_is_function(c)) {
        g_array_append_val(b->own, c);
    }
    return CXChildVisit_Continue;
}

static void lower_own(struct build *b)
{
    for (guint i = 0; i < b->own->len; i++) {
        CXCursor c = g_array_index(b->own, CXCursor, i);

        arena_reset(b->scratch);
        if (c.kind == CXCursor_VarDecl)
            init_rows(b->tu, c, SYM_NONE, b->scratch, b->inits);
        else
            g_ptr_array_add(b->funcs, lower_function(b->tu, c, tu_target(b->tu, c, SYM_NONE), &b->lowering,
                                                     b->arena, b->scratch));
    }
}

/* ---- header functions ---- */

static struct header_func *header_of(struct build *b, const struct target *target)
{
    struct header_func key = {.file = target->loc.file,
                              .name = target->name,
                              .context = target->file->context,
                              .line = target->loc.line,
                              .col = target->loc.col,
                              .flags = b->flags,
                              .link = target->link};
    struct header_func *h = g_hash_table_lookup(b->cache->funcs, &key);

    if (h) return h;
    h = arena_dup(b->cache->arena, &key, sizeof(key));
    h->needs = g_ptr_array_new();
    g_hash_table_add(b->cache->funcs, h);
    return h;
}

static void reach(struct build *b, struct header_func *h)
{
    if (h->unit == b->cache->units) return;
    h->unit = b->cache->units;
    g_ptr_array_add(b->headers, h);
}

/* Notes that `link` is referred to, by a header function or (NULL) by the unit itself. */
static void refer(struct build *b, struct header_func *from, sym link)
{
    const struct target *target = g_hash_table_lookup(b->tu->by_link, GUINT_TO_POINTER(link));
    struct header_func *h;

    if (!target) return;
    h = header_of(b, target);
    if (from && !g_ptr_array_find(from->needs, h, NULL)) g_ptr_array_add(from->needs, h);
    reach(b, h);
}

static void refer_value(struct build *b, struct header_func *from, ir_val v)
{
    if (ir_val_kind(v) == IRV_FUNC) refer(b, from, ir_val_index(v));
}

/* Only what is left of a function counts: not the calls in arms that can't be reached. */
static void refer_all(struct build *b, struct header_func *from, const struct ir_func *f)
{
    for (uint32_t i = 0; i < f->ninsns; i++) {
        const struct ir_insn *insn = &f->insns[i];

        if (insn->op == IR_CALL) refer(b, from, insn->ref);
        refer_value(b, from, insn->a);
        refer_value(b, from, insn->b);
    }
    for (uint32_t i = 0; i < f->nargs; i++) refer_value(b, from, f->args[i]);
}

static void lower_header(struct build *b, struct header_func *h)
{
    const struct target *target = g_hash_table_lookup(b->tu->by_link, GUINT_TO_POINTER(h->link));
    struct lower_options options = b->lowering;

    options.inits = NULL; /* tables of header functions belong to no unit */
    arena_reset(b->scratch);
    h->func = lower_function(b->tu, target->definition, target, &options, b->cache->arena, b->scratch);
    refer_all(b, h, h->func);
    if (b->tu->missing)
        h->func = NULL; /* it is not as it should be: the unit is built again without prelude */
}

static void lower_headers(struct build *b)
{
    for (guint i = 0; i < b->funcs->len; i++) refer_all(b, NULL, b->funcs->pdata[i]);
    for (guint i = 0; i < b->inits->len; i++) refer(b, NULL, g_array_index(b->inits, struct ir_init, i).func);
    for (guint i = 0; i < b->headers->len && !b->tu->missing; i++) {
        struct header_func *h = b->headers->pdata[i];

        if (!h->func)
            lower_header(b, h);
        else
            for (guint n = 0; n < h->needs->len; n++) reach(b, h->needs->pdata[n]);
    }
}

/* ---- result ---- */

static int by_link(gconstpointer a, gconstpointer b)
{
    const struct header_func *x = *(struct header_func *const *)a, *y = *(struct header_func *const *)b;
    int order = strcmp(sym_text(x->link), sym_text(y->link));

    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static struct ir_unit *result(struct build *b)
{
    struct ir_unit *u = ARENA_NEW(b->arena, struct ir_unit);
    sym last = SYM_NONE;

    g_ptr_array_sort(b->headers, by_link);
    for (guint i = 0; i < b->headers->len; i++) {
        const struct header_func *h = b->headers->pdata[i];

        if (h->link != last) g_ptr_array_add(b->funcs, h->func);
        last = h->link;
    }
    u->file = b->tu->main ? b->tu->main->path : SYM_NONE;
    u->nfuncs = b->funcs->len;
    u->funcs = arena_dup(b->arena, b->funcs->pdata, u->nfuncs * sizeof(*u->funcs));
    u->ninits = b->inits->len;
    u->inits = arena_dup(b->arena, b->inits->data, u->ninits * sizeof(*u->inits));
    u->nprobes = b->probes->len;
    u->probes = arena_dup(b->arena, b->probes->data, u->nprobes * sizeof(*u->probes));
    return u;
}

struct ir_unit *unit_build(struct header_cache *cache, struct tu *tu, const struct frontend_options *options,
                           guint flags, struct arena *arena, struct arena *scratch)
{
    struct build b = {.cache = cache,
                      .tu = tu,
                      .options = options,
                      .flags = flags,
                      .arena = arena,
                      .scratch = scratch,
                      .funcs = g_ptr_array_new(),
                      .headers = g_ptr_array_new(),
                      .inits = g_array_new(FALSE, FALSE, sizeof(struct ir_init)),
                      .probes = g_array_new(FALSE, FALSE, sizeof(struct ir_probe)),
                      .own = g_array_new(FALSE, FALSE, sizeof(CXCursor))};
    struct ir_unit *u;

    b.lowering =
        (struct lower_options){.macros = options->macros, .nmacros = options->nmacros, .inits = b.inits};
    cache->units++;
    clang_visitChildren(clang_getTranslationUnitCursor(tu->unit), note_own, &b);
    lower_own(&b);
    lower_headers(&b);
    u = tu->missing ? NULL : result(&b);
    g_ptr_array_free(b.funcs, TRUE);
    g_ptr_array_free(b.headers, TRUE);
    g_array_free(b.inits, TRUE);
    g_array_free(b.probes, TRUE);
    g_array_free(b.own, TRUE);
    return u;
}
