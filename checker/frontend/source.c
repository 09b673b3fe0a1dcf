/* See source.h. */
#include "frontend/source_text.h"

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
    unsigned depth, directives, tests; /* `tests`: conditions that have begun */
    struct level levels[MAX_DEPTH];
    unsigned unknown, out; /* how many of the levels are PERHAPS, NO                           */
    uint64_t guard;        /* what the first condition tests with #ifndef; 0 if it is another one   */
    unsigned guard_at;     /* how many directives come before it                                  */
    bool again;            /* something else lets the guarded be read as well, or is read always  */
    bool around;           /* it has an #include in it */
    bool guard_defined;    /* by the next one         */
    bool guard_closed;     /* its #endif has come     */
    bool behind, once;     /* a directive after that  */
    bool reconfigured;     /* a macro of the configuration is defined or undefined here */
    guint last_include;    /* number of items up to and with it */
};

static bool in_guard(const struct walk *w)
{
    return w->guard && w->guard_defined && !w->guard_closed && w->depth && w->levels[0].now == PERHAPS;
}

/* How many conditions there are around that are not evaluated, the include guard apart. */
static unsigned conditions(const struct walk *w)
{
    return w->unknown - in_guard(w);
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
    w->around |= in_guard(w);
}

uint64_t source_guard(const char *word, size_t n, const char *at, const char *end, bool *again)
{
    const char *name_end;

    if (n == 2 && memcmp(word, "if", n) == 0) {
        if (at == end || *at != '!') return 0;
        at = skip_blank(at + 1, end);
        if (end - at < 8 || memcmp(at, "defined", 7) != 0) return 0;
        at = skip_blank(at + 7, end);
        if (at < end && *at == '(') at = skip_blank(at + 1, end);
        if (memchr(at, '&', (size_t)(end - at))) return 0;
        *again = memchr(at, '|', (size_t)(end - at)) != NULL;
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
    if (w->tests++ == 0) {
        w->guard = source_guard(word, n, rest, end, &w->again);
        w->guard_at = w->directives;
        if (w->directives > 0) w->again = true;
    }
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
        if (w->depth == 1 && !w->guard_closed) w->guard = 0;
        next_branch(w, IS("else") ? YES : truth_of_text(w, rest, end), offset);
    } else if (w->out) {
        /* left out */
    } else if (IS("include")) {
        add_include(w, rest, end);
    } else if (IS("define") || IS("undef")) {
        add_define(w, *word == 'd' ? ITEM_DEFINE : ITEM_UNDEF, rest, end);
        if (w->tests == 1 && w->directives == w->guard_at + 1)
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
    s->guard = w.guard_defined && w.guard_closed && w.depth == 0 && (w.around || !w.again) ? w.guard : 0;
    s->guarded = w.once || (s->guard && !w.behind && !w.again);
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
