/* The parts of commands_from_kbuild().
 *
 * Needs command.h and base/pack.h. Inside frontend/ only: kbuild.c puts them together, kbuild_extract.c reads
 * command lines, kbuild_make.c runs make, kbuild_inputs.c knows what a list was made from, kbuild_cache.c
 * keeps lists.
 */
#ifndef GFPCHECK_FRONTEND_KBUILD_H
#define GFPCHECK_FRONTEND_KBUILD_H

#include "base/pack.h"
#include "frontend/command.h"

#define KBUILD_LIST_FORMAT "2" /* change it when flags are cleaned in another way */

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

/* All that the commands of `targets` (folders relative to the source) depend on, as it is now: .config,
 * Makefiles, the environment. To be taken before make is asked. */
GBytes *kbuild_inputs_take(const struct kbuild *kb, const char *const *targets);
/* Whether it is still so. */
bool kbuild_inputs_same(const struct kbuild *kb, const void *inputs, size_t n);

/* The lists that were kept for a build folder. */
struct kbuild_lists;

struct kbuild_lists *kbuild_lists_open(const struct kbuild *kb);
void kbuild_lists_close(struct kbuild_lists *lists);

/* Whether a list whose inputs are the same holds the commands of `target` and all below. If so, those of the
 * whole list that were asked for are appended to `commands`, sorted by file, once for each list. */
bool kbuild_lists_take(struct kbuild_lists *lists, const char *target, GPtrArray *asked, GPtrArray *commands);

/* Keeps a list, sorted by file, for the runs to come; that it can't be written is no error. */
void kbuild_list_store(const struct kbuild *kb, const char *const *targets, GBytes *inputs,
                       const GPtrArray *commands);

#endif
