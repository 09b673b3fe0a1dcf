/* The parts of commands_from_kbuild().
 *
 * Needs command.h. Inside frontend/ only: kbuild.c puts them together, kbuild_extract.c reads command lines,
 * kbuild_make.c runs make, kbuild_cache.c keeps lists.
 */
#ifndef GFPCHECK_FRONTEND_KBUILD_H
#define GFPCHECK_FRONTEND_KBUILD_H

#include "frontend/command.h"

/* What is known of a kernel build folder. */
struct kbuild {
    char *build;     /* absolute                                              */
    char *source;    /* absolute: where the sources are; may be `build`       */
    char *arch;      /* as .config says ("x86"), or NULL                      */
    char *cache_dir; /* or NULL                                               */
};

/* Appends the commands for kernel C sources in one line of `make -n` output, as seen from `directory`. */
void kbuild_extract_line(const char *line, const char *directory, GPtrArray *commands);

/* The command in the text of a .o.cmd file that kbuild left beside an object; the same as above. */
void kbuild_extract_saved(const char *text, const char *directory, GPtrArray *commands);

/* Runs `make -n` in the build folder with `args` (NULL-terminated targets and variables) and appends the
 * commands it prints, unsorted. False and an error if make can't be run, or fails with nothing printed. */
bool kbuild_make(const struct kbuild *kb, const char *const *args, const char *directory, GPtrArray *commands,
                 GError **error);

/* The text that stands for all that the commands of `targets` (folders relative to the source) depend on. */
char *kbuild_stamp(const struct kbuild *kb, const char *const *targets);

/* The list kept for `targets` if it was made under the same stamp, or NULL. */
GPtrArray *kbuild_cache_load(const struct kbuild *kb, const char *const *targets, const char *stamp);

/* Keeps a list; that it can't be written is no error. */
void kbuild_cache_store(const struct kbuild *kb, const char *const *targets, const char *stamp,
                        const GPtrArray *commands);

#endif
