/* Sets of folders: those of some files.
 *
 * Needs GLib. A file is named by its path; one without a slash is in a folder that holds no other.
 */
#ifndef GFPCHECK_PROGRAM_FOLDERS_H
#define GFPCHECK_PROGRAM_FOLDERS_H

#include <stdbool.h>

struct folders;

struct folders *folders_new(void);
void folders_free(struct folders *f);
void folders_clear(struct folders *f);
/* Adds the folder of that file. */
void folders_add(struct folders *f, const char *file);
/* Whether the folder of that file was added. */
bool folders_has(const struct folders *f, const char *file);
/* Whether it, one that holds it, or one that it holds was. */
bool folders_near(const struct folders *f, const char *file);

#endif
