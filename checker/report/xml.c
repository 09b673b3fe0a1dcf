/* XML out. See xml.h. */
#include "report/xml.h"

#include <glib.h>
#include <inttypes.h>
#include <stdbool.h>

void xml_declaration(FILE *out)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", out);
}

/* What XML 1.0 allows, surrogates apart, which are no UTF-8. */
static bool is_allowed(gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xfffe && c != 0xffff);
}

static const char *escape_of(gunichar c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    /* a reader makes blanks of these in attributes, and drops returns everywhere */
    case '\t': return "&#9;";
    case '\r': return "&#13;";
    default: return NULL;
    }
}

static void put_text(FILE *out, const char *text, bool newlines)
{
    char *valid = g_utf8_make_valid(text, -1);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        const char *escape = c == '\n' && !newlines ? "&#10;" : escape_of(c);
        if (!is_allowed(c)) escape = "\xef\xbf\xbd";
        if (escape)
            fputs(escape, out);
        else
            fwrite(at, 1, (size_t)(g_utf8_next_char(at) - at), out);
    }
    g_free(valid);
}

void xml_text(FILE *out, const char *text)
{
    put_text(out, text, true);
}

void xml_attribute(FILE *out, const char *name, const char *value)
{
    fprintf(out, " %s=\"", name);
    put_text(out, value, false);
    fputc('"', out);
}

void xml_number(FILE *out, const char *name, uint64_t value)
{
    fprintf(out, " %s=\"%" PRIu64 "\"", name, value);
}
