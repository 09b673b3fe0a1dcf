/* Building one prelude: a text of #include lines, compiled to a file. See prelude_plan.h.
 *
 * Headers that nobody includes together may not agree, and some need others that they do not include: those
 * with errors or with another definition of a macro are taken out or moved, and the rest is tried again.
 */
#include "frontend/parse.h"
#include "frontend/prelude_plan.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { PASSES_MAX = 10 };
/* A folder gets a prelude on nothing for so many units, if they are one in so many: without it, each takes
 * half a second more, and to build it, three or four. */
enum { CLASH_MIN = 8, CLASH_SHARE = 6 };

struct building {
    struct prelude_made made;
    char *name; /* of the text: a path that need not exist */
    GString *text;
    guint first_line; /* of the first #include */
    CXIndex index;
    GHashTable *top_of;   /* path of a file -> number of the top that it came with + 1 */
    GHashTable *offended; /* paths of files that a top was taken out for               */
    GHashTable *moved;    /* tops that were tried behind all others, by id + 1         */
    bool hopeless;        /* it would fail again                                       */
    uint32_t clash;       /* of the tops that do not agree with the prelude below: most units */
};

static GQuark build_error(void)
{
    return g_quark_from_static_string("gfpcheck-prelude");
}

/* ---- compiling ---- */

/* Appends what makes the compiler write a macro of a prelude below into this one as well. */
static void keep_macros(struct building *b, const struct source *s, GHashTable *seen)
{
    GArray *mentions = source_mentions(s, NULL);
    GMappedFile *file = g_mapped_file_new(s->path, FALSE, NULL);
    const char *text = file ? g_mapped_file_get_contents(file) : NULL;

    for (guint i = 0; text && i < mentions->len; i++) {
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, i);
        gsize n = 0;
        int length;

        for (const struct prelude_index *p = b->made.parent; p && !n; p = p->parent)
            n = prelude_macros_of(p->defined, m->name).n;
        if (!n || !g_hash_table_add(seen, GSIZE_TO_POINTER(m->name))) continue;
        length = (int)source_word_length(text + m->offset, text + g_mapped_file_get_length(file));
        g_string_append_printf(b->text, "#pragma push_macro(\"%.*s\")\n#pragma pop_macro(\"%.*s\")\n", length,
                               text + m->offset, length, text + m->offset);
    }
    if (file) g_mapped_file_unref(file);
    g_array_unref(mentions);
}

/* A precompiled file that stands on another hides the other's macros of the names that it declares as
 * something else meanwhile, a parameter named like a function-like macro for example: the compiler writes
 * such a name down again, but not its macro unless that has changed. Saving and restoring a macro is a
 * change. */
static void keep_parents_macros(struct building *b)
{
    struct sources *sources = b->made.plan->sources;
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    struct source_set files;

    source_set_init(&files);
    for (guint i = 0; i < b->made.node->tops->len; i++) {
        uint32_t id = g_array_index(b->made.node->tops, struct prelude_top, i).file->id;

        sources_reach(sources, b->made.node->search, sources_by_id(sources, id), NULL, &files);
    }
    for (guint i = 0; i < files.ids->len; i++) {
        const struct source *s = sources_by_id(sources, g_array_index(files.ids, uint32_t, i));

        if (prelude_number(b->made.parent, s->path) < 0) keep_macros(b, s, seen);
    }
    source_set_clear(&files);
    g_hash_table_destroy(seen);
}

static void write_text(struct building *b)
{
    g_string_truncate(b->text, 0);
    b->first_line = 1;
    for (char **name = b->made.node->names; !b->made.parent && *name; name++, b->first_line++) {
        const char *value = strchr(*name, '=');

        g_string_append_printf(b->text, "#define %.*s %s\n", (int)(value - *name - 2), *name + 2, value + 1);
    }
    for (guint i = 0; i < b->made.node->tops->len; i++)
        g_string_append_printf(b->text, "#include \"%s\"\n",
                               g_array_index(b->made.node->tops, struct prelude_top, i).file->path);
    if (b->made.parent) keep_parents_macros(b);
}

