/* What decides on the findings to be shown. Inside session/ only.
 *
 * Needs session.h. shown.c puts it together, known.c is what the baseline knows.
 */
#ifndef GFPCHECK_SESSION_SHOWN_H
#define GFPCHECK_SESSION_SHOWN_H

#include "session/session.h"

/* How well a unit was looked at. PARTLY: something may be in it that was not found: it was not read in full;
 * or it was named alone, and what calls its functions may be in the files beside it. REDUCED: not with the
 * kernel's own headers, or not with all of them. */
enum look { LOOKED_PARTLY, LOOKED_REDUCED, LOOKED_FULLY };

/* `asked` is inputs_asked(). */
enum look session_look(const struct gfpcheck_session *s, const struct command *cmd, char *const *asked);

typedef bool shown_test_fn(const struct gfpcheck_session *s, const struct finding *f);

/* Moves the findings that pass the test from one list to another, or to nowhere. */
void shown_move(const struct gfpcheck_session *s, shown_test_fn *test, GPtrArray *from, GPtrArray *to);

/* Reads the baseline, if there is one. */
bool known_read(struct gfpcheck_session *s, GError **error);
/* Moves what it knows from the report's findings to its known ones. */
void known_take_out(struct gfpcheck_session *s);
/* Notes which entries are gone, and writes the baseline if that is asked for. */
bool known_finish(struct gfpcheck_session *s, GError **error);

#endif
