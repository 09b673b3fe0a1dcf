/* Translation units to IR, through libclang. libclang lives and dies in this folder.
 *
 * Needs base/ and ir/; gives an ir_unit for each compile command: all functions that the main file defines,
 * and the header inlines that they reach.
 * libclang's oddities are handled in frontend/cursor.c, one function each.
 */
#ifndef GFPCHECK_FRONTEND_FRONTEND_H
#define GFPCHECK_FRONTEND_FRONTEND_H

#include "base/arena.h"
#include "base/sym.h"
#include "frontend/command.h"
#include "ir/ir.h"

#include <glib.h>

struct frontend_options {
    const char *source_root;   /* absolute; locations below it are relative to it                          */
    const char *model_include; /* the model headers' folder: used by commands with `model` set             */
    const sym *probes;         /* macros whose integer value in each unit is wanted (ir_unit.probes);
                                  one that is not defined or not constant is left out                       */
    uint32_t nprobes;
    const sym *macros; /* macros lowered as a CALL of their own name, and not as
                          what they expand to: tests of the context such as in_interrupt()          */
    uint32_t nmacros;
    const sym *messages; /* macros that change only what is printed: units may differ in them and have the
                            same headers */
    uint32_t nmessages;
};

/* Name and version of the compiler inside: IR of different ones may differ. */
const char *frontend_compiler(void);

struct frontend;

struct frontend *frontend_new(const struct frontend_options *options);
void frontend_free(struct frontend *fe);

/* What happened to one unit besides its IR. */
struct frontend_report {
    uint32_t errors;          /* errors that the compiler saw                                             */
    char *first_error;        /* "file:line: text" of the first one, or NULL; owned, g_free()              */
    uint32_t missing_headers; /* includes that were not found and skipped (model headers only)            */
    bool reduced;             /* parsed with model headers, missing headers or errors: reduced precision  */
    uint32_t prelude;         /* enum prelude_reason: PRELUDE_FITS if it was parsed with one               */
    GArray *files;            /* of sym: absolute paths of the files that it was read from, the main file
                                 among them, sorted by text; owned, g_array_unref(). A few more than the
                                 compiler opened if there is a plan: see prelude.h                         */
};

/* Frees what the report owns. */
void frontend_report_clear(struct frontend_report *report);

struct prelude_plan;

/* Units are parsed with the plan's preludes from now on; NULL: without. The plan is borrowed. */
void frontend_use_preludes(struct frontend *fe, struct prelude_plan *plan);

/* Parses and lowers one unit into `arena`. NULL and an error if the file can't be read or parsed at all; a
 * unit with compile errors is returned with what could be lowered, and the report says so. */
struct ir_unit *frontend_parse(struct frontend *fe, const struct command *cmd, struct arena *arena,
                               struct frontend_report *report, GError **error);

#endif
