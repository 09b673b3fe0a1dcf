/* What types, fields, functions and variables are called in the IR. See tu.h. */
#include "frontend/parse.h"
#include "frontend/tu.h"

#include <string.h>

static CXCursor *kept_cursor(struct tu *tu, CXCursor c)
{
    return arena_dup(tu->arena, &c, sizeof(c));
}

/* ---- types ---- */

/* The text without qualifiers: "const struct urb *const" gives "struct urb *". */
static sym unqualified(const char *text)
{
    static const char *const qualifiers[] = {"const", "volatile", "restrict", "__restrict", "_Atomic"};
    GString *out = g_string_new(NULL);
    size_t size = strlen(text);
    sym s;

    for (size_t at = 0; at < size;) {
        size_t skip = 0;

        for (unsigned i = 0; i < G_N_ELEMENTS(qualifiers) && !skip; i++)
            if (text_has_word(text, size, at, qualifiers[i])) skip = strlen(qualifiers[i]);
        if (skip) {
            at += skip;
            if (at < size && text[at] == ' ') at++;
        } else {
            g_string_append_c(out, text[at++]);
        }
    }
    while (out->len && out->str[out->len - 1] == ' ') g_string_truncate(out, out->len - 1);
    s = sym_of(out->str);
    g_string_free(out, TRUE);
    return s;
}

static sym record_name(struct tu *tu, CXCursor record);

static CXType pointed_to(CXType type)
{
    for (;;) {
        CXType inner = clang_getPointeeType(type);

        if (inner.kind == CXType_Invalid) inner = clang_getArrayElementType(type);
        if (inner.kind == CXType_Invalid) return type;
        type = inner;
    }
}

/* "struct (unnamed struct at file:1:2) *", also with "parent::" before it, gives "struct parent.member *". */
static sym without_place(struct tu *tu, const char *text, CXType canonical)
{
    const char *at = strchr(text, '('), *end = at ? strchr(at, ')') : NULL;
    CXCursor record = clang_getTypeDeclaration(pointed_to(canonical));

    if (!end || (record.kind != CXCursor_StructDecl && record.kind != CXCursor_UnionDecl))
        return sym_of(text);
    return sym_fmt("%.*s%s%s", (int)strcspn(text, " ") + 1, text, sym_text(record_name(tu, record)), end + 1);
}

/* As it is written, except that typeof() says nothing to a reader, and unnamed types would name their place.
 */
static sym type_text(struct tu *tu, CXType type, CXType canonical)
{
    CXString text = clang_getTypeSpelling(type);
    sym s;

    if (strstr(clang_getCString(text), "typeof")) {
        clang_disposeString(text);
        text = clang_getTypeSpelling(canonical);
    }
    s = unqualified(clang_getCString(text));
    clang_disposeString(text);
    if (strstr(sym_text(s), "(unnamed") || strstr(sym_text(s), "(anonymous"))
        s = without_place(tu, sym_text(s), canonical);
    return s;
}

static void set_integer(struct tu_type *t, CXType canonical)
{
    enum CXTypeKind kind = canonical.kind;
    long long size = clang_Type_getSizeOf(canonical);

    if (kind == CXType_Enum) kind = clang_getEnumDeclIntegerType(clang_getTypeDeclaration(canonical)).kind;
    t->is_bool = kind == CXType_Bool;
    t->is_unsigned = kind >= CXType_Bool && kind <= CXType_UInt128;
    t->is_integer = t->is_unsigned || (kind >= CXType_Char_S && kind <= CXType_Int128);
    if (t->is_integer) t->bits = size > 0 && size <= 8 ? (uint8_t)(size * 8) : 64;
}

const struct tu_type *tu_type(struct tu *tu, CXType type)
{
    struct tu_type *t = g_hash_table_lookup(tu->types, type.data[0]);
    CXType canonical;

    if (t) return t;
    t = ARENA_NEW(tu->arena, struct tu_type);
    canonical = clang_getCanonicalType(type);
    switch ((int)canonical.kind) {
    case CXType_Record: t->is_record = true; break;
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
    case CXType_DependentSizedArray: t->is_array = true; break;
    case CXType_Pointer: t->is_pointer = true; break;
    case CXType_Void: t->is_void = true; break;
    default: set_integer(t, canonical);
    }
    if (type.kind != CXType_Invalid) t->text = type_text(tu, type, canonical);
    if (type.data[0]) g_hash_table_insert(tu->types, type.data[0], t);
    return t;
}

const struct tu_type *tu_type_of(struct tu *tu, CXCursor c)
{
    return tu_type(tu, clang_getCursorType(c));
}

/* ---- records and fields ---- */

struct member_search {
    CXCursor record;
    CXCursor member;
};

static enum CXVisitorResult find_member(CXCursor field, CXClientData data)
{
    struct member_search *s = data;
    CXType type = clang_getCursorType(field);

    while (clang_getArrayElementType(type).kind != CXType_Invalid) type = clang_getArrayElementType(type);
    if (!clang_equalCursors(clang_getTypeDeclaration(type), s->record)) return CXVisit_Continue;
    s->member = field;
    return CXVisit_Break;
}

static bool is_record(CXCursor c)
{
    return c.kind == CXCursor_StructDecl || c.kind == CXCursor_UnionDecl;
}

static sym field_name(struct tu *tu, CXCursor field);

/* An unnamed record: the fields of an anonymous member belong to the record around it; the type of a named
 * member is called "record.member". */
