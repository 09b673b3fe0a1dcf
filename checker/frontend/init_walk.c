/* See init.h. libclang shows an initialiser as it is written; where each value goes is worked out here (C17
 * 6.7.9). */
#include "frontend/init.h"

/* ---- types ---- */

struct members {
    struct arena *arena;
    CXCursor *at;
    unsigned n, room;
};

static enum CXVisitorResult add_member(CXCursor field, CXClientData data)
{
    struct members *m = data;

    if (clang_Cursor_isBitField(field)) {
        CXString name = clang_getCursorSpelling(field);
        bool padding = *clang_getCString(name) == '\0';

        clang_disposeString(name);
        if (padding) return CXVisit_Continue;
    }
    if (m->n == m->room) {
        unsigned room = m->room ? m->room * 2 : 16;
        CXCursor *more = ARENA_ARRAY(m->arena, CXCursor, room);

        for (unsigned i = 0; i < m->n; i++) more[i] = m->at[i];
        m->at = more;
        m->room = room;
    }
    m->at[m->n++] = field;
    return CXVisit_Continue;
}

/* What an aggregate is made of. */
struct shape {
    bool is_array;
    CXType element; /* of an array */
    int64_t count;  /* positions; INT64_MAX where the initialiser decides */
    struct members members;
};

static struct shape shape_of(const struct init_walk *w, CXType type)
{
    CXType canonical = clang_getCanonicalType(type);
    struct shape s = {.is_array = tu_type(w->tu, type)->is_array, .members = {.arena = w->scratch}};

    if (s.is_array) {
        long long size = clang_getArraySize(canonical);

        s.element = clang_getArrayElementType(type);
        if (s.element.kind == CXType_Invalid) s.element = clang_getArrayElementType(canonical);
        s.count = size > 0 ? size : INT64_MAX;
        return s;
    }
    clang_Type_visitFields(canonical, add_member, &s.members);
    s.count = s.members.n;
    if (clang_getTypeDeclaration(canonical).kind == CXCursor_UnionDecl && s.count > 1) s.count = 1;
    return s;
}

static bool is_aggregate(const struct init_walk *w, CXType type)
{
    const struct tu_type *t = tu_type(w->tu, type);

    return t->is_array || t->is_record;
}

static const struct init_path *step(const struct init_walk *w, const struct init_path *outer, CXCursor field,
                                    int64_t index)
{
    struct init_path *path = ARENA_NEW(w->scratch, struct init_path);

    path->outer = outer;
    path->field = clang_Cursor_isNull(field) ? NULL : tu_field(w->tu, field);
    path->index = index;
    return path;
}

/* ---- values ---- */

static void one_value(const struct init_walk *w, CXType type, const struct init_path *path, CXCursor value)
{
    if (value.kind == CXCursor_InitListExpr && is_aggregate(w, type))
        init_walk(w, type, path, value);
    else
        w->value(w->data, path, type, value);
}

static int64_t position_of(const struct shape *s, CXCursor field)
{
    for (unsigned i = 0; i < s->members.n; i++)
        if (clang_equalCursors(s->members.at[i], field)) return i;
    return 0;
}

/* `.a[2].b = value`: its children are members and indices, and the value. `[1 ... 3]` are two indices in a
 * row, as in
 * `[1][3]`: which of them it is, the type says. A range is taken for its first element. Returns the last
 * position of the outermost aggregate that it sets. */
static int64_t designated(const struct init_walk *w, CXType type, const struct init_path *path, CXCursor item)
{
    struct kids kids = cursor_kids(w->scratch, item);
    int64_t position = 0, last;
    bool outermost = true;

    for (unsigned i = 0; i + 1 < kids.n; i++) {
        struct shape s = shape_of(w, type);

        if (kids.at[i].kind == CXCursor_MemberRef) {
            CXCursor field = clang_getCursorReferenced(kids.at[i]);

            last = position_of(&s, field);
            path = step(w, path, field, 0);
            type = clang_getCursorType(field);
        } else {
            int64_t index = 0;

            cursor_int(kids.at[i], &index);
            last = index;
            path = step(w, path, clang_getNullCursor(), index);
            type = s.is_array ? s.element : type;
            if (i + 2 < kids.n && clang_isExpression(kids.at[i + 1].kind) && !tu_type(w->tu, type)->is_array)
                cursor_int(kids.at[++i], &last);
        }
        if (outermost) position = last;
        outermost = false;
    }
    if (kids.n) one_value(w, type, path, kids.at[kids.n - 1]);
    return position;
}

static void positional(const struct init_walk *w, CXType type, const struct init_path *path,
                       struct kids items, unsigned *next);

/* The values for one aggregate, from *next on. Without braces of its own it takes as many as it needs. */
static void fill(const struct init_walk *w, CXType type, const struct init_path *path, struct kids items,
                 unsigned *next, bool braced)
{
    struct shape s = shape_of(w, type);
    int64_t at = 0;

    while (*next < items.n) {
        if (cursor_is_designated(items.at[*next])) {
            if (!braced) return;
            at = designated(w, type, path, items.at[(*next)++]);
        } else if (at >= s.count) {
            return;
        } else {
            CXCursor field = s.is_array ? clang_getNullCursor() : s.members.at[at];

            positional(w, s.is_array ? s.element : clang_getCursorType(field), step(w, path, field, at),
                       items, next);
        }
        if (s.is_array && w->element) w->element(w->data, at);
        at++;
    }
}

static void positional(const struct init_walk *w, CXType type, const struct init_path *path,
                       struct kids items, unsigned *next)
{
    CXCursor item = items.at[*next];
    unsigned before = *next;

    if (item.kind != CXCursor_InitListExpr && is_aggregate(w, type) &&
        cursor_strip(w->scratch, item).kind != CXCursor_StringLiteral &&
        !tu_type_of(w->tu, item)->is_record) {
        fill(w, type, path, items, next, false);
        if (*next == before) (*next)++;
        return;
    }
    (*next)++;
    one_value(w, type, path, item);
}

void init_walk(const struct init_walk *w, CXType type, const struct init_path *path, CXCursor list)
{
    struct kids items = cursor_kids(w->scratch, list);
    unsigned next = 0;

    fill(w, type, path, items, &next, true);
}
