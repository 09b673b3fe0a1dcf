/* The program database of a session: where it is, and whether what it holds is of use to this run.
 *
 * Needs session.h and program/store.h. Inside session/ only.
 */
#ifndef GFPCHECK_SESSION_DB_H
#define GFPCHECK_SESSION_DB_H

#include "session/session.h"

/* Values of the database that say what its units were lowered for: databases of others are of no use. */
enum { DB_ROOT, DB_LOWERING, DB_VALUES };
struct db_value {
    const char *key, *words;
};
extern const struct db_value db_values[DB_VALUES];

/* Of command lists, databases and preludes (g_free). */
char *db_cache_folder(const struct gfpcheck_session *s);

/* The file that the options name, or the one for these inputs (g_free); NULL: none is wanted. */
char *db_path(const struct gfpcheck_session *s);
/* For store_open() (g_free). */
char *db_format(void);

/* The database for the session's inputs and rules; empty if it was made for others. */
bool db_open(struct gfpcheck_session *s, GError **error);
/* Empties it, for the same inputs and rules. */
void db_start_over(struct gfpcheck_session *s);
/* Finds the inputs if they are needed to say which database it is: without any, those of the current folder.
 */
bool db_find(struct gfpcheck_session *s, GError **error);
/* The database that the options or the inputs name, as it is, and its source root; an error if there is none.
 */
bool db_open_to_read(struct gfpcheck_session *s, enum store_want want, GError **error);

#endif