static bool compile(struct building *b)
{
    struct command cmd = {.file = b->name, .directory = b->made.plan->dir, .flags = b->made.node->flags};
    GPtrArray *args = parse_arguments(&cmd, &b->made.plan->options,
                                      b->made.parent ? b->made.parent->pch : NULL, NULL, !b->made.parent);
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
        CXTranslationUnit_KeepGoing | CXTranslationUnit_Incomplete | CXTranslationUnit_ForSerialization |
            CXTranslationUnit_DetailedPreprocessingRecord,
        &b->made.unit);
    g_ptr_array_unref(args);
    return code == CXError_Success;
}

/* libclang calls it for each file with the places of the #include lines that led to it, innermost first. */
static void note_file(CXFile file, CXSourceLocation *stack, unsigned n, CXClientData data)
{
    struct building *b = data;
    char *path = parse_file_path(file);
    unsigned line = 0;

    if (n && !g_hash_table_contains(b->top_of, path) && strcmp(path, b->name) != 0 &&
        prelude_number(b->made.parent, path) < 0) {
        clang_getExpansionLocation(stack[n - 1], NULL, &line, NULL, NULL);
        g_ptr_array_add(b->made.files, path);
        g_hash_table_insert(b->top_of, path,
                            GUINT_TO_POINTER(line >= b->first_line ? line - b->first_line + 1 : 0));
    } else {
        g_free(path);
    }
}

/* ---- headers that do not fit ---- */

static uint32_t units_of(const struct building *b, int top)
{
    return g_array_index(b->made.node->tops, struct prelude_top, top).units;
}

/* The number of the top that a place belongs to, -1 if to none. `path` gets the file (g_free). */
static int top_at(struct building *b, CXSourceLocation place, char **path)
{
    CXFile file;
    unsigned line;
    int top;

    *path = NULL;
    clang_getExpansionLocation(place, &file, &line, NULL, NULL);
    if (!file) return -1;
    *path = parse_file_path(file);
    if (strcmp(*path, b->name) == 0)
        top = (int)line - (int)b->first_line;
    else
        top = (int)GPOINTER_TO_UINT(g_hash_table_lookup(b->top_of, *path)) - 1;
    return top < (int)b->made.node->tops->len ? top : -1;
}

/* Whether the place of a note has a part in what is wrong: not one that led there, and not one that declares
 * what is lacking. */
static bool is_part(CXDiagnostic note)
{
    CXString text = clang_getDiagnosticSpelling(note);
    bool is = !g_str_has_prefix(clang_getCString(text), "in file included from") &&
              !g_str_has_prefix(clang_getCString(text), "forward declaration of");

    clang_disposeString(text);
    return is;
}

/* What is wrong with a prelude's text. */
struct fault {
    int top;    /* -1: with none of them                                    */
    char *path; /* of a file that came with it                              */
    bool alone; /* no other file has a part in it: it may lack one before it */
    bool below; /* a file of the prelude below has a part in it              */
};

/* Of two tops that do not agree, the one that more units include stays. */
static struct fault fault_of(struct building *b, CXDiagnostic d)
{
    CXDiagnosticSet notes = clang_getChildDiagnostics(d);
    struct fault fault = {.alone = true};

    fault.top = top_at(b, clang_getDiagnosticLocation(d), &fault.path);
    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(notes); i++) {
        CXDiagnostic note = clang_getDiagnosticInSet(notes, i);
        char *path;
        int other = top_at(b, clang_getDiagnosticLocation(note), &path);

        if (other != fault.top && path && is_part(note)) {
            fault.alone = false;
            fault.below = fault.below || prelude_number(b->made.parent, path) >= 0;
            if (other >= 0 && (fault.top < 0 || units_of(b, other) < units_of(b, fault.top))) {
                fault.top = other;
                g_free(fault.path);
                fault.path = g_steal_pointer(&path);
            }
        }
        g_free(path);
        clang_disposeDiagnostic(note);
    }
    return fault;
}

