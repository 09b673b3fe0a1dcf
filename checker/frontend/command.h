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

/* To be read only. */
struct command {
    char *file;      /* absolute path of the main file                                     */
    char *directory; /* absolute: what relative paths in the flags are relative to         */
    char **flags;    /* NULL-terminated, cleaned for clang, without compiler, -c, -o, file */
    bool model;      /* no flags are known: parse with the model headers                   */
    GBytes *shared;  /* holds the texts of many commands; NULL: they are this one's own    */
};

void command_free(struct command *cmd);

/* A path of the user's of which nothing can be checked; the other paths go on. */
struct command_failure {
    char *path; /* as given */
    char *reason;
};

/* An empty list of owned struct command_failure *. */
GPtrArray *command_failures_new(void);
void command_failure_add(GPtrArray *failed, const char *path, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* A new list of owned commands, sorted by file, one for each (free with g_ptr_array_unref). All below: NULL
 * and an error that names file (and line where there is one) when the input as a whole can't be used. `paths`
 * (NULL-terminated, files or folders, relative to the current folder, or else to the source root) keeps only
 * what is at or below one of them; NULL keeps all. A path that names nothing to check is appended to
 * `failed`. */

#define COMMAND_DATABASE "compile_commands.json"
/* The file of that name, or the folder that holds it. */
GPtrArray *commands_from_database(const char *path, const char *const *paths, GPtrArray *failed,
                                  GError **error);

/* A prepared kernel build folder: asks `make -n` once, and keeps the list in `cache_dir` (NULL: no cache) as
 * long as .config and the Makefiles are unchanged. A path outside the kernel's sources gets the flags of a
 * module that is built out of tree. `root_out` gets the kernel's source folder (g_free). */
GPtrArray *commands_from_kbuild(const char *build, const char *const *paths, const char *cache_dir,
                                char **root_out, GPtrArray *failed, GError **error);

/* One compiler command line, as `make C=1 CHECK="gfpcheck cc"` passes it (without the compiler's own name) or
 * what followed `--`. Files are those of `paths`, or with NULL those named in `argv`. */
GPtrArray *commands_from_argv(const char *const *argv, const char *const *paths, GPtrArray *failed,
                              GError **error);

/* Plain .c files and folders searched for them, with the model headers. */
GPtrArray *commands_from_paths(const char *const *paths, GPtrArray *failed);

/* Whether the main file can be read as C source at all: there, not empty, not binary. An error says what it
 * is. */
bool command_check_source(const struct command *cmd, GError **error);

/* The folder of the kernel sources whose headers the flags name, or NULL (g_free). */
char *command_kernel_root(const struct command *cmd);

/* Whether `dir` is the top of a kernel tree that is configured and prepared in place. */
bool kernel_is_configured(const char *dir);

/* The version of the kernel source tree at `root` ("6.1.192" gives 6.1) from its Makefile; 0.0 if it is none.
 */
void kernel_version(const char *root, unsigned *major, unsigned *minor);

#endif
