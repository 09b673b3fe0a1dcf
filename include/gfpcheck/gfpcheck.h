/**
 * @file gfpcheck.h
 * The library behind the command `gfpcheck`: finds allocation-context bugs in Linux drivers.
 *
 * A session takes options, runs once, and holds what was found:
 *
 *     gfpcheck_options options;
 *     gfpcheck_options_init(&options);
 *     options.paths = (const char *const[]){"drivers/usb/core", NULL};
 *     options.kbuild = "../build";
 *     gfpcheck_session *s = gfpcheck_new(&options);
 *     if (gfpcheck_run(s) == GFPCHECK_FAILED && gfpcheck_error(s)) puts(gfpcheck_error(s));
 *     gfpcheck_write(s, "text", stdout, NULL);
 *     gfpcheck_free(s);
 *
 * Strings given to the library are copied; strings that it gives belong to the session and live until
 * gfpcheck_free(). One session at a time, and all calls from one thread, gfpcheck_stop() apart.
 */
#ifndef GFPCHECK_GFPCHECK_H
#define GFPCHECK_GFPCHECK_H

#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @name Results */
/** @{ */

/** How a run ended; the command's exit code. The larger one wins. */
typedef enum gfpcheck_result {
    GFPCHECK_CLEAN = 0,    /**< all was checked, nothing found                                       */
    GFPCHECK_FINDINGS = 1, /**< all was checked, something found                                     */
    GFPCHECK_FAILED = 2    /**< the tool or some of its input failed; what was found is there nevertheless */
} gfpcheck_result;

/** How sure a finding is. */
typedef enum gfpcheck_confidence {
    GFPCHECK_LIKELY,  /**< rests on a named assumption                */
    GFPCHECK_DEFINITE /**< holds on a feasible path with known values */
} gfpcheck_confidence;

/** One place on the way to a finding. */
typedef struct gfpcheck_step {
    const char *role; /**< "context", "call", "sleep", "alloc", "free" or "note" */
    const char *file; /**< relative to the source root where it is below it      */
    unsigned line, column;
    const char *function;
    const char *message;
} gfpcheck_step;

/** One bug. */
typedef struct gfpcheck_finding {
    const char *check; /**< the check's id: "atomic-alloc" */
    gfpcheck_confidence confidence;
    const char *file; /**< relative to the source root where it is below it */
    unsigned line, column;
    const char *function;
    const char *message;
    const char *fingerprint; /**< hexadecimal; stays the same when lines move             */
    size_t more_callers;     /**< further ways to the same cause, folded into this finding */
    size_t nsteps;
    const gfpcheck_step *steps; /**< outermost first; NULL if there are none */
} gfpcheck_finding;

/** A file or path that could not be checked, or not in full. */
typedef struct gfpcheck_failure {
    const char *file;
    const char *reason;
} gfpcheck_failure;

/** One of the checks. */
typedef struct gfpcheck_check {
    const char *id;
    const char *words; /**< one line of what it finds */
    int on;            /**< by default                */
    const char *help;  /**< Markdown: why it is wrong, how it is mended, examples */
} gfpcheck_check;

/** @} */

/** @name Options */
/** @{ */

/** What the progress callback is told: after each unit, and a few times a second in between. */
typedef struct gfpcheck_progress {
    const char *phase;  /**< what is being done, in a word: "preludes", "units", "linking"         */
    size_t done, total; /**< units, or what else this phase counts; total 0: that is not known     */
    double cost_done, cost_total; /**< what those done, and all, are expected to take, in any measure; total
                                     0: all take the same                                           */
    long findings;    /**< so far, not folded yet; negative: not looked for yet, for that needs all units */
    const char *file; /**< the unit that was finished last, or NULL */
} gfpcheck_progress;

/** What to check, and how. Arrays of strings end with NULL; NULL in place of an array or string means none,
 * or the default. The input is the first of these that is there: `flags`, `database`, `kbuild`, `model`; and
 * else what is found: a configured kernel tree around the paths, the running kernel's build folder, the model
 * headers. */
