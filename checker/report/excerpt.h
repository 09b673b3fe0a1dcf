/* Lines of the sources, as they are shown below a message.
 *
 * Needs GLib. A file is read once for a report. What can't be read, or has no such line, is not shown.
 */
#ifndef GFPCHECK_REPORT_EXCERPT_H
#define GFPCHECK_REPORT_EXCERPT_H

#include "base/sym.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct excerpts;

/* Paths that are not absolute are below `root`, which is copied; NULL: there is nothing to show of them. */
struct excerpts *excerpts_new(const char *root);
void excerpts_free(struct excerpts *e);

/* Appends the line with its number, and a line that marks the word at `column` (in bytes, from 1), between
 * the words `on` and `off` (of a colour, or empty):
 *
 *       12 |         p = kmalloc(8, GFP_KERNEL);
 *          |             ^~~~~~~
 *
 * Of a long line only what is around the mark. False, and nothing appended, if there is no such place. */
bool excerpt_append(struct excerpts *e, GString *out, sym file, uint32_t line, uint32_t column,
                    const char *on, const char *off);

/* `column` counted in characters instead of bytes; itself if the line can't be read. */
uint32_t excerpt_characters(struct excerpts *e, sym file, uint32_t line, uint32_t column);

#endif
