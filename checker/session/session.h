/* A session as its own files see it: options, and what one run gathers.
 *
 * Needs all layers below. session.c is the run, check.c what it does with the program database, db.c where
 * that is, shown.c which findings are shown, work.c the workers, parse.c one translation unit, options.c the
 * copy of the user's options, api.c what the public header offers besides.
 */
#ifndef GFPCHECK_SESSION_SESSION_H
#define GFPCHECK_SESSION_SESSION_H

#include "base/arena.h"
#include "checks/checks.h"
#include "filter/baseline.h"
#include "filter/changes.h"
#include "frontend/frontend.h"
#include "program/program.h"
#include "program/store.h"
#include "report/report.h"
#include "rules/rules.h"
#include "session/inputs.h"
#include "session/stats.h"

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
    struct store *store; /* the program database, maybe in memory alone                 */
    struct program *program;
    struct changes *changes;   /* only what they touch is shown; or NULL                        */
    struct baseline *baseline; /* what it knows is not shown; or NULL                           */
    struct arena *arena;       /* of the findings: lives as long as the session                 */
    struct arena *unit_arena;  /* of one unit: reset after it                                   */
    struct report report;      /* arrays are owned                                              */
    GString *reduced;          /* why, in words                                                 */
    struct stats stats;

    GArray *public_findings; /* of gfpcheck_finding: the report's findings for the caller     */
    GArray *public_steps;    /* of gfpcheck_step                                              */
    GArray *public_failures; /* of gfpcheck_failure                                           */
};

/* Copies the options; the session's error is set if a value is wrong. */
void session_copy_options(struct gfpcheck_session *s, const gfpcheck_options *options);
void session_free_options(struct gfpcheck_session *s);

/* Around the one thing that a session does. False: it has been done, or the options are wrong. */
bool session_begin(struct gfpcheck_session *s);
/* Publishes what was found, takes over `wrong`, and gives the result, findings apart. */
gfpcheck_result session_end(struct gfpcheck_session *s, GError *wrong);

/* One line for the user's log. */
void session_say(const struct gfpcheck_session *s, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Lines that the user is to be told. */
void session_note(const struct gfpcheck_session *s, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The caller frees `model_include`. */
void session_frontend_options(const struct gfpcheck_session *s, struct frontend_options *out);
/* A frontend for this process (frontend_free). */
struct frontend *session_frontend(const struct gfpcheck_session *s);

/* What became of one unit in the frontend. */
struct session_parsed {
    struct ir_unit *unit; /* in the session's unit_arena; NULL: it could not be parsed            */
    char *failure;        /* why it is not, or not in full, checked; or NULL                      */
    uint32_t flags;       /* STORE_UNIT_ERRORS, STORE_UNIT_MISSING                                */
    uint32_t prelude;     /* enum prelude_reason                                                  */
    GArray *files;        /* of sym: absolute paths of all that it was parsed from                        */
};
struct prelude_plan;
/* A plan for these commands; NULL if there are none. */
struct prelude_plan *session_preludes(const struct gfpcheck_session *s, const GPtrArray *commands);
void session_parse(struct gfpcheck_session *s, const struct command *cmd, struct session_parsed *out);
void session_parsed_clear(struct session_parsed *parsed);

/* Loads the rules for the kernel's version in the inputs. */
bool session_load_rules(struct gfpcheck_session *s, GError **error);

/* Prints what the option `dump` asks for, in this process, without a database. */
void session_dump(struct gfpcheck_session *s);

/* Parses those of the inputs that the database does not know as they are now. */
void session_parse_changed(struct gfpcheck_session *s);
/* Files, functions and failures of the inputs, into the report. */
void session_report_units(struct gfpcheck_session *s);
/* Brings the program database up to date with the inputs, and gathers findings. */
bool session_check(struct gfpcheck_session *s, GError **error);

/* Reads what decides on the findings to be shown, before the work is done. */
bool session_read_filters(struct gfpcheck_session *s, GError **error);
/* Sorts the findings, folds them by cause, takes out those that are not to be shown, and brings the baseline
 * up to date if that is asked for. */
bool session_choose(struct gfpcheck_session *s, GError **error);

/* Records that `file` (any path) could not be checked, or not in full. */
void session_fail(struct gfpcheck_session *s, const char *file, const char *reason);

/* Makes the public form of the findings and failures in the report. */
void session_publish(struct gfpcheck_session *s);

#endif