typedef struct gfpcheck_options {
    const char *const
        *paths; /**< files and folders; may be none with kbuild, database and flags_name_files */
    const char *const *flags; /**< compiler flags for all files */
    int flags_name_files;  /**< `flags` is a whole command line that names the file                       */
    const char *database;  /**< compile_commands.json or its folder                                       */
    const char *kbuild;    /**< a prepared kernel build folder                                            */
    int model;             /**< use the model headers, whatever else is there                             */
    const char *root;      /**< the source root that paths in reports are relative to                     */
    const char *rules_dir; /**< the folder of rule files, in place of the installed one                   */
    const char *const *rules;           /**< extra rule files           */
    const char *const *select;          /**< ids of the checks to run; none: those on by default          */
    const char *const *ignore;          /**< ids of checks not to run          */
    const char *const *exclude;         /**< patterns of files not to check: with a slash for the path
                                           from the source root or an absolute one, else for any part of it */
    gfpcheck_confidence min_confidence; /**< findings less sure than this are left out */
    gfpcheck_confidence fail_level;     /**< findings less sure than this are no GFPCHECK_FINDINGS */
    const char *new_from; /**< only what touches lines that were changed since this Git revision            */
    const char *diff;     /**< the same for the lines changed by a unified diff; "-": standard input        */
    const char *baseline; /**< a file of findings that are known, and left out of the report               */
    int write_baseline;   /**< add to it what is found, and drop what is gone; it may be a new file         */
    const char *cache_dir; /**< where to keep command lists and databases; NULL: the user's cache folder */
    const char *db; /**< the program database's file; NULL: one for this source root in cache_dir     */
    int no_db;      /**< use no program database                                                      */
    unsigned shard,
        shards;     /**< with `shards` not 0: take only part `shard` of so many (from 1) of the units into
                       `db`, and find nothing yet; what can't be parsed is told, and no failure */
    int no_prelude; /**< parse each unit by itself, and not on top of headers parsed before           */
    unsigned jobs;  /**< worker processes; 0, the default: as many as there are processors            */
    unsigned unit_timeout; /**< seconds that one unit may take; 0: as long as it likes; default 60 */
    unsigned unit_memory; /**< MiB that one unit may use; 0: as much as there is; default 2048              */
    const char *dump; /**< "ir", "cfg", "summary", "commands", or several with commas, and ":FUNCTION" for one
                         function */
    FILE *dump_to; /**< where dumps go; stays open                                                        */
    void (*progress)(void *data, const gfpcheck_progress *progress);
    void (*log)(void *data, const char *text);  /**< one line about what is being done */
    void (*note)(void *data, const char *text); /**< one line that the user is to be told: the program
                                                   database was made anew, or cannot be written; an entry of
                                                   the baseline is gone */
    void *data;                                 /**< for the callbacks                 */
} gfpcheck_options;

/** Sets everything to its default. */
void gfpcheck_options_init(gfpcheck_options *options);

/** @} */

/** @name Sessions */
/** @{ */

typedef struct gfpcheck_session gfpcheck_session;

/** A new session with a copy of `options`; never NULL. */
gfpcheck_session *gfpcheck_new(const gfpcheck_options *options);

/** Checks everything. May be called once for a session. */
gfpcheck_result gfpcheck_run(gfpcheck_session *s);

/** In place of gfpcheck_run(): writes to `out` in which contexts a function can run, each with a shortest
 * call chain, and what the function does, from the program database as it is. `function` is a name, or
 * "file.c:name". With `tree` all callers are shown. GFPCHECK_FAILED with gfpcheck_error() if there is no such
 * function or no database. */
gfpcheck_result gfpcheck_why(gfpcheck_session *s, const char *function, int tree, FILE *out);

/** In place of gfpcheck_run(): writes to `out` what is known of the calls in a line, "FILE:LINE", what was
 * decided of them, and what became in the callers of what was left to them: from the program database as it
 * is. GFPCHECK_FAILED with gfpcheck_error() if no function has that line or there is no database. */
