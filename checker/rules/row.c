/* What all rows have in common: names, reason, kernel version, arguments, conditions.
 *
 * Needs a parsed row and where it stands; gives checked values. Every complaint about a row is made through
 * row_fail(), so that it names file, line and rule.
 */
#include "rules/build.h"

#include <string.h>

static void set_error(GError **error, const char *path, uint32_t line, const char *name, const char *reason)
{
    GString *text = g_string_new(path);

    if (line) g_string_append_printf(text, ":%u", line);
    g_string_append(text, ": ");
    if (name) g_string_append_printf(text, "rule '%s': ", name);
    g_string_append(text, reason);
    g_set_error_literal(error, g_quark_from_static_string("gfpcheck-rules"), 0, text->str);
    g_string_free(text, TRUE);
}

void rule_error(GError **error, const char *path, uint32_t line, const char *name, const char *format, ...)
{
    va_list args;
    char *reason;

    va_start(args, format);
    reason = g_strdup_vprintf(format, args);
    va_end(args);
    set_error(error, path, line, name, reason);
    g_free(reason);
}

bool row_fail(const struct build *b, const struct place *at, const char *format, ...)
{
    va_list args;
    char *reason;

    va_start(args, format);
    reason = g_strdup_vprintf(format, args);
    va_end(args);
    set_error(b->error, b->path, at->line, at->name, reason);
    g_free(reason);
    return false;
}

/* Length of the identifier that `text` starts with. */
static size_t identifier(const char *text)
{
    size_t n = 0;

    while (g_ascii_isalpha(text[n]) || text[n] == '_' || (n && g_ascii_isdigit(text[n]))) n++;
    return n;
}

const sym *row_syms(const struct build *b, char *const *names, unsigned n)
{
    sym *list = n ? ARENA_ARRAY(b->arena, sym, n + 1) : NULL;

    for (unsigned i = 0; i < n; i++) list[i] = sym_of(names[i]);
    return list;
}

bool row_is_name(const char *text)
{
    size_t n = identifier(text);

    return n && !text[n];
}

bool row_is_field(const char *text)
{
    size_t n = identifier(text);

    return n && text[n] == '.' && row_is_name(text + n + 1);
}

/* "5.10" at *text, which is moved behind it. */
static bool read_version(const char **text, struct rules_version *out)
{
    char *end;

    if (!g_ascii_isdigit(**text)) return false;
    out->major = (unsigned)strtoul(*text, &end, 10);
    if (*end != '.' || !g_ascii_isdigit(end[1])) return false;
    out->minor = (unsigned)strtoul(end + 1, &end, 10);
    *text = end;
    return true;
}

static const char *skip_space(const char *text)
{
    while (*text == ' ') text++;
    return text;
}

bool row_next_bound(const char **text, struct rules_version *out)
{
    while (**text && !g_ascii_isdigit(**text)) (*text)++;
    return read_version(text, out);
}

bool row_holds(const char *text, struct rules_version version, bool *holds)
{
    *holds = true;
    for (;;) {
        struct rules_version bound;
        bool less, equal;
        int order;

        text = skip_space(text);
        if (*text != '<' && *text != '>') return false;
        less = *text++ == '<';
        equal = *text == '=';
        text = skip_space(text + equal);
        if (!read_version(&text, &bound)) return false;
        order = version.major != bound.major ? (version.major < bound.major ? -1 : 1)
                                             : (version.minor > bound.minor) - (version.minor < bound.minor);
        if (!version.major) order = 1; /* unknown: the newest */
        if (!(order == 0 ? equal : less == (order < 0))) *holds = false;
        text = skip_space(text);
        if (!*text) return true;
        if (*text++ != ',') return false;
    }
}

static bool check_names(const struct build *b, const struct place *at)
{
    const struct raw_row *row = at->row;

    if (!row->fn_count && !row->macro_count && !row->field_count && !row->check_count &&
        (row->text || !row->family_count))
        return row_fail(b, at,
                        row->text ? "it is about nothing: 'check: [...]' or 'fn: [...]' is missing"
                                  : "it names no function: 'fn: [...]' is missing");
    for (unsigned i = 0; i < row->fn_count; i++)
        if (!row_is_name(row->fn[i])) return row_fail(b, at, "'%s' is no function's name", row->fn[i]);
    for (unsigned i = 0; i < row->macro_count; i++)
        if (!row_is_name(row->macro[i])) return row_fail(b, at, "'%s' is no macro's name", row->macro[i]);
    for (unsigned i = 0; i < row->field_count; i++)
        if (!row_is_field(row->field[i]))
            return row_fail(b, at, "'%s' is not of the form record.field", row->field[i]);
    return true;
}