/* Marks the tops that read the file again if only the one that it came with is taken out. */
static void condemn_readers(struct building *b, const char *path, bool *bad)
{
    struct sources *sources = b->made.plan->sources;
    uint32_t id = sources_file(sources, path)->id;
    struct source_set reached;

    source_set_init(&reached);
    for (guint i = 0; i < b->made.node->tops->len; i++) {
        uint32_t top = g_array_index(b->made.node->tops, struct prelude_top, i).file->id;

        source_set_reset(&reached);
        sources_reach(sources, b->made.node->search, sources_by_id(sources, top), NULL, &reached);
        bad[i] = bad[i] || source_set_has(&reached, id);
    }
    source_set_clear(&reached);
}

/* A top that lacks something is tried once behind all others. */
static bool may_move(struct building *b, const struct fault *fault)
{
    uint32_t id = g_array_index(b->made.node->tops, struct prelude_top, fault->top).file->id;

    return fault->alone && g_hash_table_add(b->moved, GUINT_TO_POINTER(id + 1));
}

static void judge(struct building *b, const struct fault *fault, bool *bad, bool *late)
{
    if (bad[fault->top] || late[fault->top]) return;
    if (fault->below) b->clash = MAX(b->clash, units_of(b, fault->top));
    late[fault->top] = may_move(b, fault);
    if (late[fault->top]) return;
    bad[fault->top] = true;
    if (fault->path && !g_hash_table_add(b->offended, g_strdup(fault->path)))
        condemn_readers(b, fault->path, bad);
}

/* Those left, the late ones last. How many were taken out or moved. */
static unsigned rearrange(struct building *b, const bool *bad, const bool *late)
{
    GArray *tops = b->made.node->tops, *kept = g_array_new(FALSE, FALSE, sizeof(struct prelude_top));
    unsigned changes = 0;

    for (guint i = 0; i < tops->len; i++) {
        if (!bad[i] && !late[i]) g_array_append_val(kept, g_array_index(tops, struct prelude_top, i));
        changes += bad[i] || late[i];
    }
    for (guint i = 0; i < tops->len; i++)
        if (!bad[i] && late[i]) g_array_append_val(kept, g_array_index(tops, struct prelude_top, i));
    g_array_unref(tops);
    b->made.node->tops = kept;
    return changes;
}

/* Takes out the tops with errors, or moves them. False if an error belongs to none. */
static bool mend(struct building *b, unsigned *changes)
{
    unsigned n = clang_getNumDiagnostics(b->made.unit);
    bool *bad = g_new0(bool, b->made.node->tops->len + 1), *late = g_new0(bool, b->made.node->tops->len + 1);
    bool ok = true;

    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic d = clang_getDiagnostic(b->made.unit, i);

        if (clang_getDiagnosticSeverity(d) >= CXDiagnostic_Warning) {
            struct fault fault = fault_of(b, d);

            if (fault.top >= 0)
                judge(b, &fault, bad, late);
            else if (clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error)
                ok = false;
            g_free(fault.path);
        }
        clang_disposeDiagnostic(d);
    }
    *changes = rearrange(b, bad, late);
    g_free(bad);
    g_free(late);
    return ok;
}

static void forget_unit(struct building *b)
{
    if (b->made.unit) clang_disposeTranslationUnit(b->made.unit);
    b->made.unit = NULL;
    g_hash_table_remove_all(b->top_of);
    g_ptr_array_set_size(b->made.files, 0);
}

static bool give_up(struct building *b, const char *why, GError **error)
{
    b->hopeless = true;
    g_set_error(error, build_error(), 1, "%s: %s", b->name, why);
    return false;
}

/* Compiles until nothing is left to mend. */
static bool compile_clean(struct building *b, GError **error)
{
    unsigned changes = 1;

    for (int pass = 0; pass < PASSES_MAX && changes && b->made.node->tops->len; pass++) {
        forget_unit(b);
        if (!compile(b)) return give_up(b, "libclang could not compile it", error);
        clang_getInclusions(b->made.unit, note_file, b);
        if (!mend(b, &changes) && !changes) return give_up(b, "its headers have errors", error);
    }
    return !changes || give_up(b, "its headers do not agree", error);
}

