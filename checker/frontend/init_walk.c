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

/* What is still to be read of a list. */
struct items {
    struct kids kids;
    unsigned next;
};

static void fill(const struct init_walk *w, CXType type, const struct init_path *path, int64_t at,
                 bool braced, struct items *items);

/* Whether the index at item.at[i] ends a range of elements of this type. `[1 ... 3]` and `[1][3]` are both
 * two indices, but braces are no element of an array of numbers. */
static bool ends_range(const struct init_walk *w, CXType type, struct kids item, unsigned i)
{
    CXCursor value = item.at[item.n - 1];

    if (i + 1 >= item.n || !clang_isExpression(item.at[i].kind)) return false;
    if (!tu_type(w->tu, type)->is_array) return true;
    return i + 2 == item.n && value.kind == CXCursor_InitListExpr &&
           !is_aggregate(w, shape_of(w, type).element);
}

/* `.a[2].b = value` from its i-th designator on: its children are members and indices, and the value. A range
 * is taken for its first element. What follows without designators goes on behind `b`. Returns the position
 * that the designator names. */
static int64_t designated(const struct init_walk *w, CXType type, const struct init_path *path,
                          struct kids item, unsigned i, struct items *items)
{
    struct shape s = shape_of(w, type);
    int64_t first = 0, last;

    if (item.at[i].kind == CXCursor_MemberRef) {
        CXCursor field = clang_getCursorReferenced(item.at[i++]);

        last = position_of(&s, field);
        path = step(w, path, field, 0);
        type = clang_getCursorType(field);
    } else {
        cursor_int(item.at[i++], &first);
        last = first;
        path = step(w, path, clang_getNullCursor(), first);
        if (s.is_array) type = s.element;
        if (ends_range(w, type, item, i)) cursor_int(item.at[i++], &last);
    }
    if (i + 1 < item.n)
        fill(w, type, path, designated(w, type, path, item, i, items) + 1, false, items);
    else
        one_value(w, type, path, item.at[i]);
    return last;
}

/* The next item, or as many as an aggregate needs whose braces are left out. */
static void positional(const struct init_walk *w, CXType type, const struct init_path *path,
                       struct items *items)
{
    CXCursor item = items->kids.at[items->next];
    unsigned before = items->next;

    if (item.kind != CXCursor_InitListExpr && is_aggregate(w, type) &&
        cursor_strip(w->scratch, item).kind != CXCursor_StringLiteral &&
        !tu_type_of(w->tu, item)->is_record) {
        fill(w, type, path, 0, false, items);
        if (items->next == before) items->next++;
        return;
    }
    items->next++;
    one_value(w, type, path, item);
}

/* The values of one aggregate from position `at` on. Without braces of its own it ends at a designator. */
static void fill(const struct init_walk *w, CXType type, const struct init_path *path, int64_t at,
                 bool braced, struct items *items)
{
    struct shape s = shape_of(w, type);

    while (items->next < items->kids.n) {
        CXCursor item = items->kids.at[items->next];

        if (cursor_is_designated(item)) {
            struct kids parts;

            if (!braced) return;
            items->next++;
            parts = cursor_kids(w->scratch, item);
            if (parts.n >= 2) at = designated(w, type, path, parts, 0, items);
        } else if (at >= s.count) {
            return;
        } else {
            CXCursor field = s.is_array ? clang_getNullCursor() : s.members.at[at];

            positional(w, s.is_array ? s.element : clang_getCursorType(field), step(w, path, field, at),
                       items);
        }
        if (s.is_array && w->element) w->element(w->data, at);
        at++;
    }
}

void init_walk(const struct init_walk *w, CXType type, const struct init_path *path, CXCursor list)
{
    struct items items = {.kids = cursor_kids(w->scratch, list)};

    fill(w, type, path, 0, true, &items);
}
