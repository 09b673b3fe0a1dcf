/* What several formats say in the same words. Inside report/ only.
 *
 * Needs checks/.
 */
#ifndef GFPCHECK_REPORT_WORDS_H
#define GFPCHECK_REPORT_WORDS_H

#include "checks/finding.h"

/* What stands in place of a check for a file that could not be checked. */
#define NOT_CHECKED "not-checked"

const char *confidence_text(const struct finding *f);

/* The message of a step; the first one names its function, too. */
sym words_step(const struct finding *f, uint32_t step);

/* "2 more ways lead to the same place", or SYM_NONE. */
sym words_more(const struct finding *f);

/* Where the chain ends and its notes, if there are any, begin: the words about more ways stand there. */
uint32_t words_chain_end(const struct finding *f);

/* The chain, a line for each step: "drivers/a.c:10: in probe(): spin_lock() ..." (g_free). */
char *words_chain(const struct finding *f);

/* Why what the check finds is wrong: the first paragraph of that section of its help (g_free). */
char *words_help_why(enum check_id id);

/* The first page of the kernel's documentation that the check's help names, or NULL (g_free). */
char *words_help_uri(enum check_id id);

#endif
