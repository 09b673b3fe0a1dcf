/* See source.h. */
#include "frontend/source.h"

#include "base/pack.h"

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

uint64_t source_name(const char *name, size_t size)
{
    return hash64(name, size);
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

enum { MAX_DEPTH = 64 };

/* Whether a branch of a condition is read. */
enum truth { NO, YES, PERHAPS };

struct level {
    enum truth now;    /* the branch that we are in        */
    enum truth before; /* whether one before it was taken  */
    uint32_t begin;    /* of the branch: its #             */
};

struct walk {
    struct source *s;
    const struct configuration *config;
    const char *text;
    unsigned depth, directives;
    struct level levels[MAX_DEPTH];
    unsigned unknown, out; /* how many of the levels are PERHAPS, NO                           */
    uint64_t guard;        /* what the first directive tests with #ifndef; 0 if it is another one */
    bool guard_defined;    /* by the second one       */
    bool guard_closed;     /* its #endif has come     */
    bool behind, once;     /* a directive after that  */
    bool reconfigured;     /* a macro of the configuration is defined or undefined here */
    guint last_include;    /* number of items up to and with it */
};

/* How many conditions there are around that are not evaluated, the include guard apart. */
static unsigned conditions(const struct walk *w)
{
    return w->unknown - (w->guard_defined && w->depth && w->levels[0].now == PERHAPS ? 1 : 0);
}

static void add_define(struct walk *w, enum source_item_kind kind, const char *at, const char *end)
{
    const char *name_end = skip_word(at, end);
    struct source_item item = {.kind = kind,
                               .conditional = conditions(w) > 0,
                               .offset = (uint32_t)(at - w->text),
                               .name = source_name(at, (size_t)(name_end - at))};

    g_array_append_val(w->s->items, item);
}

/* ---- conditions ---- */

static bool is_of_config(const char *name, const char *end)
{
    static const char kind[] = "CONFIG_";
    return end - name > (ptrdiff_t)strlen(kind) && memcmp(name, kind, strlen(kind)) == 0;
}

static bool is_set(const struct configuration *c, const char *name, const char *end, const char *suffix)
{
    char *full = g_strdup_printf("%.*s%s", (int)(end - name), name, suffix);
    bool found = g_hash_table_contains(c->names, GSIZE_TO_POINTER(source_name(full, strlen(full))));
    g_free(full);
    return found;
}

/* `form` is what asks for the name: defined(), IS_ENABLED() and their like. */
static enum truth truth_of_name(const struct walk *w, const char *form, const char *name, const char *end)
{
    static const char kernel[] = "__KERNEL__";
    const struct configuration *c = w->config;
    if (!c || w->reconfigured) return PERHAPS;
    if (end - name == (ptrdiff_t)strlen(kernel) && memcmp(name, kernel, strlen(kernel)) == 0)
        return c->kernel && strcmp(form, "defined") == 0 ? YES : PERHAPS;
    if (!c->names || !is_of_config(name, end)) return PERHAPS;
    bool built_in = is_set(c, name, end, ""), module = is_set(c, name, end, "_MODULE");
    if (strcmp(form, "defined") == 0 || strcmp(form, "IS_BUILTIN") == 0) return built_in ? YES : NO;
    if (strcmp(form, "IS_MODULE") == 0) return module ? YES : NO;
    if (strcmp(form, "IS_ENABLED") == 0) return built_in || module ? YES : NO;
    return built_in ? YES : module ? PERHAPS : NO; /* IS_REACHABLE: from modules */
}

static enum truth negated(enum truth t)
{
    return t == PERHAPS ? PERHAPS : t == YES ? NO : YES;
}

/* `defined X`, `IS_ENABLED(X)`, each perhaps with a ! before it; PERHAPS if there is more. */
static enum truth truth_of_text(const struct walk *w, const char *at, const char *end)
{
    static const char *const forms[] = {"defined", "IS_ENABLED", "IS_BUILTIN", "IS_MODULE", "IS_REACHABLE"};
    bool negate = at < end && *at == '!';
    if (negate) at = skip_blank(at + 1, end);
    const char *form_end = skip_word(at, end), *name = skip_blank(form_end, end), *name_end;
    if (name < end && *name == '(') name = skip_blank(name + 1, end);
    name_end = skip_word(name, end);
    const char *rest = skip_blank(name_end, end);
    if (rest < end && *rest == ')') rest = skip_blank(rest + 1, end);
    if (rest < end && !(*rest == '/' && rest + 1 < end && (rest[1] == '*' || rest[1] == '/'))) return PERHAPS;
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        size_t n = strlen(forms[i]);
        if ((size_t)(form_end - at) != n || memcmp(at, forms[i], n) != 0) continue;
        enum truth t = truth_of_name(w, forms[i], name, name_end);
        return negate ? negated(t) : t;
    }
    return PERHAPS;
}

