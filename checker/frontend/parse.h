/* One compile command to libclang's translation unit.
 *
 * Needs libclang and command.h; gives the parsed unit, what went wrong in it, and the values of probed
 * macros.
 */
#ifndef GFPCHECK_FRONTEND_PARSE_H
#define GFPCHECK_FRONTEND_PARSE_H

#include "frontend/frontend.h"

#include <clang-c/Index.h>

struct parsed {
    CXTranslationUnit unit;
    size_t main_size; /* bytes of the main file; the probes stand behind */
};

/* Its absolute path (g_free). */
char *parse_file_path(CXFile file);

/* NULL-terminated in `parsed`: dispose of the unit with clang_disposeTranslationUnit(). Fills the report. */
bool parse_unit(CXIndex index, const struct command *cmd, const struct frontend_options *options,
                struct parsed *parsed, struct frontend_report *report, GError **error);

enum prelude_use {
    PRELUDE_USED,
    PRELUDE_USE_ERRORS,
    PRELUDE_USE_LACKS, /* errors, and one of them is that a file is missing: plainly, it would be too */
    PRELUDE_USE_BROKEN,
};

/* What a unit has otherwise than its prelude. */
struct prelude_patch {
    GString *behind; /* text behind the main file: probes                                              */
    GPtrArray
        *undone; /* of char *: macros of headers that the unit does not include, but names that it uses */
};

/* The same with a precompiled prelude at `pch`. If there is any error, and it is not `tolerant`, or if the
 * prelude can't be loaded, the unit is to be parsed plainly. `index` is one that leaves declarations of
 * precompiled files out. `others` gets the paths (g_free) of the files that have a part in the first error,
 * or with PRELUDE_USE_LACKS, in any. */
enum prelude_use parse_with_prelude(CXIndex index, const struct command *cmd,
                                    const struct frontend_options *options, const char *pch,
                                    const struct prelude_patch *patch, bool tolerant, struct parsed *parsed,
                                    struct frontend_report *report, GPtrArray *others);

/* The words for libclang (g_ptr_array_unref). With `pch`, the headers of -include are left to that
 * precompiled file, and what is `undone` (or NULL) is no macro behind it. `tolerant`: what an older C allowed
 * is no error. The last word turns all warnings off. */
GPtrArray *parse_arguments(const struct command *cmd, const struct frontend_options *options, const char *pch,
                           const GPtrArray *undone, bool tolerant);

/* Whether the flag is a macro that says what the unit's module is called: it differs from unit to unit, and
 * changes no header. */
bool flag_names_module(const char *flag);

/* ---- recover.c: a second try for units with unknown types ---- */

/* What their made-up declarations are called. There is no such file. */
#define RECOVERED_NAME "/gfpcheck/recovered.h"

struct recovery;

struct recovery *recovery_new(void);
void recovery_free(struct recovery *r);
/* Learns what the unit's errors say is missing. Whether there is something new to try. */
bool recovery_learn(struct recovery *r, CXTranslationUnit unit);
/* Declarations to put in front of the unit (g_free). */
char *recovery_text(const struct recovery *r);

/* ---- probe.c ---- */

/* Text that is appended to the main file: a declaration if the macro is defined. */
void probe_append(GString *text, sym macro, uint32_t index);
/* The same for a function: a variable that holds its address. */
void probe_append_function(GString *text, const char *name, unsigned index);
bool probe_is_function(CXCursor decl);
/* The definition of the function that the variable is for; null if it is not such a variable. */
CXCursor probe_function(CXCursor decl);
/* Which macro the declaration is for: its index, and its value; false if it is not a probe with a value. */
bool probe_value(CXCursor decl, uint32_t *index, int64_t *value);

#endif
