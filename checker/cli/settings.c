/* From options as they were written to what the library takes.
 *
 * Needs cli.h. A value that is wrong is named by where it was set: on the command line, or in a line of a
 * config file.
 */
#include "cli/cli.h"

#include <string.h>

/* What is more than this is a slip of the keyboard. */
enum { MAX_JOBS = 1024, MAX_SHARDS = 10000, MAX_TIMEOUT_S = 24 * 3600, MAX_MEMORY_MIB = 1 << 20 };

/* The text of an option that has one, or NULL. */
static const char *text_of(const struct options *o, enum option_id id)
{
    return *(char *const *)((const char *)o + option_infos[id].offset);
}

/* Sets `out` to the option's number if there is one; false after a message. */
static bool take_number(const struct options *o, enum option_id id, guint64 min, guint64 max, unsigned *out)
{
    const char *text = text_of(o, id);
    guint64 number;
    if (!text) return true;
    if (!g_ascii_string_to_unsigned(text, 10, min, max, &number, NULL)) {
        cli_error("%s is a number from %u to %u, not '%s'", option_origin(o, id), (unsigned)min,
                  (unsigned)max, text);
        return false;
    }
    *out = (unsigned)number;
    return true;
}

static bool take_numbers(const struct options *o, gfpcheck_options *out)
{
    return take_number(o, OPTION_ID_jobs, 1, MAX_JOBS, &out->jobs) &&
           take_number(o, OPTION_ID_unit_timeout, 0, MAX_TIMEOUT_S, &out->unit_timeout) &&
           take_number(o, OPTION_ID_unit_memory, 0, MAX_MEMORY_MIB, &out->unit_memory);
}

/* Sets `out` to the index of the option's word among two or three; false after a message. */
static bool take_word(const struct options *o, enum option_id id, const char *const *words, unsigned *out)
{
    const char *text = text_of(o, id);
    for (unsigned i = 0; text && words[i]; i++) {
        if (strcmp(words[i], text) != 0) continue;
        *out = i;
        return true;
    }
    if (text)
        cli_error("%s is %s%s%s or %s, not '%s'", option_origin(o, id), words[0], words[2] ? ", " : "",
                  words[2] ? words[1] : "", words[2] ? words[2] : words[1], text);
    return !text;
}

static bool take_words(const struct options *o, gfpcheck_options *out, gfpcheck_report_options *how)
{
    static const char *const confidences[] = {"likely", "definite", NULL};
    static const char *const colours[] = {"auto", "always", "never", NULL};
    unsigned least = GFPCHECK_LIKELY, fail = GFPCHECK_LIKELY, colour = GFPCHECK_COLOUR_AUTO;
    bool ok = take_word(o, OPTION_ID_min_confidence, confidences, &least) &&
              take_word(o, OPTION_ID_fail_level, confidences, &fail) &&
              take_word(o, OPTION_ID_color, colours, &colour);
    out->min_confidence = (gfpcheck_confidence)least;
    out->fail_level = (gfpcheck_confidence)fail;
    how->colour = (gfpcheck_colour)colour;
    return ok;
}

static bool is_check(const char *id)
{
    const gfpcheck_check *checks;
    size_t n = gfpcheck_checks(&checks), i = 0;
    while (i < n && strcmp(checks[i].id, id) != 0) i++;
    return i < n;
}

/* Whether the option's words are all ids of checks; false after a message. */
static bool know_checks(const struct options *o, enum option_id id, char *const *ids)
{
    const gfpcheck_check *checks;
    while (ids && *ids && is_check(*ids)) ids++;
    if (!ids || !*ids) return true;
    size_t n = gfpcheck_checks(&checks);
    GString *known = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) g_string_append_printf(known, "%s%s", i ? ", " : "", checks[i].id);
    cli_error("%s: no check '%s'; there are: %s", option_origin(o, id), *ids, known->str);
    g_string_free(known, TRUE);
    return false;
}

