/* Where things stand in a YAML text: what libcyaml's structs do not keep.
 *
 * Needs GLib; libyaml reads the text.
 */
#ifndef GFPCHECK_YAML_LOCATE_H
#define GFPCHECK_YAML_LOCATE_H

#include <glib.h>
#include <stdint.h>

struct locations;

/* NULL and "file:line: reason" if it is no YAML. */
struct locations *locations_new(const char *path, const char *text, gsize length, GError **error);
void locations_free(struct locations *l);
/* The line of the mapping at `path`: "/families/0/alloc/2"; 0 if there is none. */
uint32_t locations_line(const struct locations *l, const char *path);
/* The line of the first key of that name at or after `line`; `line` if there is none. */
uint32_t locations_key_line(const struct locations *l, const char *key, uint32_t line);
/* The name (`name:`, or the first function, field or macro) of the innermost row that holds `line`; NULL if
 * none. */
const char *locations_row_name(const struct locations *l, uint32_t line);

/* Sets "path:line: reason"; line 0 is left out. */
void locations_error(GError **error, const char *path, uint32_t line, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

#endif