static void set_branch(struct walk *w, struct level *l, enum truth now, uint32_t begin)
{
    l->now = now;
    l->begin = begin;
    w->unknown += now == PERHAPS;
    w->out += now == NO;
}

/* The branch ends before the # at `end`. */
static void end_branch(struct walk *w, struct level *l, uint32_t end)
{
    struct source_range range = {l->begin, end};
    w->unknown -= l->now == PERHAPS;
    w->out -= l->now == NO;
    if (l->now == NO && w->out == 0) g_array_append_val(w->s->left_out, range);
}

static void open_condition(struct walk *w, enum truth t, uint32_t at)
{
    if (w->depth++ >= MAX_DEPTH) return;
    struct level *l = &w->levels[w->depth - 1];
    l->before = NO;
    set_branch(w, l, t, at);
}

static void next_branch(struct walk *w, enum truth t, uint32_t at)
{
    if (w->depth == 0 || w->depth > MAX_DEPTH) return;
    struct level *l = &w->levels[w->depth - 1];
    end_branch(w, l, at);
    if (l->before == NO || l->now == YES) l->before = l->now;
    set_branch(w, l, l->before == NO ? t : l->before == YES ? NO : PERHAPS, at);
}

static void close_condition(struct walk *w, uint32_t at)
{
    if (w->depth == 0) return;
    if (w->depth-- <= MAX_DEPTH) end_branch(w, &w->levels[w->depth], at);
}

/* ---- directives ---- */

static void add_include(struct walk *w, const char *at, const char *end)
{
    struct source_item item = {.kind = ITEM_INCLUDE,
                               .conditional = conditions(w) > 0,
                               .offset = (uint32_t)(at - w->text),
                               .target = TARGET_UNKNOWN};
    const char *close = NULL;

    if (at < end && (*at == '<' || *at == '"'))
        close = memchr(at + 1, *at == '<' ? '>' : '"', (size_t)(end - at - 1));
    if (close) {
        item.angled = *at == '<';
        item.text = g_string_chunk_insert_len(w->s->texts, at + 1, close - at - 1);
    }
    g_array_append_val(w->s->items, item);
    w->last_include = w->s->items->len;
}

/* What `#ifndef X` or `#if !defined(X)` tests; 0 for another directive. `word` has `n` characters. */
static uint64_t guard_name(const char *word, size_t n, const char *at, const char *end)
{
    const char *name_end;

    if (n == 2 && memcmp(word, "if", n) == 0) {
        if (at == end || *at != '!') return 0;
        at = skip_blank(at + 1, end);
        if (end - at < 8 || memcmp(at, "defined", 7) != 0) return 0;
        at = skip_blank(at + 7, end);
        if (at < end && *at == '(') at = skip_blank(at + 1, end);
        if (memchr(at, '|', (size_t)(end - at)) || memchr(at, '&', (size_t)(end - at))) return 0;
    } else if (n != 6 || memcmp(word, "ifndef", n) != 0) {
        return 0;
    }
    name_end = skip_word(at, end);
    return name_end > at ? source_name(at, (size_t)(name_end - at)) : 0;
}

static void conditional(struct walk *w, const char *word, size_t n, const char *rest, const char *end,
                        uint32_t at)
{
    bool plain = n == 2;
    enum truth t =
        plain ? truth_of_text(w, rest, end) : truth_of_name(w, "defined", rest, skip_word(rest, end));
    if (w->directives == 0) w->guard = guard_name(word, n, rest, end);
    open_condition(w, n == strlen("ifndef") ? negated(t) : t, at);
}

