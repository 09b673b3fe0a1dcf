/* What is known of a prelude that compiles, for its index: what the compiler saw (files, #include lines that
 * it followed, macros and where they were used), and what the texts hold besides. See prelude_index.h.
 */
#include "frontend/parse.h"
#include "frontend/prelude_plan.h"

#include <string.h>

struct collecting {
    const struct prelude_made *made;
    struct prelude_facts *facts;
    uint32_t first;       /* number of its own first file                           */
    GPtrArray *mentions;  /* GArray *: see source_mentions(), of own files          */
    GHashTable *numbers;  /* path of an own file -> number + 1                      */
    GHashTable *files;    /* CXFile -> number + 1, 0: none of the prelude           */
    GHashTable *pairs;    /* those that the facts' lists have, each with its list    */
    GHashTable *names;    /* those that facts->names has                            */
    GHashTable *declared; /* names of functions                                     */
    GArray *asms;         /* of struct place_range: asm statements, sorted          */
    GArray *stamps;       /* by number: see reach()                                 */
    uint32_t stamp;
};

/* A part of a file. */
struct place_range {
    uint32_t file, begin, end; /* number of the file, offsets */
};

/* ---- what the compiler saw ---- */

static int64_t number_of(struct collecting *c, CXFile file)
{
    gpointer known;
    char *path;
    int64_t number;

    if (!file) return -1;
    if (g_hash_table_lookup_extended(c->files, file, NULL, &known))
        return (int64_t)GPOINTER_TO_UINT(known) - 1;
    path = parse_file_path(file);
    known = g_hash_table_lookup(c->numbers, path);
    number = known ? (int64_t)GPOINTER_TO_UINT(known) - 1 : prelude_number(c->made->parent, path);
    g_hash_table_insert(c->files, file, GUINT_TO_POINTER((guint)(number + 1)));
    g_free(path);
    return number;
}

static int64_t number_at(struct collecting *c, CXSourceLocation place, unsigned *offset)
{
    CXFile file;

    clang_getExpansionLocation(place, &file, NULL, NULL, offset);
    return number_of(c, file);
}

static int64_t file_of(struct collecting *c, CXCursor cursor)
{
    return number_at(c, clang_getCursorLocation(cursor), NULL);
}

static void add_pair(struct collecting *c, GArray *to, int64_t from, int64_t other)
{
    struct prelude_pair pair = {(uint32_t)from, (uint32_t)other};
    uint64_t key = (uint64_t)pair.from << 32 | pair.to;

    if (from < c->first || other < 0 || from == other) return;
    key |= (uint64_t)(to == c->facts->needs) << 63 | (uint64_t)(to == c->facts->wants) << 62;
    if (g_hash_table_add(c->pairs, GSIZE_TO_POINTER(key))) g_array_append_val(to, pair);
}

static uint64_t name_of(CXCursor cursor)
{
    CXString name = clang_getCursorSpelling(cursor);
    const char *text = clang_getCString(name);
    uint64_t hash = source_name(text, strlen(text));

    clang_disposeString(name);
    return hash;
}

/* Whether the macro of a file is made of strings: it changes messages only. */
static bool is_text(struct collecting *c, int64_t file, uint64_t name)
{
    if (file >= c->first) {
        const struct mention_of *m = mention_find(c->mentions->pdata[file - c->first], name);

        return m && m->defined && m->text_only;
    }
    for (const struct prelude_index *p = c->made->parent; p; p = p->parent) {
        struct prelude_macros all = prelude_macros_of(p->defined, name);

        for (gsize i = 0; i < all.n; i++)
            if (all.at[i].file == file) return all.at[i].flags & MACRO_TEXT;
    }
    return false;
}

