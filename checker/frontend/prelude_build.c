/* Building one prelude: a text of #include lines, compiled to a file. See prelude_plan.h.
 *
 * Headers that nobody includes together may not agree: those with errors or with another definition of a
 * macro are taken out, and the rest is tried again. What the compiler read is what the index is made from.
 */
#include "frontend/parse.h"
#include "frontend/prelude_plan.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { PASSES_MAX = 8 };

struct building {
    struct prelude_plan *plan;
    struct prelude_node *node;
    struct prelude_index *parent;
    char *name; /* of the text: a path that need not exist */
    GString *text;
    guint first_line; /* of the first #include */
    CXIndex index;
    CXTranslationUnit unit;
    GHashTable *top_of; /* path of a file -> number of the top that it came with + 1 */
    GPtrArray *files;   /* paths in the order of reading (owned)                     */
};

static GQuark build_error(void)
{
    return g_quark_from_static_string("gfpcheck-prelude");
}

/* ---- compiling ---- */

/* Appends what makes the compiler write a macro of a prelude below into this one as well. */
static void keep_macros(struct building *b, const char *path, GHashTable *seen)
{
    GArray *mentions = source_mentions_of(path);
    GMappedFile *file = mentions ? g_mapped_file_new(path, FALSE, NULL) : NULL;
    const char *text = file ? g_mapped_file_get_contents(file) : NULL;

    for (guint i = 0; text && i < mentions->len; i++) {
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, i);
        gsize n = 0;
        int length;

        for (const struct prelude_index *p = b->parent; p && !n; p = p->parent)
            prelude_macros(p, m->name, &n);
        if (!n || !g_hash_table_add(seen, GSIZE_TO_POINTER(m->name))) continue;
        length = (int)source_word_length(text + m->offset, text + g_mapped_file_get_length(file));
        g_string_append_printf(b->text, "#pragma push_macro(\"%.*s\")\n#pragma pop_macro(\"%.*s\")\n", length,
                               text + m->offset, length, text + m->offset);
    }
    if (file) g_mapped_file_unref(file);
    if (mentions) g_array_unref(mentions);
}

/* A precompiled file that stands on another hides the other's macros of the names that it declares as
 * something else meanwhile, a parameter named like a function-like macro for example: the compiler writes
 * such a name down again, but not its macro unless that has changed. Saving and restoring a macro is a
 * change. */
static void keep_parents_macros(struct building *b)
{
    struct sources *sources = b->plan->sources;
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    struct source_set files;

    source_set_init(&files);
    for (guint i = 0; i < b->node->tops->len; i++) {
        uint32_t id = g_array_index(b->node->tops, struct prelude_top, i).file->id;

        sources_reach(sources, b->node->search, sources_by_id(sources, id), NULL, &files);
    }
    for (guint i = 0; i < files.ids->len; i++) {
        const char *path = sources_by_id(sources, g_array_index(files.ids, uint32_t, i))->path;

        if (prelude_number(b->parent, path) < 0) keep_macros(b, path, seen);
    }
    source_set_clear(&files);
    g_hash_table_destroy(seen);
}

static void write_text(struct building *b)
{
    g_string_truncate(b->text, 0);
    b->first_line = 1;
    for (char **name = b->node->names; !b->parent && *name; name++, b->first_line++) {
        const char *value = strchr(*name, '=');

        g_string_append_printf(b->text, "#define %.*s %s\n", (int)(value - *name - 2), *name + 2, value + 1);
    }
    for (guint i = 0; i < b->node->tops->len; i++)
        g_string_append_printf(b->text, "#include \"%s\"\n",
                               g_array_index(b->node->tops, struct prelude_top, i).file->path);
    if (b->parent) keep_parents_macros(b);
}

