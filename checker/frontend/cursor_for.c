/* The parts of a `for`.
 *
 * libclang lists init, condition, step and body without saying which are missing: `for (; c();)`, `for (;;
 * c())` and `for (c();;)` look the same. The semicolons tell, but only where the loop is written in the file:
 * nothing can be read of a macro's text. Inside macros, the function's body as the compiler prints it tells,
 * in which the loops come in the order of the tree.
 */
#include "frontend/cursor.h"

#include <string.h>

enum { HAS_INIT = 1, HAS_COND = 2, HAS_STEP = 4 };

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

bool text_has_word(const char *text, size_t size, size_t offset, const char *word)
{
    size_t n = strlen(word);

    return offset + n <= size && memcmp(text + offset, word, n) == 0 &&
           (offset + n == size || !is_word(text[offset + n])) && (offset == 0 || !is_word(text[offset - 1]));
}

/* The first place after a string, character constant or comment that starts at `at`; `at` if none does. */
static const char *skip_quoted(const char *at, const char *end)
{
    const char *p = at + 1;

    if (*at == '"' || *at == '\'') {
        while (p < end && *p != *at) p += *p == '\\' && p + 1 < end ? 2 : 1;
        return p < end ? p + 1 : end;
    }
    if (*at == '/' && p < end && *p == '*') {
        for (p++; p + 1 < end && !(p[0] == '*' && p[1] == '/'); p++) {
        }
        return p + 1 < end ? p + 2 : end;
    }
    if (*at == '/' && p < end && *p == '/') {
        while (p < end && *p != '\n') p++;
        return p;
    }
    return at;
}

/* Which parts the header has that starts at `at` (after the word `for`); -1 if there is none. */
static int header_parts(const char *at, const char *end)
{
    int depth = 0, part = 0, has = 0;

    for (; at < end && *at != '('; at++)
        if (!g_ascii_isspace(*at)) return -1;
    while (at < end) {
        const char *after = skip_quoted(at, end);

        if (after != at) {
            if (*at != '/') has |= 1 << part;
            at = after;
            continue;
        }
        if (strchr(")]}", *at) && --depth == 0) return part == 2 ? has : -1;
        if (*at == ';' && depth == 1)
            part++;
        else if (depth >= 1 && !g_ascii_isspace(*at) && part <= 2)
            has |= 1 << part;
        if (strchr("([{", *at)) depth++;
        at++;
    }
    return -1;
}

/* ---- loops out of macros ---- */

struct search {
    unsigned loop;    /* its location: a statement that comes after a declaration is another cursor when it is
                         met by recursion, since libclang takes that declaration for its parent then   */
    GHashTable *seen; /* `a ?: b` lists the loops in `a` three times, but they are printed once */
    int index;        /* of the loop among the function's, -1: not found yet */
    int count;
};

static enum CXChildVisitResult count_loops(CXCursor c, CXCursor parent, CXClientData data)
{
    struct search *s = data;
    unsigned location;

    (void)parent;
    if (c.kind != CXCursor_ForStmt) return CXChildVisit_Recurse;
    location = clang_getCursorLocation(c).int_data;
    if (g_hash_table_add(s->seen, GUINT_TO_POINTER(location))) {
        if (location == s->loop) s->index = s->count;
        s->count++;
    }
    return CXChildVisit_Recurse;
}

/* Which parts the loop has that is the index-th of `count` in the printed text; -1 if the text has another
 * number. */
static int printed_parts(const char *text, int index, int count)
{
    const char *end = text + strlen(text), *at = text;
    int seen = 0, parts = -1;

    while (at < end) {
        const char *after = skip_quoted(at, end);

        if (after != at) {
            at = after;
        } else if (text_has_word(text, (size_t)(end - text), (size_t)(at - text), "for")) {
            if (seen++ == index) parts = header_parts(at + strlen("for"), end);
            at += strlen("for");
        } else {
            at++;
        }
    }
    return seen == count ? parts : -1;
}

static int parts_in_macro(CXCursor func, CXCursor loop)
{
    struct search s = {.loop = clang_getCursorLocation(loop).int_data, .index = -1};
    CXPrintingPolicy policy = clang_getCursorPrintingPolicy(func);
    CXString text = clang_getCursorPrettyPrinted(func, policy);
    int parts = -1;

    s.seen = g_hash_table_new(NULL, NULL);
    clang_visitChildren(func, count_loops, &s);
    if (s.index >= 0 && clang_getCString(text))
        parts = printed_parts(clang_getCString(text), s.index, s.count);
    g_hash_table_destroy(s.seen);
    clang_disposeString(text);
    clang_PrintingPolicy_dispose(policy);
    return parts;
}

static int parts_in_file(const char *text, size_t size, CXCursor loop)
{
    unsigned offset;

    clang_getExpansionLocation(clang_getCursorLocation(loop), NULL, NULL, NULL, &offset);
    if (!text || !text_has_word(text, size, offset, "for")) return -1;
    return header_parts(text + offset + strlen("for"), text + size);
}

/* What it most likely is, if neither text can tell. */
static int likely_parts(const struct kids *kids)
{
    const CXCursor *first = &kids->at[0];
    bool declares = first->kind == CXCursor_DeclStmt, assigns = false;

    if (first->kind == CXCursor_BinaryOperator)
        assigns = clang_getCursorBinaryOperatorKind(*first) == CXBinaryOperator_Assign;
    if (kids->n == 3) return declares || assigns ? HAS_INIT | HAS_COND : HAS_COND | HAS_STEP;
    return declares || assigns ? HAS_INIT : HAS_COND;
}

struct for_parts cursor_for_parts(struct arena *arena, const char *text, size_t size, CXCursor func,
                                  CXCursor loop)
{
    struct kids kids = cursor_kids(arena, loop);
    struct for_parts parts;
    CXCursor *part[3] = {&parts.init, &parts.cond, &parts.step};
    int has = HAS_INIT | HAS_COND | HAS_STEP;
    unsigned next = 0;

    parts.init = parts.cond = parts.step = parts.body = clang_getNullCursor();
    if (kids.n == 0) return parts;
    parts.body = kids.at[kids.n - 1];
    if (kids.n == 1) return parts;
    if (kids.n < 4) {
        has = location_in_macro(clang_getCursorLocation(loop)) ? parts_in_macro(func, loop)
                                                               : parts_in_file(text, size, loop);
        if (has < 0 || __builtin_popcount((unsigned)has) != (int)kids.n - 1) has = likely_parts(&kids);
    }
    for (int i = 0; i < 3; i++)
        if (has & 1 << i) *part[i] = kids.at[next++];
    return parts;
}
