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

/* The text at the place of a diagnostic. */
static const char *text_at(CXTranslationUnit unit, CXDiagnostic d, const char **end)
{
    CXFile file;
    unsigned offset;
    size_t size;
    const char *text;

    clang_getFileLocation(clang_getDiagnosticLocation(d), &file, NULL, NULL, &offset);
    text = file ? clang_getFileContents(unit, file, &size) : NULL;
    if (!text || offset >= size) return NULL;
    *end = text + size;
    return text + offset;
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

static bool learn_type(struct recovery *r, const char *name, const char *at, const char *end)
{
    enum use use = USE_NUMBER;

    if (at) {
        at = skip_space(skip_word(at, end), end);
        if (at < end && *at == '*') use = USE_RECORD;
    }
    if (!add(r->types, r->type_order, name, GINT_TO_POINTER(use))) return false;
    if (use == USE_RECORD) record_named(r, name);
    return true;
}

/* A member of `type` ("struct x", or "x" for a typedef) is used at `at`. `made_up`: only if the record is
 * ours. */
static bool learn_member(struct recovery *r, const char *type, bool made_up, const char *at, const char *end)
{
    const char *name_end;
    struct record *record;
    char *name;
    bool new;

    if (g_str_has_prefix(type, "struct "))
        type += strlen("struct ");
    else
        made_up = true;
    if (made_up && !g_hash_table_contains(r->records, type)) return false;
    if (!at || skip_word(type, type + strlen(type)) != type + strlen(type)) return false;
    while (at < end && (*at == '-' || *at == '>' || *at == '.' || g_ascii_isspace(*at))) at++;
    name_end = skip_word(at, end);
    if (name_end == at) return false;
    record = record_named(r, type);
    name = g_strndup(at, (gsize)(name_end - at));
    new = add(record->members, record->order, name, GINT_TO_POINTER(use_of(name_end, end)));
    g_free(name);
    return new;
}

static bool learn_one(struct recovery *r, CXTranslationUnit unit, CXDiagnostic d)
{
    CXString spelling = clang_getDiagnosticSpelling(d);
    const char *message = clang_getCString(spelling), *end = NULL, *at = text_at(unit, d, &end);
    char *name = NULL;
    bool new = false;

    if ((name = quoted(message, "unknown type name")))
        new = learn_type(r, name, at, end);
    else if ((name = quoted(message, "use of undeclared identifier")))
        new = add(r->objects, r->object_order, name, NULL);
    else if ((name = quoted(message, "incomplete definition of type")))
        new = learn_member(r, name, false, at, end);
    else if (strstr(message, "no member named") && (name = quoted(message, " in '")))
        new = learn_member(r, name, true, at, end);
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
