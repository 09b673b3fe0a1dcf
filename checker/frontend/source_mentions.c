/* Every identifier of a C file, and how it is mentioned. See source.h. */
#include "frontend/source_text.h"

enum context { IN_TEXT, IN_MACRO, IN_CONDITION, IN_SKIPPED };

struct mentions {
    const char *text;
    GHashTable *seen; /* name, as a pointer -> index + 1 */
    GArray *all;
    unsigned depth;        /* of conditions, the include guard's apart                */
    uint64_t guard;        /* 0: it is behind                                         */
    const GArray *skipped; /* of struct source_range, sorted                          */
    guint next;            /* the first one of them that has not begun                */
    uint32_t skipped_to;   /* where the one that has begun ends                       */
    unsigned inner;        /* depth of conditions in it                               */
};

static struct mention_of *mention(struct mentions *m, const char *at, const char *end, enum mention how)
{
    struct mention_of one = {.name = source_name(at, (size_t)(end - at)),
                             .first = how,
                             .offset = (uint32_t)(at - m->text),
                             .live = UINT32_MAX};
    gpointer known = g_hash_table_lookup(m->seen, GSIZE_TO_POINTER(one.name));

    if (known) return &g_array_index(m->all, struct mention_of, GPOINTER_TO_UINT(known) - 1);
    g_array_append_val(m->all, one);
    g_hash_table_insert(m->seen, GSIZE_TO_POINTER(one.name), GUINT_TO_POINTER(m->all->len));
    return &g_array_index(m->all, struct mention_of, m->all->len - 1);
}

/* `behind`: what follows it, up to `end`. */
static void mention_word(struct mentions *m, const char *at, const char *behind, const char *end,
                         enum context context)
{
    struct mention_of *word;

    if (context == IN_SKIPPED) return;
    word = mention(m, at, behind, MENTION_USE);
    if (context == IN_MACRO) {
        word->inner = true;
        return;
    }
    if (word->live == UINT32_MAX) word->live = (uint32_t)(at - m->text);
    if (context == IN_CONDITION) word->tested = true;
    while (behind < end && g_ascii_isspace(*behind)) behind++;
    if (behind < end && *behind == '(') word->called = true;
}

static const char *skip_literal(const char *at, const char *end)
{
    char quote = *at;

    for (at++; at < end && *at != quote && *at != '\n'; at++)
        if (*at == '\\' && at + 1 < end) at++;
    return at < end ? at + 1 : end;
}

static const char *skip_comment(const char *at, const char *end)
{
    if (at[1] == '/') return line_end(at, end);
    for (at += 2; at + 1 < end; at++)
        if (at[0] == '*' && at[1] == '/') return at + 2;
    return end;
}

/* The identifiers from `at` to the end, or to the end of the line that is not in a comment. */
static const char *mention_words(struct mentions *m, const char *at, const char *end, enum context context)
{
    bool line = context == IN_TEXT || context == IN_SKIPPED;

    while (at < end && (!line || *at != '\n')) {
        const char *word = at;

        if (is_word(*at)) {
            at = skip_word(at, end);
            if (!g_ascii_isdigit(*word)) mention_word(m, word, at, end, context);
        } else if (*at == '"' || *at == '\'') {
            at = skip_literal(at, end);
        } else if (*at == '/' && at + 1 < end && (at[1] == '/' || at[1] == '*')) {
            at = skip_comment(at, end);
        } else {
            at++;
        }
    }
    return at;
}

/* Whether a macro's text is made of strings, of its own parameters and of other macros' names: no operator,
 * no number. */
static bool is_strings(const char *at, const char *end)
{
    bool string = false;

    for (; at < end; at++) {
        if (*at == '"') {
            string = true;
            for (at++; at < end && *at != '"'; at++)
                if (*at == '\\' && at + 1 < end) at++;
        } else if (*at == '/' && at + 1 < end && (at[1] == '/' || at[1] == '*')) {
            break;
        } else if (!is_word(*at) && !g_ascii_isspace(*at) && *at != '\\' && *at != '#' && *at != ',') {
            return false;
        }
    }
    return string;
}

/* What follows a macro's name: it is for messages only if it is made of strings, or gives back its parameter.
 */
static bool is_text_only(const char *at, const char *end)
{
    const char *parameter = at + 1, *body;
    size_t n;

    if (at == end || *at != '(') return is_strings(at, end);
    while (at < end && *at != ')') at++;
    n = (size_t)(at - parameter);
    body = skip_blank(at < end ? at + 1 : at, end);
    if (n && (size_t)(end - body) == n && memcmp(body, parameter, n) == 0) return true;
    return is_strings(body, end);
}

