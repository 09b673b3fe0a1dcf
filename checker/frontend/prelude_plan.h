/* The parts of a prelude plan, inside frontend/ only. See prelude.h for what it is for.
 *
 * prelude_plan.c makes it, prelude_grow.c decides what is worth it, prelude_flags.c compares flags,
 * prelude_fit.c says whether a unit reads its headers in a prelude as it would without, prelude_build.c
 * builds one, and prelude_facts.c writes down what is known of it.
 */
#ifndef GFPCHECK_FRONTEND_PRELUDE_PLAN_H
#define GFPCHECK_FRONTEND_PRELUDE_PLAN_H

#include "frontend/parse.h"
#include "frontend/prelude.h"
#include "frontend/prelude_index.h"
#include "frontend/sources.h"

#include <clang-c/Index.h>

/* A header that a prelude includes by itself. */
struct prelude_top {
    const struct source *file;
    uint32_t units; /* that include it, at any depth */
};

/* The folder of the prelude for units that the outermost one does not fit. */
#define CORE_FOLDER "/"

/* A prelude: one to be built, or one that is there. */
struct prelude_node {
    char *folder;                /* absolute: for units below it; "" for all; CORE_FOLDER   */
    int32_t parent;              /* number of a node, or -1                                 */
    int32_t next;                /* the one to try if it does not fit, or -1                */
    char **flags;                /* to build it with, without what names modules            */
    char **names;                /* -D flags that name the unit and its module, with any value */
    const struct search *search; /* of these flags                                          */
    GArray *tops;                /* of struct prelude_top; only if it is to be built         */
    GArray *files;               /* of uint32_t: ids of what it has, as far as units use it  */
    uint32_t units;              /* that it was made for                                     */
    char *pch;                   /* path                                                    */
    bool job;                    /* is to be built                                          */
    struct prelude_index *index; /* in this process, NULL: not loaded                       */
    bool used;                   /* by this process                                         */
    bool broken;                 /* not to be used by this process                          */
};

struct prelude_plan {
    struct frontend_options options;
    char *dir;
    const GPtrArray *commands;
    struct sources *sources;
    GPtrArray *nodes;           /* of struct prelude_node *; parents first         */
    GArray *jobs;               /* of uint32_t: numbers of nodes                   */
    GHashTable *node_of;        /* file -> number of its innermost node + 1        */
    GPtrArray *existing;        /* of struct prelude_index *: valid ones in `dir`  */
    GHashTable *messages;       /* source_name() of frontend_options.messages       */
    GHashTable *mentions;       /* source id + 1 -> GArray *: see source_mentions() */
    struct prelude_patch patch; /* of the last unit that fits */
    struct source_set reached;  /* scratch: what the last unit asked for reaches   */
};

/* ---- prelude_flags.c ---- */

/* All flags but folders of headers and names of modules, as one text: what headers may depend on. */
char *flags_group(const struct command *cmd);
/* Whether one of them is -D of the name. */
bool flags_define(const struct command *cmd, uint64_t name);
/* The flags that all `commands` share, for a prelude: folders as far as all have the same, files of -include
 * only for the outermost one, no names of modules; these go to `names`, once each. */
char **flags_for_prelude(const GPtrArray *commands, bool outermost, char ***names);
/* A macro that the unit has and the prelude has not makes no difference if no header mentions it: the unit
 * may have more -D flags of which `mentions` is false. Folders: the prelude's come first in the unit's.
 * `outermost`: -include must be the same, otherwise the prelude has none. */
bool flags_fit(char *const *prelude, char *const *unit, bool outermost,
               bool (*mentions)(gconstpointer data, uint64_t name), gconstpointer data);

/* ---- prelude_grow.c ---- */

/* Makes the plan's nodes and jobs. */
void prelude_grow(struct prelude_plan *plan);

/* ---- prelude_build.c ---- */

/* Builds and loads the node's prelude. */
bool prelude_build(struct prelude_plan *plan, struct prelude_node *node, GError **error);

/* ---- prelude_facts.c ---- */

/* A prelude that compiles. */
struct prelude_made {
    struct prelude_plan *plan;
    struct prelude_node *node;
    struct prelude_index *parent; /* NULL: none                                            */
    CXTranslationUnit unit;       /* with what the preprocessor saw                        */
    GPtrArray *files;             /* of char *: own files, in the order of reading         */
};

/* Writes its index; the precompiled file is there already under the name `finished`. */
bool prelude_write_facts(const struct prelude_made *made, const char *finished, GError **error);

/* ---- prelude_fit.c ---- */

/* Whether the unit's flags let it use a prelude that is there. */
bool prelude_flags_fit(const struct prelude_index *p, const struct command *cmd);
/* PRELUDE_FITS, and then the plan's `patch` is set; or why it does not. */
enum prelude_reason prelude_fit(struct prelude_plan *plan, const struct prelude_index *p,
                                const struct command *cmd);

/* ---- prelude_plan.c ---- */

/* As prelude_plan_for(). `without`: paths of files that it must not have. */
struct prelude_index *prelude_of(struct prelude_plan *plan, const struct command *cmd,
                                 const GPtrArray *without, enum prelude_reason *reason);
/* Whether the prelude has one of the files. */
bool prelude_has_one(const struct prelude_index *p, const GPtrArray *paths);
/* Appends the absolute paths (sym) of all files that the unit's text leads to, the main file among them, and
 * of those that the prelude `p` (or NULL) read without a text that names them. */
void prelude_files(struct prelude_plan *plan, const struct command *cmd, const struct prelude_index *p,
                   GArray *files);

/* The node's prelude if it is there and valid, or NULL. */
struct prelude_index *prelude_node_index(struct prelude_plan *plan, struct prelude_node *node);

/* Notes beside the precompiled file of that name that it can't be built or used, for this run and later ones,
 * and whether that is so. */
void prelude_give_up(const char *pch);
bool prelude_is_hopeless(const char *pch);

/* The compiler can't use it, although it is as it was written: nobody shall try again. */
void prelude_break(struct prelude_plan *plan, const struct prelude_index *p);

#endif
