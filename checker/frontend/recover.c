/* Declarations for what a unit uses and nobody declares: types of headers that are missing. See parse.h.
 *
 * Without them the compiler drops the functions that mention such a type. What is made up is taken from the
 * errors and from the text at their places: enough to keep the functions, at reduced precision.
 */
#include "frontend/cursor.h"
#include "frontend/parse.h"

#include <string.h>

/* What a made-up type or member is used as. */
enum use { USE_NUMBER, USE_RECORD, USE_POINTER, USE_FUNCTION };

struct record {
    GHashTable *members; /* name (owned) -> enum use */
    GPtrArray *order;    /* names, as first met      */
};

struct recovery {
    GHashTable *types;   /* name (owned) -> enum use: typedefs                */
    GHashTable *records; /* name (owned) -> struct record *: "struct x"       */
    GHashTable *objects; /* name (owned) -> itself: undeclared identifiers    */
    GPtrArray *type_order, *record_order, *object_order;
};

static void record_free(gpointer data)
{
    struct record *r = data;

    g_hash_table_destroy(r->members);
    g_ptr_array_unref(r->order);
    g_free(r);
}

struct recovery *recovery_new(void)
{
    struct recovery *r = g_new0(struct recovery, 1);

    r->types = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    r->records = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, record_free);
    r->objects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    r->type_order = g_ptr_array_new();
    r->record_order = g_ptr_array_new();
    r->object_order = g_ptr_array_new();
    return r;
}

void recovery_free(struct recovery *r)
{
    if (!r) return;
    g_hash_table_destroy(r->types);
    g_hash_table_destroy(r->records);
    g_hash_table_destroy(r->objects);
    g_ptr_array_unref(r->type_order);
    g_ptr_array_unref(r->record_order);
    g_ptr_array_unref(r->object_order);
    g_free(r);
}

/* ---- learning ---- */

static bool add(GHashTable *table, GPtrArray *order, const char *name, gpointer value)
{
    char *key;

    if (g_hash_table_contains(table, name)) return false;
    key = g_strdup(name);
    g_hash_table_insert(table, key, value);
    g_ptr_array_add(order, key);
    return true;
}

static struct record *record_named(struct recovery *r, const char *name)
{
    struct record *record = g_hash_table_lookup(r->records, name);

    if (record) return record;
    record = g_new0(struct record, 1);
    record->members = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    record->order = g_ptr_array_new();
    add(r->records, r->record_order, name, record);
    return record;
}

/* The text in quotes that comes first in `message` at or after `after`; NULL if there is none. */
static char *quoted(const char *message, const char *after)
{
    const char *at = strstr(message, after), *end;

    at = at ? strchr(at, '\'') : NULL;
    end = at ? strchr(at + 1, '\'') : NULL;
    return end ? g_strndup(at + 1, (gsize)(end - at - 1)) : NULL;
}

/* The text from the place of a diagnostic on; NULL if there is none. */
struct place {
    const char *at, *end;
};

static struct place place_of(CXTranslationUnit unit, CXDiagnostic d)
{
    CXFile file;
    unsigned offset;
    size_t size;
    const char *text;

    clang_getFileLocation(clang_getDiagnosticLocation(d), &file, NULL, NULL, &offset);
    text = file ? clang_getFileContents(unit, file, &size) : NULL;
    if (!text || offset >= size) return (struct place){0};
    return (struct place){.at = text + offset, .end = text + size};
}

static const char *skip_word(const char *at, const char *end)
{
    while (at < end && (g_ascii_isalnum(*at) || *at == '_')) at++;
    return at;
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at)) at++;
    return at;
}

static enum use use_of(const char *after_name, const char *end)
{
    const char *at = skip_space(after_name, end);

    if (at < end && *at == '(') return USE_FUNCTION;
    if (at < end && *at == '.') return USE_RECORD;
    if (at + 1 < end && at[0] == '-' && at[1] == '>') return USE_POINTER;
    return USE_NUMBER;
}

static bool learn_type(struct recovery *r, const char *name, struct place p)
{
    enum use use = USE_NUMBER;
    const char *at = p.at;

    if (at) {
        at = skip_space(skip_word(at, p.end), p.end);
        if (at < p.end && *at == '*') use = USE_RECORD;
    }
    if (!add(r->types, r->type_order, name, GINT_TO_POINTER(use))) return false;
    if (use == USE_RECORD) record_named(r, name);
    return true;
}

/* The name in "struct x", or in "x" if that is a typedef of ours; NULL if it is anything else. */
static const char *record_in(const struct recovery *r, const char *type)
{
    const char *name = g_str_has_prefix(type, "struct ") ? type + strlen("struct ") : type;
    const char *end = name + strlen(name);

    if (name == end || skip_word(name, end) != end) return NULL;
    return name != type || g_hash_table_contains(r->records, name) ? name : NULL;
}