static sym unnamed_record(struct tu *tu, CXCursor record)
{
    struct member_search search = {.record = record, .member = clang_getNullCursor()};
    CXCursor outer = clang_getCursorSemanticParent(record);

    if (!is_record(outer)) outer = clang_getCursorLexicalParent(record);
    if (!is_record(outer)) return sym_of("unnamed");
    if (clang_Cursor_isAnonymousRecordDecl(record)) return record_name(tu, outer);
    clang_Type_visitFields(clang_getCursorType(outer), find_member, &search);
    if (clang_Cursor_isNull(search.member)) return record_name(tu, outer);
    return field_name(tu, search.member);
}

static sym record_name(struct tu *tu, CXCursor record)
{
    gpointer known = g_hash_table_lookup(tu->records, &record);
    sym name;

    if (known) return GPOINTER_TO_UINT(known);
    name = clang_Cursor_isAnonymous(record) ? unnamed_record(tu, record)
                                            : sym_of_cx(clang_getCursorSpelling(record));
    g_hash_table_insert(tu->records, kept_cursor(tu, record), GUINT_TO_POINTER(name));
    return name;
}

static bool is_unnamed(CXCursor field)
{
    CXString name = clang_getCursorSpelling(field);
    bool unnamed = *clang_getCString(name) == '\0' || strchr(clang_getCString(name), '(');

    clang_disposeString(name);
    return unnamed;
}

static sym field_name(struct tu *tu, CXCursor field)
{
    sym record = record_name(tu, clang_getCursorSemanticParent(field));
    CXString name = clang_getCursorSpelling(field);
    sym s = sym_fmt("%s.%s", sym_text(record), clang_getCString(name));

    clang_disposeString(name);
    return s;
}

const struct tu_field *tu_field(struct tu *tu, CXCursor field)
{
    struct tu_field *f = g_hash_table_lookup(tu->fields, &field);

    if (f) return f;
    f = ARENA_NEW(tu->arena, struct tu_field);
    f->anonymous = is_unnamed(field);
    f->type = tu_type_of(tu, field);
    if (!f->anonymous) f->name = field_name(tu, field);
    g_hash_table_insert(tu->fields, kept_cursor(tu, field), f);
    return f;
}

/* ---- functions and variables ---- */

sym tu_name(struct tu *tu, CXCursor decl, bool local)
{
    CXString text = clang_getCursorSpelling(decl);
    size_t n = cursor_counted_name(decl, clang_getCString(text));
    struct ir_loc loc;
    sym name;

    if (!n) return sym_of_cx(text);
    loc = local ? (struct ir_loc){0} : tu_loc(tu, clang_getCursorLocation(decl));
    name = local ? sym_of_n(clang_getCString(text), n)
                 : sym_fmt("%.*s%u_%u", (int)n, clang_getCString(text), loc.line, loc.col);
    clang_disposeString(text);
    return name;
}

static void set_function(struct tu *tu, struct target *t, CXCursor decl, bool internal)
{
    CXCursor definition = clang_getCursorDefinition(decl);
    bool defined = !clang_Cursor_isNull(definition);
    CXCursor stands = defined ? definition : decl;

    t->kind = TARGET_FUNC;
    t->noreturn = cursor_noreturn(decl);
    t->file = tu_file_of(tu, stands);
    t->loc = tu_loc(tu, clang_getCursorLocation(stands));
    t->link = ir_link_name(internal && t->file ? t->file->path : SYM_NONE, sym_text(t->name));
    t->definition = defined && t->file && !t->file->own ? definition : clang_getNullCursor();
    if (!clang_Cursor_isNull(t->definition)) g_hash_table_insert(tu->by_link, GUINT_TO_POINTER(t->link), t);
}

const struct target *tu_target(struct tu *tu, CXCursor decl, sym owner)
{
    struct target *t = g_hash_table_lookup(tu->targets, &decl);
    bool internal;

    if (t) return t;
    t = ARENA_NEW(tu->arena, struct target);
    g_hash_table_insert(tu->targets, kept_cursor(tu, decl), t);
    t->name = tu_name(tu, decl, false);
    t->definition = clang_getNullCursor();
    /* The USR of a static function holds its file's base name only: two files of one name would be mixed up.
     */
    internal = clang_getCursorLinkage(decl) == CXLinkage_Internal;
    if (decl.kind == CXCursor_FunctionDecl) {
        set_function(tu, t, decl, internal);
        return t;
    }
    t->kind = TARGET_GLOBAL;
    t->file = tu_file_of(tu, decl);
    t->loc = tu_loc(tu, clang_getCursorLocation(decl));
    if (owner && clang_Cursor_getStorageClass(decl) == CX_SC_Static)
        t->link = ir_link_name(t->loc.file, sym_text(sym_fmt("%s.%s", sym_text(owner), sym_text(t->name))));
    else
        t->link = ir_link_name(internal ? t->loc.file : SYM_NONE, sym_text(t->name));
    return t;
}

static enum CXChildVisitResult note_definition(CXCursor c, CXCursor parent, CXClientData data)
{
    struct tu *tu = data;

    (void)parent;
    if (c.kind == CXCursor_VarDecl) c = probe_function(c);
    if (c.kind == CXCursor_FunctionDecl && clang_isCursorDefinition(c))
        g_hash_table_insert(tu->by_name, GUINT_TO_POINTER(sym_of_cx(clang_getCursorSpelling(c))),
                            kept_cursor(tu, c));
    return CXChildVisit_Continue;
}

const struct target *tu_target_by_name(struct tu *tu, const char *name)
{
    const CXCursor *c;

    if (!tu->by_name) {
        tu->by_name = g_hash_table_new(NULL, NULL);
        clang_visitChildren(clang_getTranslationUnitCursor(tu->unit), note_definition, tu);
    }
    c = g_hash_table_lookup(tu->by_name, GUINT_TO_POINTER(sym_of(name)));
    tu->missing |= !c;
    return c ? tu_target(tu, *c, SYM_NONE) : NULL;
}