bool row_open(struct build *b, struct place *at, const char *path, const struct raw_row *row,
              const struct raw_group *group)
{
    const char *why = row->why ? row->why : group ? group->why : NULL;

    *at = (struct place){.row = row, .line = locations_line(b->where, path), .holds = true};
    at->name = row->fn_count      ? row->fn[0]
               : row->field_count ? row->field[0]
               : row->macro_count ? row->macro[0]
               : row->check_count ? row->check[0]
                                  : NULL;
    if (!at->name && group) at->name = group->name;
    if (!check_names(b, at)) return false;
    if (!why) return row_fail(b, at, "'why' is missing");
    at->why = sym_of(why);
    if (row->nargs && (*row->nargs < 0 || *row->nargs > RULE_MAX_ARG + 1))
        return row_fail(b, at, "nargs: %d is no number of arguments (0 to %d)", *row->nargs,
                        RULE_MAX_ARG + 1);
    if (row->kernel && !row_holds(row->kernel, b->version, &at->holds))
        return row_fail(b, at, "kernel: '%s' is no range of versions, such as '>= 5.11, < 6.13'",
                        row->kernel);
    return true;
}

bool row_each(struct build *b, const char *section, const struct raw_row *rows, unsigned n,
              bool (*add)(struct build *b, const struct place *at))
{
    struct place at;
    char path[32];

    for (unsigned i = 0; i < n; i++) {
        g_snprintf(path, sizeof(path), "/%s/%u", section, i);
        if (!row_open(b, &at, path, &rows[i], NULL) || !add(b, &at)) return false;
    }
    return true;
}

bool row_arg(const struct build *b, const struct place *at, const char *key, const int *value, int16_t *out)
{
    *out = RULE_NO_ARG;
    if (!value) return true;
    if (*value < 0 || *value > RULE_MAX_ARG)
        return row_fail(b, at, "%s: %d is no argument's index (0 to %d)", key, *value, RULE_MAX_ARG);
    *out = (int16_t)*value;
    return true;
}

static const char *read_relation(const char *text, uint8_t *out)
{
    static const struct {
        const char *text;
        uint8_t relation;
    } relations[] = {
#define X(id, word) {word, RULE_##id},
        RULE_RELATIONS(X)
#undef X
    };

    for (size_t i = 0; i < G_N_ELEMENTS(relations); i++) {
        if (!g_str_has_prefix(text, relations[i].text)) continue;
        *out = relations[i].relation;
        return skip_space(text + strlen(relations[i].text));
    }
    return NULL;
}

/* The condition `is` of the key. */
static bool condition(struct build *b, const struct place *at, const char *key, const char *is,
                      struct rule_when *out)
{
    const char *value = read_relation(is, &out->relation);
    char *end;

    if (!value || !*value) return row_fail(b, at, "%s: '%s' is no condition, such as '!= 0'", key, is);
    out->value = g_ascii_strtoll(value, &end, 0);
    if (!*end) return true;
    if (!row_is_name(value))
        return row_fail(b, at, "%s: '%s' is neither a number nor a macro's name", key, value);
    out->value = 0;
    out->value_name = sym_of(value);
    build_probe(b, out->value_name);
    return true;
}

enum rule_sleep_kind row_sleep_kind(const struct raw_row *row)
{
    return row->kind ? (enum rule_sleep_kind) * row->kind : row->gfp ? RULE_SLEEP_ALLOC : RULE_SLEEP_OTHER;
}

bool row_when(struct build *b, const struct place *at, struct rule_when *out)
{
    const struct raw_when *raw = at->row->when;

    *out = (struct rule_when){.relation = RULE_ALWAYS, .arg = RULE_NO_ARG};
    if (!raw) return true;
    return row_arg(b, at, "when: arg", &raw->arg, &out->arg) && condition(b, at, "when", raw->is, out);
}

bool row_given(struct build *b, const struct place *at, struct rule_given *out)
{
    const struct raw_given *raw = at->row->given;

    *out = (struct rule_given){.is.relation = RULE_ALWAYS, .is.arg = RULE_NO_ARG};
    if (!raw) return true;
    if (raw->field && !row_is_field(raw->field))
        return row_fail(b, at, "given: '%s' is not of the form record.field", raw->field);
    if (raw->field) out->field = sym_of(raw->field);
    if (!row_arg(b, at, "given: arg", raw->arg, &out->is.arg)) return false;
    if (!condition(b, at, "given", raw->is, &out->is)) return false;
    if (out->is.relation != RULE_EQ && out->is.relation != RULE_NE && out->is.relation != RULE_HAS_BITS &&
        out->is.relation != RULE_LACKS_BITS)
        return row_fail(b, at, "given: only '==', '!=', 'has' and 'lacks'");
    return true;
}

const char *row_where(sym file, uint32_t line)
{
    const char *path = sym_text(file), *slash = strrchr(path, '/');

    return sym_text(sym_fmt("%s:%u", slash ? slash + 1 : path, line));
}
