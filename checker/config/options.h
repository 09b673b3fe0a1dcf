/* The options of a run, once for all who read them: the command line, the config file, the help.
 *
 * Needs GLib; the list is options.def. Values are kept as they were written, and judged by whoever uses them.
 */
#ifndef GFPCHECK_CONFIG_OPTIONS_H
#define GFPCHECK_CONFIG_OPTIONS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The kinds of values. WORDS may be separated by commas; an option of TEXTS, PATHS, GLOBS or WORDS may be
 * there several times. GLOBS are patterns for paths (base/glob.h). */
#define OPTION_TYPE_FLAG  gboolean
#define OPTION_TYPE_TEXT  char *
#define OPTION_TYPE_TEXTS char **
#define OPTION_TYPE_PATH  char *
#define OPTION_TYPE_PATHS char **
#define OPTION_TYPE_GLOBS char **
#define OPTION_TYPE_WORDS char **
enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_TEXTS,
    OPTION_PATH,
    OPTION_PATHS,
    OPTION_GLOBS,
    OPTION_WORDS
};

enum option_id {
#define X(kind, id, name, letter, in_config, words, value) OPTION_ID_##id,
#include "config/options.def"
#undef X
    OPTIONS
};

struct option_info {
    const char *dashed; /* "--jobs" */
    const char *name;   /* "jobs"; of the paths that have no option "paths" */
    char letter;        /* "-j", or 0 */
    uint8_t kind;       /* enum option_kind */
    bool in_config;     /* it may stand in a config file */
    const char *words, *value;
    size_t offset; /* of its member in struct options */
};
extern const struct option_info option_infos[OPTIONS];

/* What was set; the others are NULL or FALSE. All is owned. */
struct options {
#define X(kind, id, name, letter, in_config, words, value) OPTION_TYPE_##kind id;
#include "config/options.def"
#undef X
    char *origins[OPTIONS]; /* "FILE:7: jobs" where it was set by a config file, or NULL */
};

bool option_is_list(enum option_kind kind);
/* The option's member of `o`. */
void *option_at(struct options *o, enum option_id id);
bool option_is_set(const struct options *o, enum option_id id);
/* Where the option was set, as errors begin: "--jobs" or "FILE:7: jobs". */
const char *option_origin(const struct options *o, enum option_id id);
/* Leaves it, or all, as not set. */
void option_clear(struct options *o, enum option_id id);
void options_clear(struct options *o);

#endif
