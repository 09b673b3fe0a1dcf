/* The paths that a user asked for: found, searched, and compared with the files of a command list.
 *
 * Needs command.h. Inside frontend/ only.
 */
#ifndef GFPCHECK_FRONTEND_COMMAND_PATHS_H
#define GFPCHECK_FRONTEND_COMMAND_PATHS_H

#include "frontend/command.h"

/* The real path of `path` if it exists, else the path without "." and ".." (g_free). */
char *path_real(const char *path);

/* Whether `path` is `folder` or below it; both absolute. */
bool path_is_below(const char *path, const char *folder);

/* Appends every .c file below `folder` (owned, absolute), hidden folders and links to folders left out,
 * and what kbuild makes. */
void sources_find(const char *folder, GPtrArray *out);

/* One path of the user's. */
struct asked_path {
    char *given; /* as the user wrote it   */
    char *real;  /* absolute, exists       */
    size_t n;    /* length of `real`       */
    bool folder;
    bool used; /* something matched it   */
};

/* Finds each of `paths` in the current folder or below `root` (NULL: only there; and so is "./x"); what
 * exists in neither goes to `failed`. A new list of owned struct asked_path *; NULL if `paths` is. */
GPtrArray *paths_resolve(const char *const *paths, const char *root, GPtrArray *failed);

/* Whether `file` (absolute) was asked for; marks the paths that it is at or below. True if `asked` is NULL.
 */
bool paths_match(GPtrArray *asked, const char *file);

/* Appends those to `failed` that nothing matched: a folder without sources, or else for `reason`. */
void paths_report_unused(const GPtrArray *asked, const char *reason, GPtrArray *failed);

#endif
