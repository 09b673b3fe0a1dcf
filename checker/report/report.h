/* Output formats: one table (formats.c), one file each (text.c, sarif.c, ...).
 *
 * Needs checks/finding.h; writes a finished run to a stream.
 */
#ifndef GFPCHECK_REPORT_REPORT_H
#define GFPCHECK_REPORT_REPORT_H

#include "checks/finding.h"

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

struct report_failure {
    char *file; /* relative to the source root */
    char *reason;
};

/* AUTO: on a terminal, unless the environment says otherwise (NO_COLOR, CLICOLOR_FORCE). */
enum report_colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct report {
    const char *source_root; /* absolute, for source excerpts                                           */
    GPtrArray *findings;     /* of struct finding *, sorted                                             */
    GPtrArray *suppressed;   /* likewise, but a comment in the source suppresses them                   */
    GPtrArray *known;        /* likewise, but they are in the baseline                                  */
    GPtrArray *gone;         /* entries of the baseline that are no longer found, likewise; without places */
    GPtrArray *files;        /* of char *, scanned, sorted, relative to the source root                 */
    GPtrArray *failed;       /* of struct report_failure *, sorted                                      */
    uint64_t functions;
    const char *reduced;       /* why precision is reduced in some unit ("model headers"), or NULL        */
    const char *prefix;        /* text: put before relative paths, or NULL                                */
    bool quiet;                /* text: no summary line                                                   */
    bool bare;                 /* text: no lines of the sources                                           */
    bool terse;                /* text: one line a finding, and nothing else                              */
    enum report_colour colour; /* text */
};

struct report_format {
    const char *name;
    const char *words;
    int (*write)(FILE *out, const struct report *r); /* 0, or -1 with errno set */
};

/* The format of that name, or NULL. */
const struct report_format *report_format(const char *name);
/* All, ended by a row whose name is NULL. */
extern const struct report_format report_formats[];

#endif
