/* The scanner of the text form: white space, comments (`;` to the end of the line), words, numbers, quoted
 * text.
 *
 * Needs text that ends in a NUL; counts lines for its errors.
 */
#include "ir/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>

void ir_scan_fail(struct ir_scan *s, const char *format, ...)
{
    va_list args;
    char *message;

    s->at += strlen(s->at);
    if (s->error) return;
    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    s->error =
        g_error_new(g_quark_from_static_string("gfpcheck-ir"), 0, "%s:%u: %s", s->path, s->line, message);
    g_free(message);
}

char ir_scan_peek(struct ir_scan *s)
{
    for (;; s->at++) {
        if (*s->at == ';') s->at += strcspn(s->at, "\n");
        if (*s->at == '\n' && s->depth)
            s->line++;
        else if (*s->at != ' ' && *s->at != '\t' && *s->at != '\r')
            return *s->at;
    }
}

/* How the next character is shown in an error. */
static const char *shown(struct ir_scan *s, char buffer[4])
{
    char c = ir_scan_peek(s);

    if (c == '\n') return "the end of the line";
    if (c == '\0') return "the end of the text";
    g_snprintf(buffer, 4, "'%c'", c);
    return buffer;
}

bool ir_scan_accept(struct ir_scan *s, char c)
{
    if (ir_scan_peek(s) != c || c == '\0') return false;
    if (c == '(' || c == '[') s->depth++;
    if ((c == ')' || c == ']') && s->depth) s->depth--;
    s->at++;
    return true;
}

void ir_scan_expect(struct ir_scan *s, char c)
{
    char buffer[4];

    if (!ir_scan_accept(s, c)) ir_scan_fail(s, "'%c' expected before %s", c, shown(s, buffer));
}

bool ir_scan_accept_word(struct ir_scan *s, const char *word)
{
    size_t n = strlen(word);

    ir_scan_peek(s);
    if (strncmp(s->at, word, n) != 0 || ir_is_word_char(s->at[n], "")) return false;
    s->at += n;
    return true;
}

static sym quoted(struct ir_scan *s)
{
    GString *text = g_string_new(NULL);
    sym name;

    for (s->at++; *s->at && *s->at != '"' && *s->at != '\n'; s->at++) {
        char c = *s->at;

        if (c == '\\') {
            c = *++s->at;
            if (c == 'n')
                c = '\n';
            else if (c == 'x' && g_ascii_isxdigit(s->at[1]) && g_ascii_isxdigit(s->at[2])) {
                c = (char)(g_ascii_xdigit_value(s->at[1]) << 4 | g_ascii_xdigit_value(s->at[2]));
                s->at += 2;
            } else if (c != '"' && c != '\\') {
                ir_scan_fail(s, "unknown escape in quotes");
                break;
            }
        }
        g_string_append_c(text, c);
    }
    if (*s->at == '"')
        s->at++;
    else
        ir_scan_fail(s, "quotes are not closed");
    name = sym_of(text->str);
    g_string_free(text, TRUE);
    return name;
}

sym ir_scan_name(struct ir_scan *s, const char *also, const char *what)
{
    char buffer[4];
    size_t n = 0;

    if (ir_scan_peek(s) == '"') return quoted(s);
    while (ir_is_word_char(s->at[n], also)) n++;
    if (n == 0) ir_scan_fail(s, "%s expected before %s", what, shown(s, buffer));
    s->at += n;
    return sym_of_n(s->at - n, n);
}

int64_t ir_scan_number(struct ir_scan *s)
{
    const bool negative = ir_scan_accept(s, '-');
    const bool hex = s->at[0] == '0' && s->at[1] == 'x';
    char *end, buffer[4];
    uint64_t value;

    if (!g_ascii_isdigit(*s->at)) {
        ir_scan_fail(s, "number expected before %s", shown(s, buffer));
        return 0;
    }
    errno = 0;
    value = strtoull(s->at, &end, hex ? 16 : 10);
    if (errno) {
        ir_scan_fail(s, "number does not fit into 64 bits");
        return 0;
    }
    s->at = end;
    return (int64_t)(negative ? 0 - value : value);
}

uint32_t ir_scan_u32(struct ir_scan *s, const char *what)
{
    int64_t value = ir_scan_number(s);

    if (value < 0 || value > UINT32_MAX) {
        ir_scan_fail(s, "%s out of range", what);
        return 0;
    }
    return (uint32_t)value;
}

void ir_scan_end_line(struct ir_scan *s)
{
    char buffer[4];

    if (ir_scan_peek(s) == '\n') {
        s->at++;
        s->line++;
    } else if (*s->at) {
        ir_scan_fail(s, "the end of the line expected before %s", shown(s, buffer));
    }
}

bool ir_scan_next_line(struct ir_scan *s)
{
    while (ir_scan_peek(s) == '\n') ir_scan_end_line(s);
    return *s->at != '\0';
}
