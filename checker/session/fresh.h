/* Which units the program database knows as they are now, and which are to be parsed.
 *
 * Needs program/store.h and frontend/command.h. A unit is known if its flags are the same and none of the
 * files that it was parsed from has changed its content. Inside session/ only.
 */
#ifndef GFPCHECK_SESSION_FRESH_H
#define GFPCHECK_SESSION_FRESH_H

#include "frontend/command.h"
#include "program/store.h"

/* Looks at the files; `commands` (of struct command *) are the units asked for. Returns those of them that
 * are to be parsed, the longest first. Units that were not asked for keep what is known of them, and are
 * marked if their files have changed. */
GPtrArray *fresh_find(struct store *s, const GPtrArray *commands);

/* Units at or below one of `folders` (absolute, NULL-terminated) that are no longer among the commands: their
 * file is gone, or the build has no use for it. Of struct store_unit *. */
GPtrArray *fresh_gone(struct store *s, const GPtrArray *commands, const char *const *folders);

/* Notes what a unit has just been parsed from: `files` of struct store_file *. A file that changed after
 * `started` (real time, ns) may not be what the parser saw: the unit is parsed again next time. */
void fresh_parsed(struct store *s, struct store_unit *u, const struct command *cmd, GPtrArray *files,
                  int64_t started);

/* Appends the ids (uint32_t) of the files that a unit was parsed from; false if they are not known. */
bool fresh_files(struct store *s, const struct store_unit *u, GArray *ids);
/* Sets them; sorts `ids`. */
void fresh_set_files(struct store *s, const struct store_unit *u, GArray *ids);
/* Marks the units that were parsed from another content of the files in `changed` (ids, as a set) as stale,
 * and no others that were. */
void fresh_mark(struct store *s, GHashTable *changed);

/* Adds to `wrong` (of char *) units of which it is not known what they were parsed from. */
void fresh_check(struct store *s, GPtrArray *wrong);

#endif
