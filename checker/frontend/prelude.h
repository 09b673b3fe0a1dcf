/* Precompiled preludes: the headers that many units include are parsed once, and kept on disk.
 *
 * Needs command.h; gives a plan for a list of commands: which preludes to build for them, which of an earlier
 * run to use again, and for each unit the prelude with which it reads its headers as it would without. How
 * that is decided: docs/parsing.md.
 *
 * The plan is made by one process, which may fork then: each process loads what it uses by itself, and what
 * one of them builds the others see. A plan is not safe to use from several threads.
 */
#ifndef GFPCHECK_FRONTEND_PRELUDE_H
#define GFPCHECK_FRONTEND_PRELUDE_H

#include "frontend/command.h"
#include "frontend/frontend.h"

#include <glib.h>

/* Why a unit is parsed without a prelude: X(name, text). */
#define PRELUDE_REASONS(X)                                                                                   \
    X(FITS, "parsed with a prelude")                                                                         \
    X(NONE, "there is no prelude for it")                                                                    \
    X(FLAGS, "its flags differ from the prelude's")                                                          \
    X(DEFINES, "it defines a macro that the prelude's headers use before it includes them")                  \
    X(MACRO, "it uses the name of a macro from a header that it does not include")                           \
    X(HEADERS, "its headers ask for a macro from a header that it does not include")                         \
    X(ERRORS, "the compiler saw errors with the prelude")                                                    \
    X(CLEANUP, "it names a cleanup function of the prelude's headers")                                       \
    X(BROKEN, "the prelude could not be read")

enum prelude_reason {
#define X(name, text) PRELUDE_##name,
    PRELUDE_REASONS(X)
#undef X
        PRELUDE_REASON_COUNT
};

/* The text of a reason. */
const char *prelude_reason_text(enum prelude_reason reason);

struct prelude_plan;

/* Makes a plan for `commands` (struct command *, borrowed as long as the plan). `dir` is the folder that
 * preludes are kept in; it is made if needed. NULL: no preludes, but the plan still knows the units' files.
 * Reads the main files and their headers, builds nothing. The same commands, files and contents of `dir` give
 * the same plan. */
struct prelude_plan *prelude_plan_new(const struct frontend_options *options, const GPtrArray *commands,
                                      const char *dir);
void prelude_plan_free(struct prelude_plan *plan);

/* How many preludes are worth building. Numbers are below this; a prelude's parent has a lower number. */
uint32_t prelude_plan_jobs(const struct prelude_plan *plan);

/* Builds one of them, and its parent first if that is not there. Two processes may build the same one: the
 * second waits and takes it. False and an error if it cannot be built: then its units use the parent, or are
 * parsed plainly. */
bool prelude_plan_build(struct prelude_plan *plan, uint32_t job, GError **error);

/* The path of the prelude that the unit is to be parsed with; NULL if there is none, and then `reason` (or
 * NULL) says why. Valid as long as the plan. */
const char *prelude_plan_for(struct prelude_plan *plan, const struct command *cmd,
                             enum prelude_reason *reason);

/* Removes the preludes in `dir` that were used longest ago until those left take at most `limit` bytes. */
void prelude_clean(const char *dir, uint64_t limit);

#endif
