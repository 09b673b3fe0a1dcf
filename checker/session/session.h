/* A session as its own files see it: options, and what one run gathers.
 *
 * Needs all layers below. session.c is the run, unit.c one translation unit of it, options.c the copy of the
 * user's options, api.c what the public header offers besides.
 */
#ifndef GFPCHECK_SESSION_SESSION_H
#define GFPCHECK_SESSION_SESSION_H

#include "base/arena.h"
#include "checks/checks.h"
#include "frontend/frontend.h"
#include "program/program.h"
#include "report/report.h"
#include "rules/rules.h"
#include "session/inputs.h"

#include <gfpcheck/gfpcheck.h>
#include <signal.h>

#define DUMPS(X) X(IR, "ir") X(CFG, "cfg") X(SUMMARY, "summary") X(COMMANDS, "commands")
enum {
#define X(id, text) DUMP_SHIFT_##id,
    DUMPS(X)
#undef X
#define X(id, text) DUMP_##id = 1 << DUMP_SHIFT_##id,
        DUMPS(X)
#undef X
};

struct gfpcheck_session {
    gfpcheck_options options; /* strings are owned                                             */
    bool enabled[CHECKS];
    unsigned dumps;      /* DUMP_* bits                                                   */
    char *dump_function; /* only this one, or NULL                                        */
    volatile sig_atomic_t stop;
    bool ran;
    char *error;

    struct inputs in;
    struct rules *rules;
    struct frontend *frontend;
    struct program *program;  /* the header functions of all units so far, and the unit at hand */
    struct arena *arena;      /* of the findings: lives as long as the session                 */
    struct arena *unit_arena; /* of one unit: reset after it                                   */
    struct report report;     /* arrays are owned                                              */
    GString *reduced;         /* why, in words                                                 */

    GArray *public_findings; /* of gfpcheck_finding: the report's findings for the caller     */
    GArray *public_steps;    /* of gfpcheck_step                                              */
    GArray *public_failures; /* of gfpcheck_failure                                           */
};

/* Copies the options; the session's error is set if a value is wrong. */
void session_copy_options(struct gfpcheck_session *s, const gfpcheck_options *options);
void session_free_options(struct gfpcheck_session *s);

/* Checks one unit: parse, dump, analyse, checks. What goes wrong is recorded in the report. */
void session_check_unit(struct gfpcheck_session *s, const struct command *cmd);

/* Records that `file` (any path) could not be checked, or not in full. */
void session_fail(struct gfpcheck_session *s, const char *file, const char *reason);

/* Makes the public form of the findings and failures in the report. */
void session_publish(struct gfpcheck_session *s);

#endif