static void mention_define(struct mentions *m, bool undefine, const char *at, const char *end)
{
    const char *name_end = skip_word(at, end);
    struct mention_of *name = mention(m, at, name_end, MENTION_DEFINE);
    bool inner = name->inner;
    guint index = (guint)(name - &g_array_index(m->all, struct mention_of, 0));

    name->gone = undefine && m->depth == 0;
    if (undefine) {
        name->undefined = true;
        return;
    }
    name->text_only = (!name->defined || name->text_only) && is_text_only(name_end, end);
    name->defined = true;
    name->parameters = name->parameters || (name_end < end && *name_end == '(');
    name->settled = name->settled || m->depth == 0;
    mention_words(m, name_end, end, IN_MACRO);
    g_array_index(m->all, struct mention_of, index).inner = inner; /* in its own text it stands for itself */
}

static void mention_directive(struct mentions *m, const char *at, const char *end)
{
    const char *word = skip_blank(at, end), *word_end = skip_word(word, end);
    const char *rest = skip_blank(word_end, end);
    size_t n = (size_t)(word_end - word);
    enum context context = IN_MACRO;
    bool again;

    if (n == 6 && memcmp(word, "define", n) == 0) {
        mention_define(m, false, rest, end);
        return;
    }
    if (n == 5 && memcmp(word, "undef", n) == 0) {
        mention_define(m, true, rest, end);
        return;
    }
    if (n == 7 && memcmp(word, "include", n) == 0 && rest < end && !is_word(*rest)) return;
    if (n >= 2 && (memcmp(word, "if", 2) == 0 || memcmp(word, "el", 2) == 0)) context = IN_CONDITION;
    if (m->guard && source_guard(word, n, rest, end, &again) == m->guard)
        m->guard = 0, context = IN_MACRO;
    else if (n >= 2 && memcmp(word, "if", 2) == 0)
        m->depth++;
    else if (n == 5 && memcmp(word, "endif", n) == 0 && m->depth)
        m->depth--;
    mention_words(m, rest, end, context);
}

/* A directive of what the compiler skips. It evaluates an #elif of the condition that it is at. */
static void skipped_directive(struct mentions *m, const char *at, const char *end)
{
    const char *word = skip_blank(at, end);

    if (end - word >= 2 && memcmp(word, "if", 2) == 0)
        m->inner++;
    else if (m->inner == 0 && *word == 'e')
        mention_directive(m, at, end);
    else if (end - word >= 5 && memcmp(word, "endif", 5) == 0)
        m->inner--;
}

/* The compiler has skipped what follows the directive at `offset`, perhaps. */
static void begin_skipped(struct mentions *m, uint32_t offset)
{
    const struct source_range *range;

    while (m->next < m->skipped->len) {
        range = &g_array_index(m->skipped, struct source_range, m->next);
        if (range->begin > offset) return;
        if (range->begin == offset) m->skipped_to = range->end, m->inner = 0;
        m->next++;
    }
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    const struct mention_of *x = a, *y = b;

    return (x->name > y->name) - (x->name < y->name);
}

static void mention_all(struct mentions *m, const char *end)
{
    for (const char *at = m->text; at < end; at++) {
        const char *from = skip_blank(at, end);
        uint32_t offset = (uint32_t)(from - m->text);
        bool skipped = offset < m->skipped_to;
        uint64_t guard = m->guard;

        if (from < end && *from == '#') {
            at = line_end(from + 1, end);
            (skipped ? skipped_directive : mention_directive)(m, from + 1, at);
            /* What is skipped from the guard on is a second reading. */
            if (!skipped && m->skipped && guard == m->guard) begin_skipped(m, offset);
        } else {
            at = mention_words(m, from, end, skipped ? IN_SKIPPED : IN_TEXT);
        }
    }
}

GArray *source_mentions(const struct source *s, const GArray *skipped)
{
    struct mentions m = {.all = g_array_new(FALSE, FALSE, sizeof(struct mention_of)),
                         .guard = s->guard,
                         .skipped = !skipped || !s->guarded ? s->left_out : skipped};
    char *text;
    gsize size;

    if (!g_file_get_contents(s->path, &text, &size, NULL)) return m.all;
    m.text = text;
    m.seen = g_hash_table_new(NULL, NULL);
    mention_all(&m, text + size);
    g_hash_table_destroy(m.seen);
    g_free(text);
    g_array_sort(m.all, by_name);
    return m.all;
}

size_t source_word_length(const char *at, const char *end)
{
    return (size_t)(skip_word(at, end) - at);
}

const struct mention_of *mention_find(const GArray *mentions, uint64_t name)
{
    guint low = 0, high = mentions->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        const struct mention_of *m = &g_array_index(mentions, struct mention_of, middle);

        if (m->name == name) return m;
        if (m->name < name)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
