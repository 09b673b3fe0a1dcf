/* The rows of the rule files as they stand, whatever kernel version they hold for: for people.
 *
 * Needs schema.h; gives each row with its place and what it says in words, and what is doubtful in a set of
 * rules. What the analysis uses is rules.h.
 */
#ifndef GFPCHECK_RULES_CATALOG_H
#define GFPCHECK_RULES_CATALOG_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct catalog_row {
    const char *section;      /* "families"                                                */
    const char *kind;         /* what a row of that section is: "alloc", "hardirq"         */
    const char *group;        /* the family's or lock's name; NULL: it is in none          */
    const char *const *names; /* functions, macros or fields, or what else it is about; ended by NULL */
    char *words;              /* what it says of them                                      */
    const char *why;          /* its own, or its group's                                   */
    const char *sleeps;       /* whether it does: "no", "if its flags let it", "yes", "may" */
    const char *kernel;       /* the versions that it holds for; NULL: all                 */
    const char *file;
    uint32_t line;
};

/* A family of memory; its rows are those of section "families" and of this group. */
struct catalog_family {
    const char *name, *why;
    const char *since;      /* the first kernel version that has it; NULL: any  */
    const char *address;    /* what its address is, in words; NULL: it says not */
    const char *contiguous; /* whether it is physically contiguous, in words    */
};

struct catalog;

/* The files are those of rules_load(). NULL and "file:line: rule 'name': reason" if one is malformed. */
struct catalog *catalog_load(const char *dir, const char *const *extra, GError **error);
void catalog_free(struct catalog *c);

/* Of struct catalog_row *, in the order of the files. */
const GPtrArray *catalog_rows(const struct catalog *c);
/* Of struct catalog_family *, in the order of the files. */
const GPtrArray *catalog_families(const struct catalog *c);
/* Whether the name is one that only macros of the kernel write (`inner` in the settings). */
bool catalog_inner(const struct catalog *c, const char *name);
/* The functions that release memory of a family, separated by commas (g_free); NULL if there are none. */
char *catalog_releases(const struct catalog *c, const char *family);

/* Loads the set for every kernel version that one of its rows makes a difference for. False and an error if
 * one fails; else appends to `warnings` what is doubtful, "file:line: rule 'name': reason" (of char *,
 * g_free), by place. */
bool rules_lint(const char *dir, const char *const *extra, GPtrArray *warnings, GError **error);

#endif
