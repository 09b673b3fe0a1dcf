/* The files of many units, and where their #include lines lead: the include graph as the text shows it.
 *
 * Needs source.h; gives each file once, scanned on first use, and the files that can be reached from one
 * under the include path of a unit. An #include in a branch that is not taken counts as well: what is found
 * is a little more than what a compiler reads. Only an #include that a macro names is missed.
 */
#ifndef GFPCHECK_FRONTEND_SOURCES_H
#define GFPCHECK_FRONTEND_SOURCES_H

#include "frontend/command.h"
#include "frontend/source.h"

/* Where headers are looked for: one for each list of folders. */
struct search {
    GPtrArray *folders;  /* of char *: those of -iquote, then of -I, -isystem and -idirafter */
    guint quoted;        /* how many are for #include "..." only                             */
    bool common;         /* begins with the folders that all units have                       */
    GPtrArray *included; /* of char *: files of -include, in order                            */
    char *key;
};

struct sources;

struct sources *sources_new(void);
/* Learns what the commands have in common: the configuration, if all include the file that has it. To be
 * called when the searches of all commands have been asked for, and before the first look-up. */
void sources_configure(struct sources *all, const GPtrArray *commands);
void sources_free(struct sources *all);

/* The search that a command's flags ask for; the same one for the same flags. */
struct search *sources_search(struct sources *all, const struct command *cmd);
/* Says that the first `n` folders of `search` come first in nearly all searches: what is found there is
 * remembered. To be called once, before the first look-up. */
void sources_set_common(struct sources *all, const struct search *search, guint n);

struct source *sources_file(struct sources *all, const char *path);
struct source *sources_by_id(const struct sources *all, uint32_t id);
uint32_t sources_count(const struct sources *all);

/* Where an #include leads; NULL if there is no such file or a macro names it. */
struct source *sources_target(struct sources *all, const struct search *search, struct source *from,
                              struct source_item *item);
struct source *sources_include(struct sources *all, const struct search *search, const struct source *from,
                               const char *name, bool angled);

/* A set of files that grows: ids, each once, in the order that they were met in. */
struct source_set {
    GArray *ids;    /* of uint32_t               */
    GArray *stamps; /* of uint32_t, by id: which of the set's rounds has it */
    uint32_t round;
};
void source_set_init(struct source_set *set);
void source_set_clear(struct source_set *set);
void source_set_reset(struct source_set *set); /* empty again, at no cost */
bool source_set_has(const struct source_set *set, uint32_t id);
bool source_set_add(struct source_set *set, uint32_t id); /* false if it was there */

/* Adds `file` and all that it reaches, in the order that a compiler reads them in. What is in `covered` (or
 * NULL) is neither added nor followed. */
void sources_reach(struct sources *all, const struct search *search, struct source *file,
                   const struct source_set *covered, struct source_set *out);
/* The same without what is included under a condition: less than a compiler reads. */
void sources_reach_surely(struct sources *all, const struct search *search, struct source *file,
                          const struct source_set *covered, struct source_set *out);

#endif
