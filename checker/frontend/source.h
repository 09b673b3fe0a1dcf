/* What can be seen of a C file without compiling it: its directives, and what it mentions.
 *
 * Needs GLib. A plain walk over the text. Only conditions that ask for the configuration alone are evaluated;
 * of others both branches count. Names are kept as 64-bit hashes: a tree of drivers defines millions of
 * macros.
 */
#ifndef GFPCHECK_FRONTEND_SOURCE_H
#define GFPCHECK_FRONTEND_SOURCE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Where an #include leads that nobody has looked for yet, or that leads nowhere. */
enum { TARGET_UNKNOWN = -2, TARGET_NOWHERE = -1 };

enum source_item_kind { ITEM_INCLUDE, ITEM_DEFINE, ITEM_UNDEF };

/* A directive up to the last #include of the file. */
struct source_item {
    enum source_item_kind kind;
    bool conditional; /* it stands in an #if, the include guard and what is evaluated apart */
    bool angled;      /* of an #include                                                  */
    uint32_t offset;  /* in the file                                                     */
    uint64_t name;    /* of a #define or #undef                                          */
    const char *text; /* what an #include names, ended by NUL; NULL if a macro names it   */
    int32_t target;   /* where the common folders lead: an id, see sources.h             */
};

/* What is the same for all units: macros of the configuration, CONFIG_NAME and CONFIG_NAME_MODULE. */
struct configuration {
    GHashTable *names; /* the defined ones, as pointers; NULL: nobody knows */
    bool kernel;       /* __KERNEL__ is defined                             */
};

struct source {
    uint32_t id;
    char *path;
    char *folder;
    uint64_t size, hash; /* of its contents                                          */
    int64_t mtime;       /* nanoseconds                                              */
    bool guarded;        /* a second #include of it is empty                         */
    uint64_t guard;      /* the macro that leaves it out but for its first and last lines; 0: none.
                            A file that is not guarded may have one that lets it be read again */
    bool readable;
    bool configures;  /* it defines a macro of the configuration */
    GArray *items;    /* of struct source_item                                   */
    GArray *left_out; /* of struct source_range: by the configuration, see source_mentions() */
    GStringChunk *texts;
};

/* Reads and scans `path`. Never NULL: what can't be read has no items. */
struct source *source_read(const char *path, const struct configuration *config);
void source_free(struct source *s);

/* Size and time of a file in nanoseconds; false if it is not there. */
bool source_state(const char *path, uint64_t *size, int64_t *mtime);

/* The number that a name is kept as. */
uint64_t source_name(const char *name, size_t size);

/* How a file mentions a name for the first time. */
enum mention { MENTION_USE, MENTION_DEFINE };
struct mention_of {
    uint64_t name;
    enum mention first;
    uint32_t offset; /* of the first one in the text                                      */
    uint32_t live;   /* of the first one outside of macros' own texts; UINT32_MAX: none   */
    bool defined;    /* anywhere in the file by #define                                   */
    bool undefined;  /* by #undef                                                         */
    bool gone;       /* the last of them is an #undef outside of all conditions           */
    bool parameters; /* by a #define with parameters                                      */
    bool settled;    /* by a #define outside of all conditions                            */
    bool tested;     /* in an #if or #ifdef                                               */
    bool called;     /* with a parenthesis behind it, outside of macros' own texts         */
    bool inner;      /* in a macro's own text                                             */
    bool text_only;  /* if defined: only as strings or as its parameter: for messages     */
};

/* A part of a file: from the offset `begin` on to before `end`. */
struct source_range {
    uint32_t begin, end;
};

/* Every identifier of the file outside comments and strings, once, sorted by name (g_array_unref). An include
 * guard is no test. Empty if the file can't be read. `skipped` (of struct source_range, sorted): what a
 * compiler has skipped, from the # of an #if, #else or #elif on; what is there does not count if the file is
 * guarded. NULL: nobody knows, and what the configuration leaves out does not count. */
GArray *source_mentions(const struct source *s, const GArray *skipped);
/* The length of the identifier at `at`. */
size_t source_word_length(const char *at, const char *end);
const struct mention_of *mention_find(const GArray *mentions, uint64_t name);

#endif
