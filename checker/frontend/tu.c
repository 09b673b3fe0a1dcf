/* Files, places and macros of a translation unit. See tu.h; names are made in tu_names.c. */
#include "frontend/tu.h"

#include <string.h>

void tu_init(struct tu *tu, CXTranslationUnit unit, const char *path, const char *directory,
             const char *source_root, GHashTable *texts, struct arena *arena)
{
    CXFile file = clang_getFile(unit, path);

    *tu = (struct tu){
        .unit = unit, .directory = directory, .source_root = source_root, .texts = texts, .arena = arena};
    tu->files = g_hash_table_new(NULL, NULL);
    tu->types = g_hash_table_new(NULL, NULL);
    tu->fields = g_hash_table_new(cursor_hash, cursor_equal);
    tu->records = g_hash_table_new(cursor_hash, cursor_equal);
    tu->targets = g_hash_table_new(cursor_hash, cursor_equal);
    tu->by_link = g_hash_table_new(NULL, NULL);
    if (file) {
        tu->main = tu_file(tu, file);
        tu->main->own = tu->main->is_main = true;
    }
}

void tu_clear(struct tu *tu)
{
    g_hash_table_destroy(tu->files);
    g_hash_table_destroy(tu->types);
    g_hash_table_destroy(tu->fields);
    g_hash_table_destroy(tu->records);
    g_hash_table_destroy(tu->targets);
    g_hash_table_destroy(tu->by_link);
    if (tu->by_name) g_hash_table_destroy(tu->by_name);
}

sym sym_of_cx(CXString text)
{
    sym s = sym_of(clang_getCString(text) ? clang_getCString(text) : "");

    clang_disposeString(text);
    return s;
}

/* ---- files ---- */

static sym relative_path(const struct tu *tu, const char *path)
{
    size_t n = tu->source_root ? strlen(tu->source_root) : 0;
    bool below = n && g_str_has_prefix(path, tu->source_root) && path[n] == '/';
    return sym_of(below ? path + n + 1 : path);
}

struct tu_file *tu_file(struct tu *tu, CXFile file)
{
    struct tu_file *f = file ? g_hash_table_lookup(tu->files, file) : NULL;

    if (!f && file) {
        CXString name = clang_getFileName(file);
        char *path = g_canonicalize_filename(clang_getCString(name), tu->directory);

        f = ARENA_NEW(tu->arena, struct tu_file);
        f->file = file;
        f->path = relative_path(tu, path);
        f->own = g_str_has_suffix(path, ".c");
        clang_disposeString(name);
        g_free(path);
        g_hash_table_insert(tu->files, file, f);
    }
    return f;
}

/* Read from the disk: to find the text of a header in a precompiled file, the compiler reads all that is
 * known of all headers. */
static GBytes *header_text(struct tu *tu, struct tu_file *file)
{
    GBytes *text = g_hash_table_lookup(tu->texts, GUINT_TO_POINTER(file->path));
    CXString name;
    char *path, *data;
    gsize size;

    if (text) return text;
    name = clang_getFileName(file->file);
    path = g_canonicalize_filename(clang_getCString(name), tu->directory);
    text =
        g_file_get_contents(path, &data, &size, NULL) ? g_bytes_new_take(data, size) : g_bytes_new(NULL, 0);
    g_hash_table_insert(tu->texts, GUINT_TO_POINTER(file->path), text);
    g_free(path);
    clang_disposeString(name);
    return text;
}

const char *tu_file_text(struct tu *tu, struct tu_file *file, size_t *size)
{
    if (!file->text && file->is_main)
        file->text = clang_getFileContents(tu->unit, file->file, &file->size);
    else if (!file->text)
        file->text = g_bytes_get_data(header_text(tu, file), &file->size);
    *size = file->size;
    return file->text;
}

struct tu_file *tu_file_of(struct tu *tu, CXCursor c)
{
    CXFile file;

    clang_getExpansionLocation(clang_getCursorLocation(c), &file, NULL, NULL, NULL);
    return tu_file(tu, file);
}

/* ---- places ---- */

static size_t word_length(const char *text, size_t size, size_t offset)
{
    size_t end = offset;

    while (end < size && (g_ascii_isalnum(text[end]) || text[end] == '_')) end++;
    return end - offset;
}

static sym word_at(struct tu *tu, struct tu_file *file, unsigned offset)
{
    size_t size;
    const char *text = tu_file_text(tu, file, &size);

    return text && offset < size ? sym_of_n(text + offset, word_length(text, size, offset)) : SYM_NONE;
}

struct ir_loc tu_loc(struct tu *tu, CXSourceLocation location)
{
    struct ir_loc loc = {0};
    struct tu_file *f;
    CXFile file;
    unsigned offset;

    clang_getExpansionLocation(location, &file, &loc.line, &loc.col, &offset);
    f = tu_file(tu, file);
    if (!f) return loc;
    loc.file = f->path;
    if (location_in_macro(location)) loc.macro = word_at(tu, f, offset);
    return loc;
}

struct ir_loc tu_end_loc(struct tu *tu, CXCursor c)
{
    struct ir_loc loc = tu_loc(tu, clang_getRangeEnd(clang_getCursorExtent(c)));

    if (loc.col > 1) loc.col--; /* the compiler's ranges end behind it */
    return loc;
}

/* The offset behind a macro's invocation at `offset`: its name, and `()` if that follows. */
static size_t invocation_end(const char *text, size_t size, size_t offset)
{
    size_t end = offset + word_length(text, size, offset), at = end;
    int depth = 0;

    while (at < size && g_ascii_isspace(text[at])) at++;
    if (at == size || text[at] != '(') return end;
    for (; at < size; at++) {
        if (text[at] == '(') depth++;
        if (text[at] == ')' && --depth == 0) return at + 1;
    }
    return end;
}

/* A macro that is written as an argument of another has the other's expansion location, and its own
 * invocation as file location. An operator's location is that of its left operand, so that the end of the
 * cursor must be looked at as well: it is the invocation's end, or its begin if the macro is an argument. */
sym tu_whole_macro(struct tu *tu, CXCursor c, const sym *macros, uint32_t nmacros)
{
    CXSourceLocation begin = clang_getCursorLocation(c);
    CXFile begin_file, end_file;
    struct tu_file *f;
    unsigned begin_at, end_at;
    const char *text;
    size_t size;
    sym word;
    uint32_t i = 0;

    if (!location_in_macro(begin)) return SYM_NONE;
    clang_getFileLocation(begin, &begin_file, NULL, NULL, &begin_at);
    f = tu_file(tu, begin_file);
    if (!f) return SYM_NONE;
    word = word_at(tu, f, begin_at);
    while (i < nmacros && macros[i] != word) i++;
    if (i == nmacros) return SYM_NONE;

    clang_getFileLocation(clang_getRangeEnd(clang_getCursorExtent(c)), &end_file, NULL, NULL, &end_at);
    text = tu_file_text(tu, f, &size);
    if (end_file != begin_file) return SYM_NONE;
    return end_at == begin_at || end_at == invocation_end(text, size, begin_at) ? word : SYM_NONE;
}
