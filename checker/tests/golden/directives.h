/* Expectations written beside the lines of a C file.
 *
 * Needs GLib; gives the list of them, or what is wrong with one. A directive stands in a `//` comment:
 *   // expect: CHECK [{{TEXT}}]... [chain=OUTER>INNER] [confidence=definite|likely]
 *   // expect@+2: CHECK ...                 the same for another line (@-2: above)
 *   // expect-none                          the file has no findings
 *   // todo-expect: CHECK ...               a finding that is missed as yet
 *   // todo-expect-none-here: CHECK ...     a finding that is wrong, and made as yet
 * A line may have several. Comments that only look like one are errors, so that no typo silences a test.
 */
#ifndef GFPCHECK_TESTS_GOLDEN_DIRECTIVES_H
#define GFPCHECK_TESTS_GOLDEN_DIRECTIVES_H

#include <glib.h>

enum directive_kind {
    EXPECT,           /* must be there                                    */
    TODO_EXPECT,      /* ought to be there; an error once it is          */
    TODO_EXPECT_NONE, /* ought not to be there; an error once it is not */
};

struct directive {
    enum directive_kind kind;
    unsigned written; /* the line that it stands on   */
    unsigned line;    /* the line that it speaks of   */
    char *check;
    GPtrArray *texts; /* of char *: each must be in the finding's message or in one of its chain's */
    char *chain;      /* or NULL: any                 */
    char *confidence; /* or NULL: any                 */
    gboolean met;     /* for the caller               */
};

struct directives {
    GPtrArray *list; /* of struct directive *       */
    gboolean none;   /* there is an `expect-none`   */
};

/* NULL and an error that begins "LINE: " if a directive is wrong, or if the text has none at all. */
struct directives *directives_read(const char *text, GError **error);
void directives_free(struct directives *d);

/* As it is written, for messages; g_free(). */
char *directive_text(const struct directive *d);

#endif
