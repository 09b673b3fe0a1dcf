/* What a row says, in words.
 *
 * Needs schema.h. Inside rules/ only.
 */
#ifndef GFPCHECK_RULES_ROW_WORDS_H
#define GFPCHECK_RULES_ROW_WORDS_H

#include "rules/schema.h"

/* All keys but the names, `why` and `kernel`, in one line (g_free). */
char *row_words(const struct raw_row *row);
/* Whether it sleeps; a sleeper does without saying so. */
const char *row_sleeps(const struct raw_row *row, bool sleeper);

/* What a row of a section is. */
const char *row_kind_of_sleeper(const struct raw_row *row);
const char *row_kind_of_fact(const struct raw_row *row);
const char *row_kind_of_callback(const struct raw_row *row);
const char *row_kind_of_function(const struct raw_row *row);
const char *row_kind_of_use(const struct raw_row *row);
const char *row_kind_of_flags(const struct raw_row *row);
const char *row_kind_of_advice(const struct raw_row *row);

#endif
