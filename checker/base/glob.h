/* Patterns for paths, as .gitignore has them.
 *
 * Needs GLib. `*`, `?` and `[...]` match within one part of a path, `**` any number of parts.
 */
#ifndef GFPCHECK_BASE_GLOB_H
#define GFPCHECK_BASE_GLOB_H

#include <stdbool.h>

/* Whether the pattern matches the path or a folder above it. A pattern without a slash, one at its end apart,
 * matches any part of the path. */
bool glob_match(const char *pattern, const char *path);

#endif
