/* What is known of a prelude on disk: a file beside it, mapped into memory.
 *
 * Needs sources.h; gives its files with their states, what they include and define, the names they mention,
 * and where one of them is read in another way if another one was not read before it. Preludes stand on one
 * another: a file's number counts from the outermost prelude on, in the order of reading.
 */
#ifndef GFPCHECK_FRONTEND_PRELUDE_INDEX_H
#define GFPCHECK_FRONTEND_PRELUDE_INDEX_H

#include "frontend/sources.h"

#include <glib.h>

/* Change it when preludes are built otherwise, or their indexes mean something else. */
#define PRELUDE_FORMAT "gfpcheck-prelude-10"

enum prelude_macro_flag {
    MACRO_UNDEFINED = 1, /* the file undefines it                                              */
    MACRO_FUNCTION = 2,  /* it has parameters: without a parenthesis behind it, it is no macro */
    MACRO_TEXT = 4,      /* it changes messages only                                           */
    MACRO_TWIN = 8,      /* a function has the same name                                       */
};

struct prelude_macro {
    uint64_t name;
    uint32_t file;  /* number                            */
    uint32_t flags; /* of enum prelude_macro_flag, or 0 */
};

/* Two files, by number. */
struct prelude_pair {
    uint32_t from, to;
};

struct prelude_pairs {
    const struct prelude_pair *at; /* by the first file */
    gsize n;
};

struct prelude_macros {
    const struct prelude_macro *at; /* by name, then file */
    gsize n;
};

struct prelude_index {
    char *pch;                     /* path of the precompiled file                                   */
    struct prelude_index *parent;  /* borrowed; NULL: none                                           */
    const char *folder;            /* for units below it, "" for all                                 */
    const char **flags;            /* without the names of modules                                   */
    uint32_t first, nfiles;        /* numbers of its own files                                       */
    const char **files;            /* their paths                                                    */
    const char **others;           /* files read that no text names                                  */
    const char **functions;        /* that a cleanup attribute may name                              */
    struct prelude_macros defined; /* what the compiler saw defined, and what a text undefines       */
    struct prelude_macros asked;   /* what a condition asks for, if evaluated                        */
    const uint64_t *names;         /* mentioned, sorted                                              */
    gsize nnames;
    struct prelude_pairs includes; /* own file -> file, in the order of its lines                    */
    struct prelude_pairs needs;    /* own file -> file before it that it does not include, and that
                                      defines a macro which it uses                                  */
    struct prelude_pairs wants;    /* own file -> file anywhere that it does not include, and that defines
                                      a macro with a function's name, which a macro of it names      */
    struct prelude_pairs avoids;   /* file -> own file behind it that it does not include, and that
                                      defines a macro which it asks for                              */
    GHashTable *numbers;           /* path -> number + 1, of own files                               */
    uint64_t hash;                 /* of the precompiled file                                        */
    bool intact;                   /* it was looked at                                               */
    GVariant *data;
};

/* What goes into an index; arrays are borrowed. */
struct prelude_facts {
    const char *folder;
    const struct prelude_index *parent; /* or NULL                  */
    char **flags;
    GPtrArray *files;                          /* of const struct source * */
    GPtrArray *others;                         /* of char *                */
    GPtrArray *functions;                      /* of char *                */
    GArray *defined, *asked;                   /* of struct prelude_macro  */
    GArray *names;                             /* of uint64_t              */
    GArray *includes, *needs, *wants, *avoids; /* of struct prelude_pair */
};

/* Writes the index of the precompiled file at `pch`, which is there already under the name `finished`. */
bool prelude_index_write(const char *pch, const char *finished, const struct prelude_facts *facts,
                         GError **error);

/* The index of the file at `pch`: NULL if there is none, or if it is damaged, of another version, not of that
 * file, or made from files that have changed. `parent` is to be the one that it names. */
struct prelude_index *prelude_index_load(const char *pch, struct prelude_index *parent);
/* Base name of the parent that the index at `pch` wants (g_free): "" for none, NULL if it can't be read.
 * `folder` gets the folder that it is for (g_free). */
char *prelude_index_parent(const char *pch, char **folder);
void prelude_index_free(struct prelude_index *p);

/* Whether the precompiled file and those below it hold what they were written with: reads them, once. */
bool prelude_index_intact(struct prelude_index *p);

/* The number of a file in the prelude or those below it; -1 if it is in none. */
int64_t prelude_number(const struct prelude_index *p, const char *path);
/* How many files the prelude has with those below it. */
uint32_t prelude_total(const struct prelude_index *p);
/* The path of one of them. */
const char *prelude_path(const struct prelude_index *p, uint32_t number);
/* What one of them includes. */
struct prelude_pairs prelude_includes(const struct prelude_index *p, uint32_t number);
/* Whether a file of the prelude or of those below it mentions the name. */
bool prelude_mentions(const struct prelude_index *p, uint64_t name);
/* The entries of one name. */
struct prelude_macros prelude_macros_of(struct prelude_macros all, uint64_t name);
/* The pairs from one file. */
struct prelude_pairs prelude_pairs_of(struct prelude_pairs all, uint32_t from);

#endif