/* "2/4" */
static bool take_shard(const struct options *o, gfpcheck_options *out)
{
    if (!o->shard) return true;
    char **parts = g_strsplit(o->shard, "/", 2);
    guint64 shard, shards = 0;
    bool ok = parts[0] && parts[1] &&
              g_ascii_string_to_unsigned(parts[1], 10, 1, MAX_SHARDS, &shards, NULL) &&
              g_ascii_string_to_unsigned(parts[0], 10, 1, shards, &shard, NULL);
    if (!ok) {
        cli_error("--shard is I/N, with I from 1 to N, and N to %d, not '%s'", MAX_SHARDS, o->shard);
    } else if (!o->db && !o->dump) {
        cli_error("--shard needs a program database of its own: name it with --db");
        ok = false;
    } else if ((o->output || o->write_baseline) && !o->dump) {
        cli_error("--shard finds nothing yet: --%s is for the run with the merged database",
                  o->output ? "output" : "write-baseline");
        ok = false;
    } else {
        out->shard = (unsigned)shard;
        out->shards = (unsigned)shards;
    }
    g_strfreev(parts);
    return ok;
}

/* Makes `baseline` the file of both options; false after a message. */
static bool take_baseline(struct options *o)
{
    const char *write = o->write_baseline;
    if (write && (o->new_from || o->diff)) {
        cli_error("--write-baseline is about all that is found: not with --new-from or --diff");
    } else if (write && *write && o->baseline && strcmp(write, o->baseline) != 0) {
        cli_error("--baseline and --write-baseline name two files");
    } else {
        if (write && !o->baseline) o->baseline = g_strdup(*write ? write : ".gfpcheck-baseline");
        return true;
    }
    return false;
}

/* Patterns of the command line with a slash are relative to the source root, or to the current folder. */
static void add_absolute(char ***globs)
{
    GPtrArray *all = g_ptr_array_new();
    for (char **glob = *globs; *glob; glob++) {
        g_ptr_array_add(all, *glob);
        if (strchr(*glob, '/')) g_ptr_array_add(all, g_canonicalize_filename(*glob, NULL));
    }
    g_ptr_array_add(all, NULL);
    g_free(*globs);
    *globs = (char **)g_ptr_array_free(all, FALSE);
}

/* Whether no two options exclude each other; false after a message. */
static bool agree(const struct options *o)
{
    static const enum option_id pairs[][2] = {
        {OPTION_ID_db, OPTION_ID_no_db},
        {OPTION_ID_baseline, OPTION_ID_no_baseline},
        {OPTION_ID_write_baseline, OPTION_ID_no_baseline},
        {OPTION_ID_new_from, OPTION_ID_diff},
        {OPTION_ID_dump, OPTION_ID_format},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (!option_is_set(o, pairs[i][0]) || !option_is_set(o, pairs[i][1])) continue;
        cli_error("%s and %s exclude each other", option_origin(o, pairs[i][0]),
                  option_origin(o, pairs[i][1]));
        return false;
    }
    return true;
}

bool cli_settle(struct options *o, char **flags, gfpcheck_options *out, gfpcheck_report_options *how)
{
    gfpcheck_options_init(out);
    if (!take_words(o, out, how) || !take_numbers(o, out) || !take_shard(o, out)) return false;
    if (!know_checks(o, OPTION_ID_select, o->select) || !know_checks(o, OPTION_ID_ignore, o->ignore))
        return false;
    if (!agree(o) || !take_baseline(o)) return false;
    if (o->exclude && !o->origins[OPTION_ID_exclude]) add_absolute(&o->exclude);
    how->quiet = o->quiet;
    how->terse = o->terse;
    out->paths = (const char *const *)o->paths;
    out->flags = (const char *const *)flags;
    out->database = o->database;
    out->kbuild = o->kbuild;
    out->model = o->model;
    out->root = o->root;
    out->rules_dir = o->rules_dir;
    out->rules = (const char *const *)o->rules;
    out->select = (const char *const *)o->select;
    out->ignore = (const char *const *)o->ignore;
    out->exclude = (const char *const *)o->exclude;
    out->new_from = o->new_from;
    out->diff = o->diff;
    out->baseline = o->baseline;
    out->write_baseline = o->write_baseline != NULL;
    out->dump = o->dump;
    out->db = o->db;
    out->no_db = o->no_db;
    out->no_prelude = o->no_prelude;
    return true;
}
