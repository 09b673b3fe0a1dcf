/* What gfpcheck rules prints by a file of its own. */
#ifndef GFPCHECK_CLI_RULES_H
#define GFPCHECK_CLI_RULES_H

#include "rules/catalog.h"

/* All families of memory, as Markdown, on standard output. */
void rules_families(const struct catalog *c);

#endif
