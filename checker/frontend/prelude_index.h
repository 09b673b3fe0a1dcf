/* What is known of a prelude on disk: a file beside it, mapped into memory.
 *
 * Needs sources.h; gives its files with their states, the macros they define, the names they mention, and
 * where one of them asks for a macro of another. Preludes stand on one another: a file's number counts from
 * the outermost prelude on.
 */
#ifndef GFPCHECK_FRONTEND_PRELUDE_INDEX_H
#define GFPCHECK_FRONTEND_PRELUDE_INDEX_H

#include "frontend/sources.h"

#include <glib.h>

struct prelude_macro {
    uint64_t name;
    uint32_t file; /* number */
    uint32_t unused;
};

/* File `tester` asks in a condition for a macro that `definer` defines, which it does not include but which
 * the prelude holds before it. */
struct prelude_test {
    uint32_t tester, definer;
};

struct prelude_index {
    char *pch;                          /* path of the precompiled file        */
    struct prelude_index *parent;       /* borrowed; NULL: none                */
    const char *folder;                 /* for units below it, "" for all      */
    const char **flags;                 /* without the names of modules        */
    uint32_t first, nfiles;             /* numbers of its own files            */
    const char **files;                 /* their paths                         */
    const char **others;                /* files read that no text names       */
    const char **functions;             /* that a cleanup attribute may name */
    const struct prelude_macro *macros; /* by name, then file             */
    gsize nmacros;
    const uint64_t *names; /* mentioned, sorted */
    gsize nnames;
    const struct prelude_macro *asked; /* macros that a condition asks for, by name, then file */
    gsize nasked;
    const struct prelude_test *tests;
    gsize ntests;
    GHashTable *numbers; /* path -> number + 1, of own files */
    GVariant *data;
};

/* What goes into an index; arrays are borrowed. */
struct prelude_facts {
    const char *folder, *parent; /* parent: base name of its .pch, or ""      */
    char **flags;
    GPtrArray *files;     /* of const struct source * */
    GPtrArray *others;    /* of char *                */
    GPtrArray *functions; /* of char *             */
    GArray *macros;       /* of struct prelude_macro  */
    GArray *asked;        /* of struct prelude_macro  */
    GArray *names;        /* of uint64_t              */
    GArray *tests;        /* of struct prelude_test   */
};

/* Writes the index of the precompiled file at `pch`, which is there already under the name `finished`. */
bool prelude_index_write(const char *pch, const char *finished, const struct prelude_facts *facts,
                         GError **error);

/* The index of the file at `pch`: NULL if there is none, or if the file is damaged, of another version, or
 * made from files that have changed. `parent` is to be the one that it names. */
struct prelude_index *prelude_index_load(const char *pch, struct prelude_index *parent);
/* Base name of the parent that the index at `pch` wants (g_free): "" for none, NULL if it can't be read. */
char *prelude_index_parent(const char *pch);
void prelude_index_free(struct prelude_index *p);

/* The number of a file in the prelude or those below it; -1 if it is in none. */
int64_t prelude_number(const struct prelude_index *p, const char *path);
/* How many files the prelude has with those below it. */
uint32_t prelude_total(const struct prelude_index *p);
/* Whether a file of the prelude or of those below it mentions the name. */
bool prelude_mentions(const struct prelude_index *p, uint64_t name);
/* The places in this prelude alone that define a macro, or that ask for one: `n` of them. */
const struct prelude_macro *prelude_macros(const struct prelude_index *p, uint64_t name, gsize *n);
const struct prelude_macro *prelude_asked(const struct prelude_index *p, uint64_t name, gsize *n);

#endif