static void directive(struct walk *w, const char *at, const char *end)
{
    const char *word = skip_blank(at, end), *word_end = skip_word(word, end);
    const char *rest = skip_blank(word_end, end);
    size_t n = (size_t)(word_end - word);
    uint32_t offset = (uint32_t)(at - 1 - w->text);

#define IS(text) (n == strlen(text) && memcmp(word, text, n) == 0)
    if (w->guard_closed) w->behind = true;
    if (IS("if") || IS("ifdef") || IS("ifndef")) {
        conditional(w, word, n, rest, end, offset);
    } else if (IS("endif")) {
        close_condition(w, offset);
        if (w->depth == 0) w->guard_closed = true;
    } else if (IS("else") || IS("elif")) {
        if (w->depth == 1) w->guard = 0;
        next_branch(w, IS("else") ? YES : truth_of_text(w, rest, end), offset);
    } else if (w->out) {
        /* left out */
    } else if (IS("include")) {
        add_include(w, rest, end);
    } else if (IS("define") || IS("undef")) {
        add_define(w, *word == 'd' ? ITEM_DEFINE : ITEM_UNDEF, rest, end);
        if (w->directives == 1)
            w->guard_defined = w->guard == source_name(rest, (size_t)(skip_word(rest, end) - rest));
        if (is_of_config(rest, skip_word(rest, end))) w->reconfigured = w->s->configures = true;
    } else if (IS("pragma") && end - rest >= 4 && memcmp(rest, "once", 4) == 0) {
        w->once = true;
    }
#undef IS
    w->directives++;
}

static void scan(struct source *s, const struct configuration *config, const char *text, size_t size)
{
    struct walk w = {.s = s, .config = config, .text = text};
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
    s->guard = s->guarded && w.guard_defined ? w.guard : 0;
    g_array_set_size(s->items, w.last_include);
}

struct source *source_read(const char *path, const struct configuration *config)
{
    struct source *s = g_new0(struct source, 1);
    char *text = NULL;
    gsize size;

    s->path = g_strdup(path);
    s->folder = g_path_get_dirname(path);
    s->items = g_array_new(FALSE, FALSE, sizeof(struct source_item));
    s->left_out = g_array_new(FALSE, FALSE, sizeof(struct source_range));
    s->texts = g_string_chunk_new(64);
    s->readable = source_state(path, &s->size, &s->mtime);
    s->readable = s->readable && g_file_get_contents(path, &text, &size, NULL);
    if (!s->readable) return s;
    s->size = size;
    s->hash = hash64(text, size);
    scan(s, config, text, size);
    g_free(text);
    return s;
}

void source_free(struct source *s)
{
    if (!s) return;
    g_array_unref(s->items);
    g_array_unref(s->left_out);
    g_string_chunk_free(s->texts);
    g_free(s->folder);
    g_free(s->path);
    g_free(s);
}

/* ---- what a text mentions ---- */

enum context { IN_TEXT, IN_MACRO, IN_CONDITION, IN_SKIPPED };

struct mentions {
    const char *text;
    GHashTable *seen; /* name, as a pointer -> index + 1 */
    GArray *all;
    unsigned depth;        /* of conditions, the include guard's apart                */
    bool guard_ahead;      /* the first one is the guard                              */
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
    if (m->guard_ahead && guard_name(word, n, rest, end))
        m->guard_ahead = false, context = IN_MACRO;
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
        bool skipped = offset < m->skipped_to, guard_ahead = m->guard_ahead;

        if (from < end && *from == '#') {
            at = line_end(from + 1, end);
            (skipped ? skipped_directive : mention_directive)(m, from + 1, at);
            /* What is skipped from the guard on is a second reading. */
            if (!skipped && m->skipped && guard_ahead == m->guard_ahead) begin_skipped(m, offset);
        } else {
            at = mention_words(m, from, end, skipped ? IN_SKIPPED : IN_TEXT);
        }
    }
}

GArray *source_mentions(const struct source *s, const GArray *skipped)
{
    struct mentions m = {.all = g_array_new(FALSE, FALSE, sizeof(struct mention_of)),
                         .guard_ahead = s->guarded,
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