static bool compile(struct building *b)
{
    struct command cmd = {.file = b->name, .directory = b->plan->dir, .flags = b->node->flags};
    GPtrArray *args = parse_arguments(&cmd, &b->plan->options, b->parent ? b->parent->pch : NULL);
    struct CXUnsavedFile file;
    enum CXErrorCode code;

    write_text(b);
    file = (struct CXUnsavedFile){b->name, b->text->str, b->text->len};
    g_ptr_array_insert(args, 0, g_strdup("c-header"));
    g_ptr_array_insert(args, 0, g_strdup("-x"));
    g_ptr_array_remove_index(args, args->len - 1);
    g_ptr_array_add(args, g_strdup("-Wno-everything"));
    g_ptr_array_add(args, g_strdup("-Wmacro-redefined"));
    code = clang_parseTranslationUnit2(
        b->index, b->name, (const char *const *)args->pdata, (int)args->len, &file, 1,
        CXTranslationUnit_KeepGoing | CXTranslationUnit_Incomplete | CXTranslationUnit_ForSerialization,
        &b->unit);
    g_ptr_array_unref(args);
    return code == CXError_Success;
}

static char *path_of(CXFile file)
{
    CXString name = clang_getFileName(file);
    char *path = g_canonicalize_filename(clang_getCString(name), "/");

    clang_disposeString(name);
    return path;
}

/* libclang calls it for each file with the places of the #include lines that led to it, innermost first. */
static void note_file(CXFile file, CXSourceLocation *stack, unsigned n, CXClientData data)
{
    struct building *b = data;
    char *path = path_of(file);
    unsigned line = 0;

    if (n && !g_hash_table_contains(b->top_of, path) && strcmp(path, b->name) != 0 &&
        prelude_number(b->parent, path) < 0) {
        clang_getExpansionLocation(stack[n - 1], NULL, &line, NULL, NULL);
        g_ptr_array_add(b->files, path);
        g_hash_table_insert(b->top_of, path,
                            GUINT_TO_POINTER(line >= b->first_line ? line - b->first_line + 1 : 0));
    } else {
        g_free(path);
    }
}

/* ---- headers that do not fit ---- */

/* The number of the top that a place belongs to, -1 if to none. */
static int top_at(struct building *b, CXSourceLocation place)
{
    CXFile file;
    unsigned line;
    char *path;
    int top;

    clang_getExpansionLocation(place, &file, &line, NULL, NULL);
    if (!file) return -1;
    path = path_of(file);
    if (strcmp(path, b->name) == 0)
        top = (int)line - (int)b->first_line;
    else
        top = (int)GPOINTER_TO_UINT(g_hash_table_lookup(b->top_of, path)) - 1;
    g_free(path);
    return top < (int)b->node->tops->len ? top : -1;
}

/* Of two tops that do not agree, the one that more units include stays. */
static int worse_top(struct building *b, CXDiagnostic d)
{
    CXDiagnosticSet notes = clang_getChildDiagnostics(d);
    int top = top_at(b, clang_getDiagnosticLocation(d));

    for (unsigned i = 0; top >= 0 && i < clang_getNumDiagnosticsInSet(notes); i++) {
        CXDiagnostic note = clang_getDiagnosticInSet(notes, i);
        int other = top_at(b, clang_getDiagnosticLocation(note));

        if (other >= 0 && g_array_index(b->node->tops, struct prelude_top, other).units <
                              g_array_index(b->node->tops, struct prelude_top, top).units)
            top = other;
        clang_disposeDiagnostic(note);
    }
    return top;
}

