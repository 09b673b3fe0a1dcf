/* The config file: options that hold for a folder and all below it.
 *
 * Needs options.h and yaml/. A key is the name of an option, its value what stands behind it on the command
 * line; paths and patterns are relative to the file's folder.
 */
#ifndef GFPCHECK_CONFIG_CONFIG_H
#define GFPCHECK_CONFIG_CONFIG_H

#include "config/options.h"

#define CONFIG_NAME ".gfpcheck.yaml"

/* The file of that name in the folder `from` or the nearest above it, or NULL (g_free). */
char *config_find(const char *from);

/* Sets the options that are not set yet, unless those that are exclude or replace them. False and
 * "path:line: reason" if the file can't be read, or has a key or a type that does not belong there. */
bool config_read(const char *path, struct options *o, GError **error);

/* Whether the user has trusted the file, as it is now, with naming folders that make is run in: Makefiles are
 * commands, and the file may come with a checkout. */
bool config_is_trusted(const char *path);
bool config_trust(const char *path, GError **error);

#endif
