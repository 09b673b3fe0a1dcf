/* Walking over the text of a C file: words, blanks, lines. Inside frontend/, for source.c and
 * source_mentions.c.
 */
#ifndef GFPCHECK_FRONTEND_SOURCE_TEXT_H
#define GFPCHECK_FRONTEND_SOURCE_TEXT_H

#include "frontend/source.h"

#include <string.h>

static inline bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static inline const char *skip_blank(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t')) at++;
    return at;
}

static inline const char *skip_word(const char *at, const char *end)
{
    while (at < end && is_word(*at)) at++;
    return at;
}

/* The end of the line that `at` stands in, with the lines that a backslash joins to it. */
static inline const char *line_end(const char *at, const char *end)
{
    for (;;) {
        const char *nl = memchr(at, '\n', (size_t)(end - at));

        if (!nl) return end;
        if (nl == at || nl[-1] != '\\') return nl;
        at = nl + 1;
    }
}

/* What `#ifndef X` or `#if !defined(X)` tests; 0 for another directive. `word` has `n` characters. `again`:
 * the condition goes on with an ||, as that of headers of events does. */
uint64_t source_guard(const char *word, size_t n, const char *at, const char *end, bool *again);

#endif