/* Takes out the tops with errors. False if an error belongs to none. */
static bool drop_bad_tops(struct building *b, unsigned *dropped)
{
    unsigned n = clang_getNumDiagnostics(b->unit);
    bool *bad = g_new0(bool, b->node->tops->len + 1), ok = true;

    *dropped = 0;
    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic d = clang_getDiagnostic(b->unit, i);
        int top = clang_getDiagnosticSeverity(d) >= CXDiagnostic_Warning ? worse_top(b, d) : -2;

        if (top >= 0)
            bad[top] = true;
        else if (top == -1 && clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error)
            ok = false;
        if (g_getenv("PRELUDE_DEBUG") && top != -2) {
            CXString s = clang_formatDiagnostic(d, 1);
            g_printerr("%d %s\n", top, clang_getCString(s));
            clang_disposeString(s);
        }
        clang_disposeDiagnostic(d);
    }
    for (guint i = b->node->tops->len; i-- > 0;) {
        if (!bad[i]) continue;
        g_array_remove_index(b->node->tops, i);
        (*dropped)++;
    }
    g_free(bad);
    return ok;
}

static void forget_unit(struct building *b)
{
    if (b->unit) clang_disposeTranslationUnit(b->unit);
    b->unit = NULL;
    g_hash_table_remove_all(b->top_of);
    g_ptr_array_set_size(b->files, 0);
}

/* Compiles until nothing is left to take out. */
static bool compile_clean(struct building *b, GError **error)
{
    unsigned dropped = 1;

    for (int pass = 0; pass < PASSES_MAX && dropped; pass++) {
        forget_unit(b);
        if (b->node->tops->len == 0) break;
        if (!compile(b)) {
            g_set_error(error, build_error(), 1, "%s: libclang could not compile it", b->name);
            return false;
        }
        clang_getInclusions(b->unit, note_file, b);
        if (!drop_bad_tops(b, &dropped) && !dropped) {
            g_set_error(error, build_error(), 1, "%s: its headers have errors", b->name);
            return false;
        }
    }
    if (!dropped) return true;
    g_set_error(error, build_error(), 1, "%s: its headers do not agree", b->name);
    return false;
}

/* ---- what is known of it ---- */

struct collecting {
    struct building *b;
    struct prelude_facts *facts;
    GHashTable *names; /* all names mentioned, as a set                      */
    uint32_t first;
};

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

static void collect_file(struct collecting *c, const struct source *s, uint32_t number)
{
    GArray *mentions = source_mentions_of(s->path);

    for (guint i = 0; mentions && i < mentions->len; i++) {
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, i);
        struct prelude_macro macro = {.name = m->name, .file = number};

        if (m->defined) g_array_append_val(c->facts->macros, macro);
        if (m->tested) g_array_append_val(c->facts->asked, macro);
        if (g_hash_table_add(c->names, GSIZE_TO_POINTER(m->name)))
            g_array_append_val(c->facts->names, m->name);
    }
    if (mentions) g_array_unref(mentions);
}

static const char *path_of_number(const struct collecting *c, uint32_t number)
{
    const struct prelude_index *p = c->b->parent;

    if (number >= c->first) return ((const struct source *)c->facts->files->pdata[number - c->first])->path;
    while (p->first > number) p = p->parent;
    return p->files[number - p->first];
}

static void note_test(struct collecting *c, GHashTable *seen, uint32_t tester, uint32_t definer)
{
    struct prelude_test test = {tester, definer};
    uint64_t both = (uint64_t)tester << 32 | definer;

    if (definer < tester && g_hash_table_add(seen, GSIZE_TO_POINTER(both)))
        g_array_append_val(c->facts->tests, test);
}

static gint by_tester(gconstpointer a, gconstpointer b)
{
    const struct prelude_test *x = a, *y = b;

    if (x->tester != y->tester) return x->tester < y->tester ? -1 : 1;
    return (x->definer > y->definer) - (x->definer < y->definer);
}

/* Pairs of a file that asks for a macro and one before it that defines it, unless the first one includes the
 * second. */
