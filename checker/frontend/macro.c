/* Macros that mean more than they expand to, lowered as calls of their own name: tests of the context,
 * assertions, and annotations behind a function's parameters, which expand to nothing. See lower.h.
 *
 * A macro's argument is the expression that was written there. It goes through a variable with the type that
 * the compiler sees, so that a reader can tell what kind of lock `&dev->lock` is.
 */
#include "frontend/lower.h"

#include <string.h>

enum { MAX_MACRO_ARGS = 4 };

/* A piece of the main file or of a header. */
struct stretch {
    size_t begin, end;
};

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static struct stretch trimmed(const char *text, size_t begin, size_t end)
{
    while (begin < end && g_ascii_isspace(text[begin])) begin++;
    while (end > begin && g_ascii_isspace(text[end - 1])) end--;
    return (struct stretch){begin, end};
}

/* The arguments of the invocation whose name ends at `at`. */
static unsigned written_args(const char *text, size_t size, size_t at, struct stretch out[MAX_MACRO_ARGS])
{
    unsigned n = 0;
    int depth = 0;
    size_t begin;

    while (at < size && g_ascii_isspace(text[at])) at++;
    if (at == size || text[at] != '(') return 0;
    for (begin = ++at; at < size && n < MAX_MACRO_ARGS; at++) {
        if (text[at] == '(') depth++;
        if (depth == 0 && (text[at] == ',' || text[at] == ')')) {
            struct stretch arg = trimmed(text, begin, at);

            if (arg.end > arg.begin) out[n++] = arg;
            if (text[at] == ')') return n;
            begin = at + 1;
        }
        if (text[at] == ')') depth--;
    }
    return 0;
}

static sym canonical_text(struct lower *l, CXType type)
{
    return tu_type(l->tu, clang_getCanonicalType(type))->text;
}

/* The value in a variable of that type: where the analysis finds both. */
static ir_val with_type(struct lower *l, ir_val v, sym type)
{
    ir_val typed;

    if (v == IR_NONE) return v;
    typed = irb_var(l->b, IR_TEMP, SYM_NONE, type, false);
    irb_copy(l->b, typed, v);
    return typed;
}

static bool is_listed(const struct lower *l, sym name)
{
    for (uint32_t i = 0; i < l->options->nmacros; i++)
        if (l->options->macros[i] == name) return true;
    return false;
}

/* ---- invocations ---- */

struct arg_search {
    CXFile file;
    struct stretch arg;
    CXCursor found;
};

static enum CXChildVisitResult find_arg(CXCursor c, CXCursor parent, CXClientData data)
{
    struct arg_search *s = data;
    CXSourceRange range = clang_getCursorExtent(c);
    CXFile begin_file, end_file;
    unsigned begin, end;

    (void)parent;
    clang_getFileLocation(clang_getRangeStart(range), &begin_file, NULL, NULL, &begin);
    clang_getFileLocation(clang_getRangeEnd(range), &end_file, NULL, NULL, &end);
    if (!clang_isExpression(c.kind) || begin_file != s->file || end_file != s->file ||
        begin != s->arg.begin || end != s->arg.end)
        return CXChildVisit_Recurse;
    s->found = c;
    return CXChildVisit_Break;
}

/* The argument as it stands somewhere in the expansion; IR_NONE if it does not. */
static ir_val expanded_arg(struct lower *l, CXCursor c, CXFile file, struct stretch arg)
{
    struct arg_search s = {.file = file, .arg = arg, .found = clang_getNullCursor()};

    clang_visitChildren(c, find_arg, &s);
    if (clang_Cursor_isNull(s.found)) return IR_NONE;
    return with_type(l, lower_expr(l, s.found), canonical_text(l, clang_getCursorType(s.found)));
}

ir_val lower_macro(struct lower *l, CXCursor c, sym macro, bool result)
{
    struct stretch args[MAX_MACRO_ARGS];
    ir_val values[MAX_MACRO_ARGS];
    CXFile file;
    unsigned offset, n = 0;
    size_t size;
    const char *text;

    lower_at(l, c);
    clang_getFileLocation(clang_getCursorLocation(c), &file, NULL, NULL, &offset);
    text = tu_file_text(l->tu, tu_file(l->tu, file), &size);
    if (text) n = written_args(text, size, offset + strlen(sym_text(macro)), args);
    for (unsigned i = 0; i < n; i++) values[i] = expanded_arg(l, c, file, args[i]);
    while (n && values[n - 1] == IR_NONE) n--;
    return irb_call(l->b, macro, values, n, result, 0);
}

/* ---- annotations of a function ---- */

