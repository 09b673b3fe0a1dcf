/* The progress line on a terminal.
 *
 * Needs the public header. One line on stderr, written over at most ten times a second and erased at the end;
 * nothing if stderr is no terminal.
 */
#ifndef GFPCHECK_CLI_PROGRESS_H
#define GFPCHECK_CLI_PROGRESS_H

#include <gfpcheck/gfpcheck.h>

struct progress;

/* NULL if stderr is no terminal that can write over a line. */
struct progress *progress_new(void);

/* gfpcheck_options.progress; `data` is the struct progress *. */
void progress_show(void *data, const gfpcheck_progress *p);

/* Erases the line, so that another one can be written; it is back with the next progress_show(). */
void progress_erase(struct progress *progress);

/* Erases the line. NULL is allowed in both. */
void progress_free(struct progress *progress);

#endif
