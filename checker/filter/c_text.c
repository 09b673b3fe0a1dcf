/* Scans a C source for statements and comments; see c_text.h.
 *
 * A statement ends with a semicolon or brace outside of brackets, or with a preprocessor line. Brackets that
 * do not match, as #if and #else may leave them, end with a brace in the first column.
 */
#include "filter/c_text.h"

#include <stdbool.h>
#include <string.h>

struct scan {
    const char *at, *end, *line_start;
    uint32_t line;
    bool blank;     /* nothing but blanks and comments in this line so far */
    bool open;      /* inside of a statement, which began in `first` */
    bool directive; /* the statement is a preprocessor line */
    uint32_t first;
    unsigned depth; /* of brackets */
    struct c_text *out;
};

static void comment_clear(gpointer p)
{
    g_free(((struct c_comment *)p)->text);
}

static void newline(struct scan *s)
{
    s->line++;
    s->line_start = s->at;
    s->blank = true;
}

/* Moves behind the next character; a backslash before a line's end joins it with the next. */
static char take(struct scan *s)
{
    while (s->at < s->end && *s->at == '\\') {
        size_t n = 1 + (s->at + 1 < s->end && s->at[1] == '\r');
        if (s->at + n >= s->end || s->at[n] != '\n') break;
        bool blank = s->blank;
        s->at += n + 1;
        newline(s);
        s->blank = blank;
    }
    return s->at < s->end ? *s->at++ : '\0';
}

static void open_statement(struct scan *s)
{
    if (!s->open) s->first = s->line;
    s->open = true;
}

static void close_statement(struct scan *s, uint32_t last)
{
    if (s->open) {
        struct c_lines lines = {s->first, last};
        g_array_append_val(s->out->statements, lines);
    }
    s->open = s->directive = false;
    s->depth = 0;
}

/* ---- comments ---- */

/* What follows C_COMMENT_TO_US in a comment's inside, in one line and without the stars before its lines
 * (g_free); NULL if it is not for us. */
static char *addressed(const char *text, size_t length)
{
    GString *out = g_string_new(NULL);
    char *copy = g_strndup(text, length);
    char **lines = g_strsplit(copy, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *words = *line + strspn(*line, " \t*/");
        g_strstrip(words);
        if (*words) g_string_append_printf(out, "%s%s", out->len ? " " : "", words);
    }
    g_strfreev(lines);
    g_free(copy);
    bool ours = g_str_has_prefix(out->str, C_COMMENT_TO_US);
    if (ours) g_string_erase(out, 0, strlen(C_COMMENT_TO_US));
    return g_string_free(out, !ours);
}

/* The statement that a comment in `line` is about: it is inside, or behind on the same line, or before. */
static uint32_t statement_beside(const struct scan *s, uint32_t line)
{
    const GArray *done = s->out->statements;
    bool behind =
        !s->open && done->len > 0 && g_array_index(done, struct c_lines, done->len - 1).last == line;
    return behind ? done->len - 1 : done->len;
}

/* Behind the comment's first slash; `kind` is what follows it. */
static void comment(struct scan *s, char kind)
{
    struct c_comment c = {s->line, (uint32_t)(s->at - s->line_start), NULL, statement_beside(s, s->line)};
    const char *text = s->at + 1, *end = s->end;
    bool blank = s->blank, closed = false;
    s->at++;
    for (char last = '\0', now; s->at < s->end && !closed; last = now) {
        const char *here = s->at;
        if (kind == '/' && *here == '\n') break;
        now = take(s);
        if (now == '\n') newline(s);
        closed = kind == '*' && last == '*' && now == '/';
        end = closed ? here - 1 : s->at;
    }
    if (s->line == c.line) s->blank = blank;
    c.text = addressed(text, (size_t)(end - text));
    if (c.text) g_array_append_val(s->out->comments, c);
}

/* ---- code ---- */

/* Behind the opening quote; what is not closed ends with the line. */
static void quoted(struct scan *s, char quote)
{
    while (s->at < s->end && *s->at != '\n') {
        char c = take(s);
        if (c == quote) return;
        if (c == '\\') take(s);
    }
}

static void code(struct scan *s, char c)
{
    bool first_column = s->at - s->line_start == 1;
    if (c == '#' && s->blank && !s->open) s->directive = true;
    open_statement(s);
    s->blank = false;
    if (c == '"' || c == '\'') quoted(s, c);
    if (s->directive) return;
    if (c == '(' || c == '[') s->depth++;
    if ((c == ')' || c == ']') && s->depth > 0) s->depth--;
    bool ends = c == ';' || c == '{' || c == '}';
    if (ends && (s->depth == 0 || (c != ';' && first_column))) close_statement(s, s->line);
}

struct c_text *c_text_scan(const char *text, size_t length)
{
    struct c_text *out = g_new0(struct c_text, 1);
    struct scan s = {
        .at = text, .end = text + length, .line_start = text, .line = 1, .blank = true, .out = out};
    out->comments = g_array_new(FALSE, FALSE, sizeof(struct c_comment));
    out->statements = g_array_new(FALSE, FALSE, sizeof(struct c_lines));
    g_array_set_clear_func(out->comments, comment_clear);
    while (s.at < s.end) {
        char c = take(&s);
        if (c == '/' && s.at < s.end && (*s.at == '*' || *s.at == '/')) {
            comment(&s, *s.at);
        } else if (c == '\n') {
            if (s.directive) close_statement(&s, s.line);
            newline(&s);
        } else if (!g_ascii_isspace(c) && c != '\0') {
            code(&s, c);
        }
    }
    close_statement(&s, s.line);
    return out;
}

void c_text_free(struct c_text *s)
{
    if (!s) return;
    g_array_unref(s->comments);
    g_array_unref(s->statements);
    g_free(s);
}

/* ---- looking up ---- */

struct c_lines c_text_statement(const struct c_text *s, uint32_t line)
{
    struct c_lines found = {line, line};
    for (guint i = 0; i < s->statements->len; i++) {
        struct c_lines l = g_array_index(s->statements, struct c_lines, i);
        if (l.first > line) break;
        if (l.last < line) continue;
        found.first = MIN(found.first, l.first);
        found.last = MAX(found.last, l.last);
    }
    return found;
}

struct c_lines c_text_comment_lines(const struct c_text *s, const struct c_comment *c)
{
    if (c->statement >= s->statements->len) return (struct c_lines){c->line, c->line};
    return g_array_index(s->statements, struct c_lines, c->statement);
}
