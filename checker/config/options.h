/* The options of a run, once for all who read them: the command line, the config file, the help.
 *
 * Needs GLib; the list is options.def. Values are kept as they were written, and judged by whoever uses them.
 */
#ifndef GFPCHECK_CONFIG_OPTIONS_H
#define GFPCHECK_CONFIG_OPTIONS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The kinds of values. WORDS may be separated by commas; an option of TEXTS, PATHS or WORDS may be there
 * several times. */
#define OPTION_TYPE_FLAG  gboolean
#define OPTION_TYPE_TEXT  char *
#define OPTION_TYPE_TEXTS char **
#define OPTION_TYPE_PATH  char *
#define OPTION_TYPE_PATHS char **
#define OPTION_TYPE_WORDS char **
enum option_kind { OPTION_FLAG, OPTION_TEXT, OPTION_TEXTS, OPTION_PATH, OPTION_PATHS, OPTION_WORDS };

struct option_info {
    const char *name; /* without dashes; of the paths that have no option "paths" */
    char letter;      /* "-p", or 0 */
    uint8_t kind;     /* enum option_kind */
    bool in_config;   /* it may stand in a config file */
    const char *words, *value;
    size_t offset; /* of its member in struct options */
};

/* All of options.def, ended by a row whose name is NULL. */
extern const struct option_info option_infos[];

/* What was set; the others are NULL or FALSE. Strings and arrays are owned. */
struct options {
#define X(kind, id, name, letter, in_config, words, value) OPTION_TYPE_##kind id;
#include "config/options.def"
#undef X
};

/* The option's member of `o`. */
void *option_at(struct options *o, const struct option_info *info);
void options_clear(struct options *o);

#endif
