/* What the printer and the reader of the text form must agree on, and the scanner that the reader works with.
 *
 * For the files of ir/ only. The scanner has no tokens: the grammar says which characters a name may hold
 * where it stands. The first error is kept and moves the scanner to the end of the text, so that a caller may
 * go on without looking, and look once at the end of its loop.
 */
#ifndef GFPCHECK_IR_TEXT_H
#define GFPCHECK_IR_TEXT_H

#include "ir/ir.h"

#include <string.h>

/* Characters besides letters, digits and _ that stand unquoted in names of these kinds. */
#define IR_VAR_CHARS   "#"
#define IR_FIELD_CHARS "."
#define IR_PATH_CHARS  "./+-~"
#define IR_LINK_CHARS  IR_PATH_CHARS ":"

static inline bool ir_is_word_char(char c, const char *also)
{
    return g_ascii_isalnum(c) || c == '_' || (c && strchr(also, c));
}

struct ir_scan {
    const char *path; /* of the text, for errors */
    const char *at;
    uint32_t line;
    unsigned depth; /* of brackets: inside them the end of a line is white space */
    GError *error;
};

void ir_scan_fail(struct ir_scan *s, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The next character after white space and comments, not taken; '\n' at the end of a line, 0 at the end. */
char ir_scan_peek(struct ir_scan *s);
/* Takes `c` if it is next. */
bool ir_scan_accept(struct ir_scan *s, char c);
/* Takes `c`, or fails. */
void ir_scan_expect(struct ir_scan *s, char c);
/* Takes `word` if it is the next word. */
bool ir_scan_accept_word(struct ir_scan *s, const char *word);
/* Takes a word of letters, digits, _ and `also`, or what is quoted; fails if there is neither. `what` names
 * it. */
sym ir_scan_name(struct ir_scan *s, const char *also, const char *what);
int64_t ir_scan_number(struct ir_scan *s);
uint32_t ir_scan_u32(struct ir_scan *s, const char *what);
/* Takes the end of the line, or fails. */
void ir_scan_end_line(struct ir_scan *s);
/* Skips empty lines; false at the end of the text. */
bool ir_scan_next_line(struct ir_scan *s);

#endif
