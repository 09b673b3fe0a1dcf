/* See source.h. */
#include "frontend/source.h"

#include <glib/gstdio.h>
#include <string.h>

bool source_state(const char *path, uint64_t *size, int64_t *mtime)
{
    GStatBuf st;

    if (g_stat(path, &st) != 0 || !S_ISREG(st.st_mode)) return false;
    *size = (uint64_t)st.st_size;
    *mtime = (int64_t)st.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + st.st_mtim.tv_nsec;
    return true;
}

/* Eight bytes a step: hundreds of megabytes of headers are hashed. */
uint64_t source_hash(const char *data, size_t size)
{
    const uint64_t k = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    uint64_t h = size * k, word;

    for (; size >= sizeof(word); data += sizeof(word), size -= sizeof(word)) {
        memcpy(&word, data, sizeof(word));
        h = (h ^ word) * k;
        h ^= h >> 29;
    }
    word = 0;
    if (size) memcpy(&word, data, size);
    h = (h ^ word) * k;
    return h ^ h >> 32;
}

uint64_t source_name(const char *name, size_t size)
{
    uint64_t h = G_GUINT64_CONSTANT(0xcbf29ce484222325);

    for (size_t i = 0; i < size; i++) h = (h ^ (unsigned char)name[i]) * G_GUINT64_CONSTANT(0x100000001b3);
    return h;
}

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static const char *skip_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    return at;
}

static const char *skip_word(const char *at, const char *end)
{
    while (at < end && is_word(*at)) at++;
    return at;
}

/* The end of the line that `at` stands in, with the lines that a backslash joins to it. */
static const char *line_end(const char *at, const char *end)
{
    for (;;) {
        const char *nl = memchr(at, '\n', (size_t)(end - at));

        if (!nl) return end;
        if (nl == at || nl[-1] != '\\') return nl;
        at = nl + 1;
    }
}

/* ---- directives ---- */

struct walk {
    struct source *s;
    unsigned depth, directives;
    uint64_t guard;     /* what the first directive tests with #ifndef; 0 if it is another one */
    bool guard_defined; /* by the second one       */
    bool guard_closed;  /* its #endif has come     */
    bool behind, once;  /* a directive after that  */
    guint last_include; /* number of items up to and with it */
};

/* Whether a macro's text is made of strings, of its own parameters and of other macros' names: no operator,
 * no number. */
static bool is_text_only(const char *at, const char *end)
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

/* What a macro expands to, behind its parameters. */
static const char *macro_body(const char *at, const char *end)
{
    if (at == end || *at != '(') return at;
    while (at < end && *at != ')') at++;
    return at < end ? at + 1 : at;
}

static void add_define(struct walk *w, enum source_item_kind kind, const char *at, const char *end)
{
    const char *name_end = skip_word(at, end);
    struct source_item item = {.kind = kind, .name = source_name(at, (size_t)(name_end - at)), .target = -1};

    item.text_only = is_text_only(macro_body(name_end, end), end);
    g_array_append_val(w->s->items, item);
}

static void add_include(struct walk *w, const char *at, const char *end)
{
    struct source_item item = {.kind = ITEM_INCLUDE, .target = -2};
    const char *close = NULL;

    if (at < end && (*at == '<' || *at == '"'))
        close = memchr(at + 1, *at == '<' ? '>' : '"', (size_t)(end - at - 1));
    if (close) {
        item.angled = *at == '<';
        item.length = (uint32_t)(close - at - 1);
        item.text = g_string_chunk_insert_len(w->s->texts, at + 1, (gssize)item.length);
    }
    g_array_append_val(w->s->items, item);
    w->last_include = w->s->items->len;
}