static void collect_tests(struct collecting *c)
{
    struct prelude_index own = {.macros = (const struct prelude_macro *)(const void *)c->facts->macros->data,
                                .nmacros = c->facts->macros->len,
                                .parent = c->b->parent};
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    GArray *all = c->facts->tests;
    struct source_set reached;
    guint kept = 0;
    uint32_t last = 0;

    for (guint i = 0; i < c->facts->asked->len; i++) {
        const struct prelude_macro *t = &g_array_index(c->facts->asked, struct prelude_macro, i);

        for (const struct prelude_index *p = &own; p; p = p->parent) {
            gsize n;
            const struct prelude_macro *m = prelude_macros(p, t->name, &n);

            for (gsize k = 0; k < n; k++) note_test(c, seen, t->file, m[k].file);
        }
    }
    g_hash_table_destroy(seen);
    g_array_sort(all, by_tester);
    source_set_init(&reached);
    for (guint i = 0; i < all->len; i++) {
        const struct prelude_test test = g_array_index(all, struct prelude_test, i);
        struct sources *sources = c->b->plan->sources;

        if (i == 0 || last != test.tester) {
            source_set_reset(&reached);
            sources_reach(sources, c->b->node->search, sources_file(sources, path_of_number(c, test.tester)),
                          NULL, &reached);
        }
        last = test.tester;
        if (!source_set_has(&reached, sources_file(sources, path_of_number(c, test.definer))->id))
            g_array_index(all, struct prelude_test, kept++) = test;
    }
    g_array_set_size(all, kept);
    source_set_clear(&reached);
}

/* Files that the compiler read and that the text of the others does not lead to. */
static void collect_others(struct collecting *c)
{
    struct sources *sources = c->b->plan->sources;
    struct source_set reached;

    source_set_init(&reached);
    for (guint i = 0; i < c->b->node->tops->len; i++) {
        const struct source *top = g_array_index(c->b->node->tops, struct prelude_top, i).file;

        sources_reach(sources, c->b->node->search, sources_by_id(sources, top->id), NULL, &reached);
    }
    for (guint i = 0; i < c->b->node->search->included->len; i++)
        sources_reach(sources, c->b->node->search,
                      sources_file(sources, c->b->node->search->included->pdata[i]), NULL, &reached);
    for (guint i = 0; i < c->facts->files->len; i++) {
        const struct source *s = c->facts->files->pdata[i];

        if (!source_set_has(&reached, s->id)) g_ptr_array_add(c->facts->others, s->path);
    }
    source_set_clear(&reached);
}

/* Functions that a cleanup attribute may name: they take one pointer and give nothing back, and their names
 * are pasted together, so that a unit's text need not hold them. */
static enum CXChildVisitResult note_function(CXCursor c, CXCursor parent, CXClientData data)
{
    struct collecting *c_data = data;
    CXFile file;
    CXString name;

    (void)parent;
    if (c.kind != CXCursor_FunctionDecl || !clang_isCursorDefinition(c) ||
        clang_Cursor_getNumArguments(c) != 1 || clang_getCursorResultType(c).kind != CXType_Void)
        return CXChildVisit_Continue;
    clang_getSpellingLocation(clang_getCursorLocation(c), &file, NULL, NULL, NULL);
    if (file) return CXChildVisit_Continue;
    name = clang_getCursorSpelling(c);
    g_ptr_array_add(c_data->facts->functions, g_strdup(clang_getCString(name)));
    clang_disposeString(name);
    return CXChildVisit_Continue;
}