static bool learn_record(struct recovery *r, const char *type)
{
    const char *name = record_in(r, type);

    if (!name || g_hash_table_contains(r->records, name)) return false;
    record_named(r, name);
    return true;
}

/* What a member is used as may be seen at a later place only. */
static bool add_member(struct record *record, const char *name, enum use use)
{
    if (add(record->members, record->order, name, GINT_TO_POINTER(use))) return true;
    if (use == USE_NUMBER || GPOINTER_TO_INT(g_hash_table_lookup(record->members, name)) != USE_NUMBER)
        return false;
    /* the table keeps its own key, which `order` refers to, and frees this one */
    g_hash_table_insert(record->members, g_strdup(name), GINT_TO_POINTER(use));
    return true;
}

/* A member of a record without definition is used at `at`. */
static bool learn_member(struct recovery *r, const char *type, struct place p)
{
    const char *record = record_in(r, type), *at = p.at, *name_end;
    char *name;
    bool new;

    if (!record || !at) return false;
    while (at < p.end && (*at == '-' || *at == '>' || *at == '.' || g_ascii_isspace(*at))) at++;
    name_end = skip_word(at, p.end);
    if (name_end == at) return false;
    name = g_strndup(at, (gsize)(name_end - at));
    new = add_member(record_named(r, record), name, use_of(name_end, p.end));
    g_free(name);
    return new;
}

/* A record has no such member: only one of ours can be given it. */
static bool learn_missing_member(struct recovery *r, const char *member, const char *type, struct place p)
{
    const char *record = record_in(r, type);
    size_t n = strlen(member);
    enum use use = USE_NUMBER;

    if (!record || !g_hash_table_contains(r->records, record)) return false;
    if (p.at && (size_t)(p.end - p.at) > n && strncmp(p.at, member, n) == 0) use = use_of(p.at + n, p.end);
    return add_member(record_named(r, record), member, use);
}

static bool learn_one(struct recovery *r, CXTranslationUnit unit, CXDiagnostic d)
{
    CXString spelling = clang_getDiagnosticSpelling(d);
    const char *message = clang_getCString(spelling);
    struct place p = place_of(unit, d);
    char *name = NULL, *member;
    bool new = false;

    if ((name = quoted(message, "unknown type name"))) {
        new = learn_type(r, name, p);
    } else if ((name = quoted(message, "use of undeclared identifier"))) {
        new = add(r->objects, r->object_order, name, NULL);
    } else if ((name = quoted(message, "incomplete definition of type"))) {
        new = learn_member(r, name, p);
    } else if ((member = quoted(message, "no member named"))) {
        name = quoted(message, " in '");
        if (name) new = learn_missing_member(r, member, name, p);
        g_free(member);
    } else if ((name = quoted(message, "incomplete type"))) {
        new = learn_record(r, name);
    }
    g_free(name);
    clang_disposeString(spelling);
    return new;
}

bool recovery_learn(struct recovery *r, CXTranslationUnit unit)
{
    unsigned n = clang_getNumDiagnostics(unit);
    bool new = false;

    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic d = clang_getDiagnostic(unit, i);

        if (clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error) new = learn_one(r, unit, d) || new;
        clang_disposeDiagnostic(d);
    }
    return new;
}

/* ---- declarations ---- */

char *recovery_text(const struct recovery *r)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < r->type_order->len; i++) {
        const char *name = r->type_order->pdata[i];
        bool record = GPOINTER_TO_INT(g_hash_table_lookup(r->types, name)) == USE_RECORD;

        g_string_append_printf(out, record ? "typedef struct %s %s;\n" : "typedef long %s;\n", name, name);
    }
    for (guint i = 0; i < r->record_order->len; i++) {
        const char *name = r->record_order->pdata[i];
        const struct record *record = g_hash_table_lookup(r->records, name);

        g_string_append_printf(out, "struct %s { long gfpcheck_unknown;\n", name);
        for (guint m = 0; m < record->order->len; m++) {
            const char *member = record->order->pdata[m];

            switch ((enum use)GPOINTER_TO_INT(g_hash_table_lookup(record->members, member))) {
            case USE_NUMBER: g_string_append_printf(out, "long %s;\n", member); break;
            case USE_RECORD:
                g_string_append_printf(out, "struct { long gfpcheck_unknown; } %s;\n", member);
                break;
            case USE_POINTER: g_string_append_printf(out, "struct %s_%s *%s;\n", name, member, member); break;
            case USE_FUNCTION: g_string_append_printf(out, "long (*%s)();\n", member); break;
            }
        }
        g_string_append(out, "};\n");
    }
    for (guint i = 0; i < r->object_order->len; i++)
        g_string_append_printf(out, "extern long %s;\n", (const char *)r->object_order->pdata[i]);
    return g_string_free(out, FALSE);
}