struct field_search {
    struct tu *tu;
    const char *name;
    size_t length;
    CXCursor found;
};

static enum CXVisitorResult find_field(CXCursor field, CXClientData data)
{
    struct field_search *s = data;
    CXString name = clang_getCursorSpelling(field);
    const char *text = clang_getCString(name);
    bool same = strlen(text) == s->length && strncmp(text, s->name, s->length) == 0;

    clang_disposeString(name);
    if (!same) return CXVisit_Continue;
    s->found = field;
    return CXVisit_Break;
}

/* A place that an annotation names: `v` is the value of a pointer, or the address of an object. */
struct named_place {
    ir_val v;
    CXType type;
    bool is_address;
};

static bool named_param(struct lower *l, const char *name, size_t length, struct named_place *out)
{
    int n = clang_Cursor_getNumArguments(l->func);

    for (int i = 0; i < n; i++) {
        CXCursor param = clang_Cursor_getArgument(l->func, (unsigned)i);
        const char *text = sym_text(tu_name(l->tu, param, true));

        if (strlen(text) != length || strncmp(text, name, length) != 0) continue;
        *out = (struct named_place){lower_var(l, param), clang_getCursorType(param), false};
        return true;
    }
    return false;
}

static bool named_field(struct lower *l, const char *name, size_t length, bool arrow, struct named_place *at)
{
    struct field_search s = {l->tu, name, length, clang_getNullCursor()};
    const struct tu_field *field;

    if (arrow == at->is_address) {
        if (!arrow) return false;
        at->v = irb_load(l->b, at->v);
    }
    if (arrow) at->type = clang_getPointeeType(clang_getCanonicalType(at->type));
    clang_Type_visitFields(clang_getCanonicalType(at->type), find_field, &s);
    if (clang_Cursor_isNull(s.found)) return false;
    field = tu_field(l->tu, s.found);
    at->v = irb_field(l->b, at->v, field->name, field->type->text);
    at->type = clang_getCursorType(s.found);
    at->is_address = true;
    return true;
}

static size_t word_end(const char *text, size_t at, size_t end)
{
    while (at < end && is_word(text[at])) at++;
    return at;
}

/* `&dev->lock`, `dev->lock`, `lock`: the lock's address; IR_NONE for what is written in another way. */
static ir_val annotated_lock(struct lower *l, const char *text, struct stretch arg)
{
    bool amp = text[arg.begin] == '&';
    size_t at = arg.begin + amp, end = word_end(text, at, arg.end);
    struct named_place place;

    if (!named_param(l, text + at, end - at, &place)) return IR_NONE;
    for (at = end; at < arg.end; at = end) {
        bool arrow = text[at] == '-' && text[at + 1] == '>';

        if (!arrow && text[at] != '.') return IR_NONE;
        at += arrow ? 2 : 1;
        end = word_end(text, at, arg.end);
        if (end == at || !named_field(l, text + at, end - at, arrow, &place)) return IR_NONE;
    }
    if (clang_getCanonicalType(place.type).kind == CXType_Pointer) { /* to the lock */
        if (amp) return IR_NONE;
        if (place.is_address) place.v = irb_load(l->b, place.v);
        return with_type(l, place.v, canonical_text(l, place.type));
    }
    if (!place.is_address) return IR_NONE;
    return with_type(l, place.v, sym_fmt("%s *", sym_text(canonical_text(l, place.type))));
}

static void annotation(struct lower *l, sym name, const char *text, struct stretch arg)
{
    ir_val lock;

    lower_at(l, l->func);
    lock = annotated_lock(l, text, arg);
    if (lock != IR_NONE) irb_call(l->b, name, &lock, 1, false, 0);
}

void lower_annotations(struct lower *l, CXCursor body)
{
    CXFile file, body_file;
    unsigned at, end;
    size_t size;
    const char *text;

    clang_getFileLocation(clang_getCursorLocation(l->func), &file, NULL, NULL, &at);
    clang_getFileLocation(clang_getRangeStart(clang_getCursorExtent(body)), &body_file, NULL, NULL, &end);
    text = file == body_file && file ? tu_file_text(l->tu, tu_file(l->tu, file), &size) : NULL;
    if (!text || end > size) return;
    while (at < end) {
        size_t word = word_end(text, at, end);
        sym name = word > at ? sym_of_n(text + at, word - at) : SYM_NONE;
        struct stretch args[MAX_MACRO_ARGS];
        unsigned n = name && is_listed(l, name) ? written_args(text, end, word, args) : 0;

        if (n == 1) annotation(l, name, text, args[0]);
        at = (unsigned)(word > at ? word : at + 1);
    }
}