static bool write_index(struct building *b, const char *finished, GError **error)
{
    struct prelude_facts facts = {.folder = b->node->folder,
                                  .parent = "",
                                  .flags = b->node->flags,
                                  .files = g_ptr_array_new(),
                                  .others = g_ptr_array_new(),
                                  .functions = g_ptr_array_new_with_free_func(g_free),
                                  .macros = g_array_new(FALSE, FALSE, sizeof(struct prelude_macro)),
                                  .asked = g_array_new(FALSE, FALSE, sizeof(struct prelude_macro)),
                                  .names = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
                                  .tests = g_array_new(FALSE, FALSE, sizeof(struct prelude_test))};
    struct collecting c = {.b = b, .facts = &facts, .first = b->parent ? prelude_total(b->parent) : 0};
    char *parent = b->parent ? g_path_get_basename(b->parent->pch) : NULL;
    bool ok;

    if (parent) facts.parent = parent;
    c.names = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < b->files->len; i++) {
        const struct source *s = sources_file(b->plan->sources, b->files->pdata[i]);

        g_ptr_array_add(facts.files, (gpointer)s);
        collect_file(&c, s, c.first + i);
    }
    g_array_sort(facts.macros, by_name);
    g_array_sort(facts.asked, by_name);
    g_array_sort(facts.names, by_number);
    collect_tests(&c);
    collect_others(&c);
    clang_visitChildren(clang_getTranslationUnitCursor(b->unit), note_function, &c);
    ok = prelude_index_write(b->node->pch, finished, &facts, error);
    g_hash_table_destroy(c.names);
    g_array_unref(facts.asked);
    g_array_unref(facts.tests);
    g_array_unref(facts.names);
    g_array_unref(facts.macros);
    g_ptr_array_unref(facts.others);
    g_ptr_array_unref(facts.functions);
    g_ptr_array_unref(facts.files);
    g_free(parent);
    return ok;
}

/* ---- the file ---- */

static bool save(struct building *b, GError **error)
{
    char *temporary = g_strdup_printf("%s.%d.tmp", b->node->pch, (int)getpid());
    bool ok = clang_saveTranslationUnit(b->unit, temporary, CXSaveTranslationUnit_None) == CXSaveError_None;

    if (!ok) g_set_error(error, build_error(), 1, "%s: libclang could not write it", temporary);
    ok = ok && write_index(b, temporary, error);
    if (ok && g_rename(temporary, b->node->pch) != 0) {
        g_set_error(error, build_error(), 1, "%s: %s", b->node->pch, g_strerror(errno));
        ok = false;
    }
    if (!ok) g_remove(temporary);
    g_free(temporary);
    return ok;
}

static bool build_file(struct prelude_plan *plan, struct prelude_node *node, struct prelude_index *parent,
                       GError **error)
{
    struct building b = {.plan = plan, .node = node, .parent = parent};
    bool ok;

    b.name = g_strconcat(node->pch, ".h", NULL);
    b.text = g_string_new(NULL);
    b.index = clang_createIndex(1, 0);
    b.top_of = g_hash_table_new(g_str_hash, g_str_equal);
    b.files = g_ptr_array_new_with_free_func(g_free);
    ok = compile_clean(&b, error) && save(&b, error);
    forget_unit(&b);
    clang_disposeIndex(b.index);
    g_hash_table_destroy(b.top_of);
    g_ptr_array_unref(b.files);
    g_string_free(b.text, TRUE);
    g_free(b.name);
    return ok;
}

bool prelude_build(struct prelude_plan *plan, struct prelude_node *node, GError **error)
{
    struct prelude_node *parent = node->parent >= 0 ? plan->nodes->pdata[node->parent] : NULL;
    struct prelude_index *below = parent ? prelude_node_index(plan, parent) : NULL;
    char *lock = g_strconcat(node->pch, ".lock", NULL);
    int fd;
    bool ok = true;

    if (parent && !below && parent->job) {
        ok = prelude_build(plan, parent, error);
        below = parent->index;
    }
    if (ok && parent && !below) {
        g_set_error(error, build_error(), 1, "%s: the prelude that it stands on is not there", node->pch);
        ok = false;
    }
    fd = ok ? g_open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd >= 0) flock(fd, LOCK_EX);
    if (ok && !prelude_node_index(plan, node)) {
        ok = build_file(plan, node, below, error);
        if (ok && !prelude_node_index(plan, node)) {
            g_set_error(error, build_error(), 1, "%s: it changed while it was made", node->pch);
            ok = false;
        }
    }
    if (fd >= 0) close(fd);
    g_free(lock);
    return ok;
}
