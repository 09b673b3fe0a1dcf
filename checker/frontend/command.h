/* Compile commands: which files to check, and with which flags.
 *
 * Needs base/; gives command lists from a compilation database, a kbuild folder, one compiler command line,
 * or plain paths. Flags written for gcc are reduced to what clang understands (-I -D -U -include -isystem
 * -iquote -nostdinc -std= -m* -f* that matter to parsing), the rest is dropped.
 */
#ifndef GFPCHECK_FRONTEND_COMMAND_H
#define GFPCHECK_FRONTEND_COMMAND_H

#include <glib.h>
#include <stdbool.h>

struct command {
    char *file;      /* absolute path of the main file                                     */
    char *directory; /* absolute: what relative paths in the flags are relative to         */
    char **flags;    /* NULL-terminated, cleaned for clang, without compiler, -c, -o, file */
    bool model;      /* no flags are known: parse with the model headers                   */
};

void command_free(struct command *cmd);

/* A new list of owned commands (free with g_ptr_array_unref). All below: NULL and an error that names file
 * (and line where there is one) when the input can't be used. `paths` (NULL-terminated, files or folders,
 * relative to the current folder or to `root`) keeps only what is at or below one of them; NULL keeps all. */

/* compile_commands.json, or the folder that holds it. */
GPtrArray *commands_from_database(const char *path, const char *const *paths, GError **error);

/* A prepared kernel build folder: asks `make -n` once, and keeps the list in `cache_dir` (NULL: no cache) as long as
 * .config and the Makefiles are unchanged. `root_out` gets the kernel's source folder (g_free). */
GPtrArray *commands_from_kbuild(const char *build, const char *const *paths, const char *cache_dir,
                                char **root_out, GError **error);

/* One compiler command line, as `make C=1 CHECK="gfpcheck cc"` passes it (without the compiler's own name) or
 * what followed `--`. Files are those of `paths`, or those named in `argv`. */
GPtrArray *commands_from_argv(const char *const *argv, const char *const *paths, GError **error);

/* Plain .c files and folders searched for them, with the model headers. */
GPtrArray *commands_from_paths(const char *const *paths, GError **error);

/* The version of the kernel source tree at `root` ("6.1.192" gives 6.1) from its Makefile; 0.0 if it is none. */
void kernel_version(const char *root, unsigned *major, unsigned *minor);

#endif