/* ---- on nothing ---- */

/* Those of its own files that neither one of them nor a flag includes. */
static void tops_of_index(struct prelude_plan *plan, const struct prelude_index *p,
                          const struct search *search, GArray *tops)
{
    bool *included = g_new0(bool, prelude_total(p));

    for (gsize i = 0; i < p->includes.n; i++) included[p->includes.at[i].to] = true;
    for (guint i = 0; i < search->included->len; i++) {
        int64_t number = prelude_number(p, sources_file(plan->sources, search->included->pdata[i])->path);

        if (number >= 0) included[number] = true;
    }
    for (uint32_t i = 0; i < p->nfiles; i++) {
        struct prelude_top top = {.file = sources_file(plan->sources, p->files[i])};

        if (!included[p->first + i]) g_array_append_val(tops, top);
    }
    g_free(included);
}

/* Appends the tops of the preludes that the node is to stand on, outermost first, as the first to go where
 * they do not agree with others. */
static void tops_below(struct prelude_plan *plan, const struct prelude_node *node,
                       const struct search *search, GArray *tops)
{
    struct prelude_node *below = node->parent >= 0 ? plan->nodes->pdata[node->parent] : NULL;
    const struct prelude_index *p = below ? prelude_node_index(plan, below) : NULL;

    if (!below) return;
    if (!p || p->parent) tops_below(plan, below, search, tops);
    if (p) tops_of_index(plan, p, search, tops);
}

/* The flags, and the files of -include, which only an outermost prelude has. */
static char **outermost_flags(const struct prelude_index *p, char **own)
{
    GPtrArray *flags = g_ptr_array_new();

    while (p->parent) p = p->parent;
    for (; *own; own++) g_ptr_array_add(flags, g_strdup(*own));
    for (const char **flag = p->flags; *flag; flag++) {
        if (strcmp(*flag, "-include") != 0 || !flag[1]) continue;
        g_ptr_array_add(flags, g_strdup(*flag++));
        g_ptr_array_add(flags, g_strdup(*flag));
    }
    g_ptr_array_add(flags, NULL);
    return (char **)g_ptr_array_free(flags, FALSE);
}

/* Makes it a prelude that stands on nothing, with its tops behind those of the preludes below. */
static void stand_alone(struct building *b, const GArray *own)
{
    struct prelude_node *node = b->made.node;
    struct command cmd = {.directory = (char *)"/"};
    GArray *tops = g_array_new(FALSE, FALSE, sizeof(struct prelude_top));

    cmd.flags = outermost_flags(b->made.parent, node->flags);
    g_strfreev(node->flags);
    node->flags = cmd.flags;
    node->search = sources_search(b->made.plan->sources, &cmd);
    tops_below(b->made.plan, node, node->search, tops);
    g_array_append_vals(tops, own->data, own->len);
    g_array_unref(node->tops);
    node->tops = tops;
    b->made.parent = NULL;
    g_hash_table_remove_all(b->offended);
    g_hash_table_remove_all(b->moved);
}

/* A folder may have a header that many of its units include, and that does not agree with the prelude below:
 * each of them would be parsed plainly. */
static bool compile_agreeing(struct building *b, GError **error)
{
    GArray *tops = g_array_ref(b->made.node->tops);
    GError *disagreement = NULL;
    bool ok = compile_clean(b, &disagreement);

    if (b->clash >= MAX(CLASH_MIN, b->made.node->units / CLASH_SHARE)) {
        stand_alone(b, tops);
        g_clear_error(&disagreement);
        b->hopeless = false;
        ok = compile_clean(b, error);
    }
    if (disagreement) g_propagate_error(error, disagreement);
    g_array_unref(tops);
    return ok;
}

/* ---- the file ---- */

