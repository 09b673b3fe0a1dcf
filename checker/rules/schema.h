/* One rule file as its YAML has it: plain structs, before anything is resolved or checked against other
 * files.
 *
 * Needs libcyaml and yaml/; gives the parsed file with the line of each row. Keys, types and words are
 * checked here: an unknown key is refused by the schema. What rows mean together is build.c's.
 */
#ifndef GFPCHECK_RULES_SCHEMA_H
#define GFPCHECK_RULES_SCHEMA_H

#include "yaml/locate.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct raw_when {
    int arg;
    char *is;
};

struct raw_given {
    int *arg;
    char *field, *is;
};

struct raw_puts {
    int arg;
    char *field;
};

struct raw_passes {
    int arg, to;
};

/* Any row. Which keys a section allows is in schema.c; pointers are NULL where the key is absent. */
struct raw_row {
    char **fn;
    char **macro;
    char **field;
    char **check, **family, **whats; /* of advice; families of flags, too */
    unsigned fn_count, macro_count, field_count, check_count, family_count, whats_count;
    char *why, *kernel, *what, *member, *unless_field, *text, *owned_by;
    struct raw_when *when;
    struct raw_given *given;
    struct raw_puts *puts;
    struct raw_passes *passes;
    int *arg, *out, *gfp, *size, *order, *owner, *lock, *success, *returns_arg, *zeroes, *order_of, *nargs,
        *unless_bits, *null_arg;
    int *kind; /* enum rule_sleep_kind */
    int means, context;
    unsigned effect, atomic; /* RULE_EFFECTS bits */
    char **has, **lacks, *is;
    unsigned has_count, lacks_count;
    bool error_pointer, zeroed, one_page, stack, image, sleeps, deferred_in_interrupt, needs_vmalloc, likely,
        result, sets;
    bool never_sleeps, noreturn, waits, ignore_body, flags;
};

/* A family or a lock: a name, a reason, and rows. */
struct raw_group {
    char *name, *why, **types;
    unsigned types_count;
    char *since;
    int *address; /* enum rule_address */
    bool sleeps;
    struct raw_row *alloc, *acquire, *attempt, *release;
    unsigned alloc_count, acquire_count, attempt_count, release_count;
};

struct raw_settings {
    char *gfp_bit, *zero_bit, *page_size;
    char **probes, **transparent, **inner, **messages, **on_purpose;
    unsigned probes_count, transparent_count, inner_count, messages_count, on_purpose_count;
};

struct raw_file {
    struct raw_settings *settings;
    struct raw_group *families, *locks;
    struct raw_row *sleepers, *facts, *callbacks, *functions, *linear, *flags, *advice;
    unsigned families_count, locks_count, sleepers_count, facts_count, callbacks_count, functions_count,
        linear_count, flags_count, advice_count;
};

/* Parses `text`, read from `path`; `where` is of the same text. NULL and "file:line: rule 'name': reason" if
 * it is malformed. */
struct raw_file *raw_parse(const char *path, const char *text, gsize length, const struct locations *where,
                           GError **error);
void raw_free(struct raw_file *file);

/* The paths of every *.yaml of `dir` (NULL: RULES_FOLDER), by name, and then those in `extra`
 * (NULL-terminated or NULL). NULL and an error if there is no file in the folder. */
GPtrArray *rule_files(const char *dir, const char *const *extra, GError **error);

/* A rule file that has been read. */
struct rule_file {
    char *text;
    gsize length;
    struct raw_file *raw;
    struct locations *where;
};
/* False and "file:line: rule 'name': reason" if it can't be read or is malformed. */
bool rule_file_read(struct rule_file *out, const char *path, GError **error);
/* Leaves it empty. */
void rule_file_clear(struct rule_file *file);

/* Sets "path:line: rule 'name': reason"; line 0 and name NULL are left out. */
void rule_error(GError **error, const char *path, uint32_t line, const char *name, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

#endif
