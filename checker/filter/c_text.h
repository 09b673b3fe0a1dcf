/* A C source as text: the comments that speak to gfpcheck, and the lines of each statement.
 *
 * Needs GLib. No parser: what a preprocessor or a compiler would have to know is guessed by braces, brackets
 * and semicolons, which is enough to tell what a comment stands beside.
 */
#ifndef GFPCHECK_FILTER_C_TEXT_H
#define GFPCHECK_FILTER_C_TEXT_H

#include <glib.h>
#include <stdint.h>

/* Lines from 1, both ends included. */
struct c_lines {
    uint32_t first, last;
};

#define C_COMMENT_TO_US "gfpcheck:"

/* A comment that begins with C_COMMENT_TO_US. */
struct c_comment {
    uint32_t line, column; /* where it begins */
    char *text;            /* what follows, in one line */
    uint32_t statement;    /* the one that it stands in or behind, or else before: its index */
};

struct c_text {
    GArray *comments;   /* of struct c_comment, in order */
    GArray *statements; /* of struct c_lines, in order; several may share a line */
};

/* Never NULL; c_text_free() */
struct c_text *c_text_scan(const char *text, size_t length);
void c_text_free(struct c_text *s);

/* The lines of the statements that `line` belongs to; itself where there is none. */
struct c_lines c_text_statement(const struct c_text *s, uint32_t line);
/* The lines that a comment is about; its own if there is no statement near it. */
struct c_lines c_text_comment_lines(const struct c_text *s, const struct c_comment *c);

#endif