static void add_macro(struct collecting *c, CXCursor definition)
{
    int64_t file = file_of(c, definition);
    struct prelude_macro macro = {.name = name_of(definition), .file = (uint32_t)file};
    const struct mention_of *m;

    if (file < c->first) return;
    m = mention_find(c->mentions->pdata[file - c->first], macro.name);
    if (m && m->gone) return;
    if (clang_Cursor_isMacroFunctionLike(definition)) macro.flags |= MACRO_FUNCTION;
    if (m && m->text_only) macro.flags |= MACRO_TEXT;
    g_array_append_val(c->facts->defined, macro);
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const struct place_range *x = a, *y = b;

    if (x->file != y->file) return x->file < y->file ? -1 : 1;
    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* Whether the place lies in an asm statement. A macro that is not defined there is text for the assembler, or
 * an error. */
static bool is_in_asm(const struct collecting *c, int64_t file, unsigned offset)
{
    struct place_range place = {(uint32_t)file, offset + 1, 0};
    guint low = 0, high = c->asms->len;
    const struct place_range *before;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (by_place(&g_array_index(c->asms, struct place_range, middle), &place) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (high == 0) return false;
    before = &g_array_index(c->asms, struct place_range, high - 1);
    return before->file == file && before->begin <= offset && offset < before->end;
}

/* An #ifdef of a macro that is defined is an expansion as well. */
static void add_expansion(struct collecting *c, CXCursor expansion)
{
    CXCursor definition = clang_getCursorReferenced(expansion);
    unsigned offset;
    int64_t user = number_at(c, clang_getCursorLocation(expansion), &offset),
            definer = file_of(c, definition);

    if (user >= 0 && definer >= 0 && definer != user && !is_in_asm(c, user, offset) &&
        !is_text(c, definer, name_of(definition)))
        add_pair(c, c->facts->needs, user, definer);
}

static enum CXChildVisitResult note_asm(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct collecting *c = data;
    CXSourceRange extent;
    struct place_range range;
    int64_t file;

    (void)parent;
    if (cursor.kind != CXCursor_GCCAsmStmt) return CXChildVisit_Recurse;
    extent = clang_getCursorExtent(cursor);
    file = number_at(c, clang_getRangeStart(extent), &range.begin);
    range.file = (uint32_t)file;
    if (file == number_at(c, clang_getRangeEnd(extent), &range.end) && file >= 0)
        g_array_append_val(c->asms, range);
    return CXChildVisit_Continue;
}

/* Functions that a cleanup attribute may name: they take one pointer and give nothing back, and their names
 * are pasted together, so that a unit's text need not hold them. */
static void add_cleanup(struct collecting *c, CXCursor function)
{
    CXFile file;
    CXString name;

    if (clang_Cursor_getNumArguments(function) != 1 ||
        clang_getCursorResultType(function).kind != CXType_Void)
        return;
    clang_getSpellingLocation(clang_getCursorLocation(function), &file, NULL, NULL, NULL);
    if (file) return;
    name = clang_getCursorSpelling(function);
    g_ptr_array_add(c->facts->functions, g_strdup(clang_getCString(name)));
    clang_disposeString(name);
}

static enum CXChildVisitResult note_function(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct collecting *c = data;

    (void)parent;
    if (cursor.kind != CXCursor_FunctionDecl) return CXChildVisit_Continue;
    g_hash_table_add(c->declared, GSIZE_TO_POINTER(name_of(cursor)));
    if (!clang_isCursorDefinition(cursor)) return CXChildVisit_Continue;
    add_cleanup(c, cursor);
    clang_visitChildren(cursor, note_asm, c);
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult note_directive(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct collecting *c = data;

    (void)parent;
    switch ((int)cursor.kind) {
    case CXCursor_InclusionDirective:
        add_pair(c, c->facts->includes, file_of(c, cursor), number_of(c, clang_getIncludedFile(cursor)));
        break;
    case CXCursor_MacroDefinition: add_macro(c, cursor); break;
    case CXCursor_MacroExpansion: add_expansion(c, cursor); break;
    default: break;
    }
    return CXChildVisit_Continue;
}

/* ---- what the texts hold ---- */

static void collect_text(struct collecting *c, uint32_t number)
{
    const GArray *mentions = c->mentions->pdata[number - c->first];

    for (guint i = 0; i < mentions->len; i++) {
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, i);
        struct prelude_macro macro = {.name = m->name, .file = number};

        if (m->tested) g_array_append_val(c->facts->asked, macro);
        macro.flags = MACRO_UNDEFINED;
        if (m->undefined) g_array_append_val(c->facts->defined, macro);
        if (g_hash_table_add(c->names, GSIZE_TO_POINTER(m->name)))
            g_array_append_val(c->facts->names, m->name);
    }
}

static gint by_begin(gconstpointer a, gconstpointer b)
{
    const struct source_range *x = a, *y = b;

    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* Files that the compiler read and that the text of the others does not lead to. */
static void collect_others(struct collecting *c)
{
    const struct prelude_node *node = c->made->node;
    struct sources *sources = c->made->plan->sources;
    struct source_set reached;

    source_set_init(&reached);
    for (guint i = 0; i < node->tops->len; i++)
        sources_reach(sources, node->search,
                      sources_by_id(sources, g_array_index(node->tops, struct prelude_top, i).file->id), NULL,
                      &reached);
    for (guint i = 0; i < node->search->included->len; i++)
        sources_reach(sources, node->search, sources_file(sources, node->search->included->pdata[i]), NULL,
                      &reached);
    for (guint i = 0; i < c->facts->files->len; i++) {
        const struct source *s = c->facts->files->pdata[i];

        if (!source_set_has(&reached, s->id)) g_ptr_array_add(c->facts->others, s->path);
    }
    source_set_clear(&reached);
}

/* ---- order ---- */

static gint by_name(gconstpointer a, gconstpointer b)
{
    const struct prelude_macro *x = a, *y = b;

    if (x->name != y->name) return x->name < y->name ? -1 : 1;
    return (x->file > y->file) - (x->file < y->file);
}

static gint by_number(gconstpointer a, gconstpointer b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static gint by_first_file(gconstpointer a, gconstpointer b)
{
    const struct prelude_pair *x = a, *y = b;

    return (x->from > y->from) - (x->from < y->from);
}

static gint by_files(gconstpointer a, gconstpointer b)
{
    const struct prelude_pair *x = a, *y = b;

    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

static struct prelude_macros macros_in(const GArray *all)
{
    return (struct prelude_macros){(const struct prelude_macro *)(const void *)all->data, all->len};
}

static struct prelude_pairs pairs_in(const GArray *all)
{
    return (struct prelude_pairs){(const struct prelude_pair *)(const void *)all->data, all->len};
}

/* ---- pairs of files ---- */

/* Marks all files that one of them includes. */
static void reach(struct collecting *c, uint32_t number)
{
    struct prelude_pairs pairs = number < c->first ? prelude_includes(c->made->parent, number)
                                                   : prelude_pairs_of(pairs_in(c->facts->includes), number);

    if (g_array_index(c->stamps, uint32_t, number) == c->stamp) return;
    g_array_index(c->stamps, uint32_t, number) = c->stamp;
    for (gsize i = 0; i < pairs.n; i++) reach(c, pairs.at[i].to);
}

/* Drops the pairs of which the first file includes the second one. They are sorted. */
static void drop_included(struct collecting *c, GArray *pairs)
{
    guint kept = 0;
    int64_t last = -1;

    for (guint i = 0; i < pairs->len; i++) {
        struct prelude_pair pair = g_array_index(pairs, struct prelude_pair, i);

        if (pair.from != last) {
            c->stamp++;
            reach(c, pair.from);
        }
        last = pair.from;
        if (g_array_index(c->stamps, uint32_t, pair.to) != c->stamp)
            g_array_index(pairs, struct prelude_pair, kept++) = pair;
    }
    g_array_set_size(pairs, kept);
}

/* The files before `definer` that ask for the macro. */
static void avoid(struct collecting *c, struct prelude_macros asked, uint32_t definer)
{
    for (gsize i = 0; i < asked.n && asked.at[i].file < definer; i++) {
        struct prelude_pair pair = {asked.at[i].file, definer};

        g_array_append_val(c->facts->avoids, pair);
    }
}

static void collect_avoids(struct collecting *c)
{
    GArray *avoids = c->facts->avoids;
    guint kept = 0;

    for (guint i = 0; i < c->facts->defined->len; i++) {
        const struct prelude_macro *m = &g_array_index(c->facts->defined, struct prelude_macro, i);

        if (m->flags & (MACRO_UNDEFINED | MACRO_TEXT)) continue;
        avoid(c, prelude_macros_of(macros_in(c->facts->asked), m->name), m->file);
        for (const struct prelude_index *p = c->made->parent; p; p = p->parent)
            avoid(c, prelude_macros_of(p->asked, m->name), m->file);
    }
    g_array_sort(avoids, by_files);
    for (guint i = 0; i < avoids->len; i++)
        if (i == 0 || by_files(&g_array_index(avoids, struct prelude_pair, i),
                               &g_array_index(avoids, struct prelude_pair, i - 1)) != 0)
            g_array_index(avoids, struct prelude_pair, kept++) =
                g_array_index(avoids, struct prelude_pair, i);
    g_array_set_size(avoids, kept);
}

/* A macro with the name of a function may make a call another one, in the text of other macros as well. */
static void collect_twins(struct collecting *c)
{
    struct prelude_macros all = macros_in(c->facts->defined);

    for (gsize i = 0; i < all.n; i++) {
        struct prelude_macro *m = &g_array_index(c->facts->defined, struct prelude_macro, i);

        if (g_hash_table_contains(c->declared, GSIZE_TO_POINTER(m->name))) m->flags |= MACRO_TWIN;
        for (guint k = 0; m->flags & MACRO_TWIN && k < c->mentions->len; k++) {
            const struct mention_of *mention = mention_find(c->mentions->pdata[k], m->name);

            if (mention && mention->inner) add_pair(c, c->facts->wants, c->first + k, m->file);
        }
    }
}

/* What the compiler skipped: GArray * of struct source_range, by own file. */
static GPtrArray *skipped_ranges(struct collecting *c)
{
    CXSourceRangeList *all = clang_getAllSkippedRanges(c->made->unit);
    GPtrArray *by_file = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (guint i = 0; i < c->made->files->len; i++)
        g_ptr_array_add(by_file, g_array_new(FALSE, FALSE, sizeof(struct source_range)));
    for (unsigned i = 0; all && i < all->count; i++) {
        struct source_range range;
        int64_t file = number_at(c, clang_getRangeStart(all->ranges[i]), &range.begin);

        if (file < c->first || number_at(c, clang_getRangeEnd(all->ranges[i]), &range.end) != file) continue;
        g_array_append_val((GArray *)by_file->pdata[file - c->first], range);
    }
    clang_disposeSourceRangeList(all);
    for (guint i = 0; i < by_file->len; i++) g_array_sort(by_file->pdata[i], by_begin);
    return by_file;
}

static void collect_texts(struct collecting *c)
{
    GPtrArray *skipped, *files = c->facts->files;

    for (guint i = 0; i < c->made->files->len; i++) {
        struct source *s = sources_file(c->made->plan->sources, c->made->files->pdata[i]);

        g_ptr_array_add(files, s);
        g_hash_table_insert(c->numbers, s->path, GUINT_TO_POINTER(c->first + i + 1));
    }
    skipped = skipped_ranges(c);
    for (guint i = 0; i < files->len; i++) {
        g_ptr_array_add(c->mentions, source_mentions(files->pdata[i], skipped->pdata[i]));
        collect_text(c, c->first + i);
    }
    g_ptr_array_unref(skipped);
}

static void collect(struct collecting *c)
{
    struct prelude_facts *facts = c->facts;

    collect_texts(c);
    clang_visitChildren(clang_getTranslationUnitCursor(c->made->unit), note_function, c);
    g_array_sort(c->asms, by_place);
    clang_visitChildren(clang_getTranslationUnitCursor(c->made->unit), note_directive, c);
    g_array_sort(facts->defined, by_name);
    g_array_sort(facts->asked, by_name);
    g_array_sort(facts->names, by_number);
    g_array_sort(facts->includes, by_first_file); /* stable */
    collect_twins(c);
    g_array_sort(facts->needs, by_files);
    g_array_sort(facts->wants, by_files);
    collect_avoids(c);
    g_array_set_size(c->stamps, c->first + facts->files->len);
    drop_included(c, facts->needs);
    drop_included(c, facts->wants);
    drop_included(c, facts->avoids);
    collect_others(c);
}

bool prelude_write_facts(const struct prelude_made *made, const char *finished, GError **error)
{
    struct prelude_facts facts = {.folder = made->node->folder,
                                  .parent = made->parent,
                                  .flags = made->node->flags,
                                  .files = g_ptr_array_new(),
                                  .others = g_ptr_array_new(),
                                  .functions = g_ptr_array_new_with_free_func(g_free),
                                  .defined = g_array_new(FALSE, FALSE, sizeof(struct prelude_macro)),
                                  .asked = g_array_new(FALSE, FALSE, sizeof(struct prelude_macro)),
                                  .names = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
                                  .includes = g_array_new(FALSE, FALSE, sizeof(struct prelude_pair)),
                                  .needs = g_array_new(FALSE, FALSE, sizeof(struct prelude_pair)),
                                  .wants = g_array_new(FALSE, FALSE, sizeof(struct prelude_pair)),
                                  .avoids = g_array_new(FALSE, FALSE, sizeof(struct prelude_pair))};
    struct collecting c = {.made = made,
                           .facts = &facts,
                           .first = made->parent ? prelude_total(made->parent) : 0,
                           .mentions = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref),
                           .numbers = g_hash_table_new(g_str_hash, g_str_equal),
                           .files = g_hash_table_new(NULL, NULL),
                           .pairs = g_hash_table_new(NULL, NULL),
                           .names = g_hash_table_new(NULL, NULL),
                           .declared = g_hash_table_new(NULL, NULL),
                           .asms = g_array_new(FALSE, FALSE, sizeof(struct place_range)),
                           .stamps = g_array_new(FALSE, TRUE, sizeof(uint32_t))};
    bool ok;

    collect(&c);
    ok = prelude_index_write(made->node->pch, finished, &facts, error);
    g_ptr_array_unref(c.mentions);
    g_hash_table_destroy(c.numbers);
    g_hash_table_destroy(c.files);
    g_hash_table_destroy(c.pairs);
    g_hash_table_destroy(c.names);
    g_hash_table_destroy(c.declared);
    g_array_unref(c.asms);
    g_array_unref(c.stamps);
    g_ptr_array_unref(facts.files);
    g_ptr_array_unref(facts.others);
    g_ptr_array_unref(facts.functions);
    g_array_unref(facts.defined);
    g_array_unref(facts.asked);
    g_array_unref(facts.names);
    g_array_unref(facts.includes);
    g_array_unref(facts.needs);
    g_array_unref(facts.wants);
    g_array_unref(facts.avoids);
    return ok;
}
