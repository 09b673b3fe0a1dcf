/* What several formats say in the same words. Inside report/ only.
 *
 * Needs checks/.
 */
#ifndef GFPCHECK_REPORT_WORDS_H
#define GFPCHECK_REPORT_WORDS_H

#include "checks/finding.h"

#include <glib.h>

/* What stands in place of a check for a file that could not be checked. */
#define NOT_CHECKED "not-checked"

const char *confidence_text(const struct finding *f);

/* The chain as it is told: the steps, of which the first names its function, too; then, as notes, how many
 * more ways lead to the same place, and the finding's own notes. Of struct step (g_array_unref). */
GArray *words_steps(const struct finding *f);

/* The same as text, a line for each: "drivers/a.c:10: in probe(): spin_lock() ..." (g_free). */
char *words_chain(const struct finding *f);

/* Why what the check finds is wrong: the first paragraph of that section of its help (g_free). */
char *words_help_why(enum check_id id);

/* The first page of the kernel's documentation that the check's help names, or NULL (g_free). */
char *words_help_uri(enum check_id id);

#endif