/* What `#ifndef X` or `#if !defined(X)` tests; 0 for another condition. */
static uint64_t guard_name(const char *word, const char *at, const char *end)
{
    const char *name_end;

    if (strncmp(word, "if", 2) == 0 && !is_word(word[2])) {
        if (at == end || *at != '!') return 0;
        at = skip_blank(at + 1, end);
        if (end - at < 8 || memcmp(at, "defined", 7) != 0) return 0;
        at = skip_blank(at + 7, end);
        if (at < end && *at == '(') at = skip_blank(at + 1, end);
        if (memchr(at, '|', (size_t)(end - at)) || memchr(at, '&', (size_t)(end - at))) return 0;
    } else if (strncmp(word, "ifndef", 6) != 0) {
        return 0;
    }
    name_end = skip_word(at, end);
    return name_end > at ? source_name(at, (size_t)(name_end - at)) : 0;
}

static void condition(struct walk *w, const char *word, const char *at, const char *end)
{
    if (w->directives == 0) w->guard = guard_name(word, at, end);
    w->depth++;
}

static void directive(struct walk *w, const char *at, const char *end)
{
    const char *word = skip_blank(at, end), *word_end = skip_word(word, end);
    const char *rest = skip_blank(word_end, end);
    size_t n = (size_t)(word_end - word);

#define IS(text) (n == strlen(text) && memcmp(word, text, n) == 0)
    if (w->guard_closed) w->behind = true;
    if (IS("if") || IS("ifdef") || IS("ifndef")) {
        condition(w, word, rest, end);
    } else if (IS("endif")) {
        if (w->depth) w->depth--;
        if (w->depth == 0) w->guard_closed = true;
    } else if (IS("else") || IS("elif")) {
        if (w->depth == 1) w->guard = 0;
    } else if (IS("include")) {
        add_include(w, rest, end);
    } else if (IS("define") || IS("undef")) {
        add_define(w, *word == 'd' ? ITEM_DEFINE : ITEM_UNDEF, rest, end);
        if (w->directives == 1)
            w->guard_defined = w->guard == source_name(rest, (size_t)(skip_word(rest, end) - rest));
    } else if (IS("pragma") && end - rest >= 4 && memcmp(rest, "once", 4) == 0) {
        w->once = true;
    }
#undef IS
    w->directives++;
}

static void scan(struct source *s, const char *text, size_t size)
{
    struct walk w = {.s = s};
    const char *end = text + size, *at = text;

    while (at < end) {
        const char *first = skip_blank(at, end);

        if (first < end && *first == '#') {
            at = line_end(first, end);
            directive(&w, first + 1, at);
        } else {
            at = memchr(first, '\n', (size_t)(end - first));
            if (!at) break;
        }
        at++;
    }
    s->guarded = w.once || (w.guard && w.guard_defined && w.guard_closed && !w.behind && w.depth == 0);
    g_array_set_size(s->items, w.last_include);
}

struct source *source_read(const char *path)
{
    struct source *s = g_new0(struct source, 1);
    GMappedFile *file = NULL;

    s->path = g_strdup(path);
    s->folder = g_path_get_dirname(path);
    s->items = g_array_new(FALSE, FALSE, sizeof(struct source_item));
    s->texts = g_string_chunk_new(64);
    s->readable = source_state(path, &s->size, &s->mtime);
    if (s->readable) file = g_mapped_file_new(path, FALSE, NULL);
    if (!file) {
        s->readable = false;
        return s;
    }
    if (g_mapped_file_get_length(file)) {
        s->size = g_mapped_file_get_length(file);
        s->hash = source_hash(g_mapped_file_get_contents(file), s->size);
        scan(s, g_mapped_file_get_contents(file), s->size);
    }
    g_mapped_file_unref(file);
    return s;
}

void source_free(struct source *s)
{
    if (!s) return;
    g_array_unref(s->items);
    g_string_chunk_free(s->texts);
    g_free(s->folder);
    g_free(s->path);
    g_free(s);
}

/* ---- what a text mentions ---- */

struct mentions {
    const char *text;
    GHashTable *seen; /* name, as a pointer -> index + 1 */
    GArray *all;
};

static struct mention_of *mention(struct mentions *m, const char *at, const char *end, enum mention how)
{
    struct mention_of one = {
        .name = source_name(at, (size_t)(end - at)), .first = how, .offset = (uint32_t)(at - m->text)};
    gpointer known = g_hash_table_lookup(m->seen, GSIZE_TO_POINTER(one.name));

