/* What can be seen of a C file without compiling it: its directives, and what it mentions.
 *
 * Needs GLib. A plain walk over the text: conditions are not evaluated, so both branches of an #if count.
 * Names are kept as 64-bit hashes: a tree of drivers defines millions of macros.
 */
#ifndef GFPCHECK_FRONTEND_SOURCE_H
#define GFPCHECK_FRONTEND_SOURCE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum source_item_kind { ITEM_INCLUDE, ITEM_DEFINE, ITEM_UNDEF };

/* A directive up to the last #include of the file. */
struct source_item {
    enum source_item_kind kind;
    bool angled;      /* of an #include                                                  */
    bool text_only;   /* of a #define: it is made of strings: it changes messages only   */
    uint32_t length;  /* of `text`                                                       */
    uint64_t name;    /* of a #define or #undef                                          */
    const char *text; /* what an #include names, ended by NUL; NULL if a macro names it   */
    int32_t target;   /* sources.c: where the common folders lead                        */
};

struct source {
    uint32_t id;
    char *path;
    char *folder;
    uint64_t size, hash; /* of its contents                                          */
    int64_t mtime;       /* nanoseconds                                              */
    bool guarded;        /* a second #include of it is empty                         */
    bool readable;
    GArray *items; /* of struct source_item */
    GStringChunk *texts;
};

/* Reads and scans `path`. Never NULL: what can't be read has no items. */
struct source *source_read(const char *path);
void source_free(struct source *s);

/* Size and time of a file in nanoseconds; false if it is not there. */
bool source_state(const char *path, uint64_t *size, int64_t *mtime);

uint64_t source_hash(const char *data, size_t size);
uint64_t source_name(const char *name, size_t size);

/* How a file mentions a name for the first time. */
enum mention { MENTION_USE, MENTION_DEFINE };
struct mention_of {
    uint64_t name;
    enum mention first;
    uint32_t offset;      /* of the first one in the text                                    */
    bool defined, tested; /* anywhere in the file: by #define or #undef; in an #if or #ifdef */
    bool text_only;       /* if defined: only as strings, see struct source_item             */
};

/* Every identifier of a text outside comments and strings, once, sorted by name (g_array_unref). `guard`: the
 * include guard's own test does not count. */
GArray *source_mentions(const char *text, size_t size, bool guarded);
/* NULL if the file can't be read. */
GArray *source_mentions_of(const char *path);
/* The length of the identifier at `at`. */
size_t source_word_length(const char *at, const char *end);
const struct mention_of *mention_find(const GArray *mentions, uint64_t name);

#endif