/* Whether a unit can be parsed with it: the compiler can't read all that it writes. */
static bool try_out(struct building *b, const char *pch, GError **error)
{
    struct command cmd = {.file = b->name, .directory = b->made.plan->dir, .flags = b->made.node->flags};
    GPtrArray *args = parse_arguments(&cmd, &b->made.plan->options, pch, NULL, false);
    struct CXUnsavedFile empty = {b->name, "", 0};
    CXTranslationUnit unit = NULL;
    bool ok;

    clang_parseTranslationUnit2(b->index, b->name, (const char *const *)args->pdata, (int)args->len, &empty,
                                1, CXTranslationUnit_None, &unit);
    ok = unit && clang_getNumDiagnostics(unit) == 0;
    if (unit) clang_disposeTranslationUnit(unit);
    g_ptr_array_unref(args);
    return ok || give_up(b, "the compiler can't read what it wrote", error);
}

static bool save(struct building *b, GError **error)
{
    const char *pch = b->made.node->pch;
    char *temporary = g_strdup_printf("%s.%d.tmp", pch, (int)getpid());
    bool ok =
        clang_saveTranslationUnit(b->made.unit, temporary, CXSaveTranslationUnit_None) == CXSaveError_None;

    if (!ok) g_set_error(error, build_error(), 1, "%s: libclang could not write it", temporary);
    ok = ok && try_out(b, temporary, error) && prelude_write_facts(&b->made, temporary, error);
    if (ok && g_rename(temporary, pch) != 0) {
        g_set_error(error, build_error(), 1, "%s: %s", pch, g_strerror(errno));
        ok = false;
    }
    if (!ok) g_remove(temporary);
    g_free(temporary);
    return ok;
}

static bool build_file(struct prelude_plan *plan, struct prelude_node *node, struct prelude_index *parent,
                       GError **error)
{
    struct building b = {.made = {.plan = plan, .node = node, .parent = parent}};
    bool ok;

    b.name = g_strconcat(node->pch, ".h", NULL);
    b.text = g_string_new(NULL);
    b.index = clang_createIndex(1, 0);
    b.top_of = g_hash_table_new(g_str_hash, g_str_equal);
    b.offended = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    b.moved = g_hash_table_new(NULL, NULL);
    b.made.files = g_ptr_array_new_with_free_func(g_free);
    ok = compile_agreeing(&b, error) && save(&b, error);
    if (b.hopeless) prelude_give_up(node->pch);
    forget_unit(&b);
    clang_disposeIndex(b.index);
    g_hash_table_destroy(b.top_of);
    g_hash_table_destroy(b.offended);
    g_hash_table_destroy(b.moved);
    g_ptr_array_unref(b.made.files);
    g_string_free(b.text, TRUE);
    g_free(b.name);
    return ok;
}

/* ---- one of a plan ---- */

/* Builds those that it stands on: the innermost that can be had, in `below`. False if there is none, and
 * there should be. */
static bool build_below(struct prelude_plan *plan, const struct prelude_node *node,
                        struct prelude_index **below, GError **error)
{
    *below = NULL;
    for (int32_t up = node->parent; up >= 0 && !*below;) {
        struct prelude_node *parent = plan->nodes->pdata[up];

        if (parent->job) prelude_build(plan, parent, NULL);
        *below = prelude_node_index(plan, parent);
        up = parent->parent;
    }
    if (*below || node->parent < 0) return true;
    g_set_error(error, build_error(), 1, "%s: the prelude that it stands on is not there", node->pch);
    return false;
}

bool prelude_build(struct prelude_plan *plan, struct prelude_node *node, GError **error)
{
    char *lock = g_strconcat(node->pch, ".lock", NULL);
    struct prelude_index *below;
    bool ok = build_below(plan, node, &below, error);
    int fd = ok ? g_open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;

    if (fd >= 0) flock(fd, LOCK_EX);
    if (ok && !prelude_node_index(plan, node)) {
        ok = !prelude_is_hopeless(node->pch) && build_file(plan, node, below, error);
        if (ok && !prelude_node_index(plan, node)) {
            g_set_error(error, build_error(), 1, "%s: it changed while it was made", node->pch);
            ok = false;
        }
    }
    if (fd >= 0) close(fd);
    g_free(lock);
    return ok;
}
