/* Unified diffs, as git diff and diff -u write them.
 *
 * Needs c_text.h for ranges of lines; gives the changed lines of each file as it is after the change.
 */
#ifndef GFPCHECK_FILTER_DIFF_H
#define GFPCHECK_FILTER_DIFF_H

#include "filter/c_text.h"

/* One file of a diff that has lines changed. */
struct diff_file {
    char *old_path, *new_path; /* as they are written there, without quotes: "b/drivers/a.c" */
    uint32_t line;             /* of the diff: where they are named */
    GArray *added;             /* of struct c_lines, in order: lines that are new or changed */
    GArray *removed;           /* of uint32_t, in order: the lines behind which others were removed, from 0 */
};

/* Of struct diff_file *, owned. NULL and "name:line: reason" if the text is no diff, or a broken one; what
 * stands between the changes of files (a mail's text, "Binary files differ") is skipped. An empty text has no
 * files. */
GPtrArray *diff_parse(const char *name, const char *text, GError **error);

/* The path that `text` begins with, as diff and Git write it: in quotes, or up to a tab (g_free). */
char *diff_path(const char *text);

#endif