    if (known) return &g_array_index(m->all, struct mention_of, GPOINTER_TO_UINT(known) - 1);
    g_array_append_val(m->all, one);
    g_hash_table_insert(m->seen, GSIZE_TO_POINTER(one.name), GUINT_TO_POINTER(m->all->len));
    return &g_array_index(m->all, struct mention_of, m->all->len - 1);
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

/* The identifiers between two places; in a condition they are tested. */
static void mention_words(struct mentions *m, const char *at, const char *end, bool tested)
{
    while (at < end) {
        if (g_ascii_isalpha(*at) || *at == '_') {
            const char *word = at;

            at = skip_word(at, end);
            if (tested)
                mention(m, word, at, MENTION_USE)->tested = true;
            else
                mention(m, word, at, MENTION_USE);
        } else if (g_ascii_isdigit(*at)) {
            at = skip_word(at, end);
        } else if (*at == '"' || *at == '\'') {
            at = skip_literal(at, end);
        } else if (*at == '/' && at + 1 < end && (at[1] == '/' || at[1] == '*')) {
            at = skip_comment(at, end);
        } else {
            at++;
        }
    }
}

static void mention_directive(struct mentions *m, const char *at, const char *end, bool is_guard)
{
    const char *word = skip_blank(at, end), *word_end = skip_word(word, end);
    const char *rest = skip_blank(word_end, end), *name_end;
    size_t n = (size_t)(word_end - word);
    struct mention_of *defined;

    if (n == 7 && memcmp(word, "include", n) == 0) {
        if (rest < end && (g_ascii_isalpha(*rest) || *rest == '_')) mention_words(m, rest, end, false);
    } else if (n >= 5 && (memcmp(word, "undef", 5) == 0 || (n == 6 && memcmp(word, "define", 6) == 0))) {
        name_end = skip_word(rest, end);
        defined = mention(m, rest, name_end, MENTION_DEFINE);
        defined->text_only =
            (!defined->defined || defined->text_only) && is_text_only(macro_body(name_end, end), end);
        defined->defined = true;
        mention_words(m, name_end, end, false);
    } else {
        bool tests = n >= 2 && (memcmp(word, "if", 2) == 0 || memcmp(word, "el", 2) == 0);

        mention_words(m, rest, end, tests && !is_guard);
    }
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    const struct mention_of *x = a, *y = b;

    return (x->name > y->name) - (x->name < y->name);
}

GArray *source_mentions(const char *text, size_t size, bool guarded)
{
    struct mentions m = {.text = text, .all = g_array_new(FALSE, FALSE, sizeof(struct mention_of))};
    const char *end = text + size, *at = text;
    bool first = guarded, line_start = true;

    m.seen = g_hash_table_new(NULL, NULL);
    while (at < end) {
        const char *from = at;

        if (line_start && *(at = skip_blank(at, end)) == '#' && at < end) {
            from = at + 1;
            at = line_end(from, end);
            mention_directive(&m, from, at, first);
            first = false;
            continue;
        }
        line_start = false;
        while (at < end && *at != '\n') {
            if (*at == '"' || *at == '\'')
                at = skip_literal(at, end);
            else if (*at == '/' && at + 1 < end && (at[1] == '*' || at[1] == '/'))
                at = skip_comment(at, end);
            else if (is_word(*at)) {
                from = at;
                at = skip_word(at, end);
                if (!g_ascii_isdigit(*from)) mention(&m, from, at, MENTION_USE);
            } else
                at++;
        }
        if (at < end) at++;
        line_start = true;
    }
    g_hash_table_destroy(m.seen);
    g_array_sort(m.all, by_name);
    return m.all;
}

size_t source_word_length(const char *at, const char *end)
{
    return (size_t)(skip_word(at, end) - at);
}

GArray *source_mentions_of(const char *path)
{
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
    GArray *all;

    if (!file) return NULL;
    all = source_mentions(g_mapped_file_get_contents(file), g_mapped_file_get_length(file), true);
    g_mapped_file_unref(file);
    return all;
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