gfpcheck_result gfpcheck_why_not(gfpcheck_session *s, const char *place, FILE *out);

/** In place of gfpcheck_run(): writes figures of the program database to `out`: what made it and when, how
 * much it holds, and of what size. GFPCHECK_FAILED with gfpcheck_error() if there is none that can be read.
 */
gfpcheck_result gfpcheck_db_stats(gfpcheck_session *s, FILE *out);

/** In place of gfpcheck_run(): reads all of the program database, and sees whether it is whole and fits
 * together; a line on `out` if so. GFPCHECK_FAILED if not: gfpcheck_failures() says what is wrong, or
 * gfpcheck_error() why it cannot be read at all. */
gfpcheck_result gfpcheck_db_check(gfpcheck_session *s, FILE *out);

/** In place of gfpcheck_run(): removes the program database, whatever version it is of. GFPCHECK_FAILED with
 * gfpcheck_error() if there is none, or another run is writing it. */
gfpcheck_result gfpcheck_db_clear(gfpcheck_session *s, FILE *out);

/** In place of gfpcheck_run(): makes options.db of the program databases `from` (ended by NULL), which were
 * made for one source root; of shards all must be there. What is at options.db is replaced when all is done,
 * and stays as it is if anything fails. The next run with it links all units, and parses none that has not
 * changed. */
gfpcheck_result gfpcheck_db_merge(gfpcheck_session *s, const char *const *from, FILE *out);

/** Makes gfpcheck_run() return after the unit that it is at; what is left counts as failed. May be called
 * from a signal handler or another thread. */
void gfpcheck_stop(gfpcheck_session *s);

/** Why the run as a whole failed (bad option, rule file, database ...), or NULL. Failures of single files are
 * listed by gfpcheck_failures(). */
const char *gfpcheck_error(const gfpcheck_session *s);

/** The findings, sorted by place; returns how many. */
size_t gfpcheck_findings(const gfpcheck_session *s, const gfpcheck_finding **out);

/** What could not be checked, sorted by file; returns how many. */
size_t gfpcheck_failures(const gfpcheck_session *s, const gfpcheck_failure **out);

/** When the text report has colours. */
typedef enum gfpcheck_colour {
    GFPCHECK_COLOUR_AUTO, /**< on a terminal, unless NO_COLOR is set; elsewhere if CLICOLOR_FORCE is set */
    GFPCHECK_COLOUR_ALWAYS,
    GFPCHECK_COLOUR_NEVER
} gfpcheck_colour;

/** How a report is written. */
typedef struct gfpcheck_report_options {
    int quiet;              /**< no summary line (text)                                                 */
    int terse;              /**< one line for a finding, and nothing else (text)                        */
    int bare;               /**< nothing of the sources is shown (text)                                 */
    gfpcheck_colour colour; /**< (text)                                                                 */
    const char *like; /**< a checked file's path as the user wrote it: paths below the source root are then
                           written as seen from the same folder (text)                                   */
} gfpcheck_report_options;

/** Writes the report in a format of gfpcheck_formats(); `options` may be NULL. Returns 0, or -1 with errno
 * set: EINVAL if there is no such format, or what went wrong with writing. */
int gfpcheck_write(const gfpcheck_session *s, const char *format, FILE *out,
                   const gfpcheck_report_options *options);

/** After a run, writes what it took, by phase, and what it did and gave up, for people: times differ from run
 * to run, and the form from version to version. */
void gfpcheck_write_stats(const gfpcheck_session *s, FILE *out);

void gfpcheck_free(gfpcheck_session *s);

/** @} */

/** @name Facts about the library */
/** @{ */

/** "0.1.0" */
const char *gfpcheck_version(void);

/** The checks there are; returns how many. */
size_t gfpcheck_checks(const gfpcheck_check **out);

/** The names of the report formats, ended by NULL. */
const char *const *gfpcheck_formats(void);

/** @} */

#ifdef __cplusplus
}
#endif

#endif
