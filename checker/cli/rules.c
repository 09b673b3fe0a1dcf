/* gfpcheck rules: what the rule files say, and whether they are in order.
 *
 * Needs cli.h, families.c and rules/catalog.h.
 */
#include "cli/rules.h"

#include "cli/cli.h"

#include <string.h>

struct rules_options {
    char *section, *kind;
    char **words;
    struct options from; /* which rules */
};

/* The last part of a path, as the rules' own messages name files. */
static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* ---- list ---- */

static bool matches(const char *name, char *const *patterns)
{
    if (!*patterns) return true;
    while (*patterns && !g_pattern_match_simple(*patterns, name)) patterns++;
    return *patterns != NULL;
}

static int list(const struct catalog *c, const struct rules_options *o, char *const *patterns)
{
    const GPtrArray *rows = catalog_rows(c);
    size_t listed = 0;
    for (guint i = 0; i < rows->len; i++) {
        const struct catalog_row *row = rows->pdata[i];
        if (o->section && strcmp(o->section, row->section) != 0) continue;
        if (o->kind && strcmp(o->kind, row->kind) != 0) continue;
        for (const char *const *name = row->names; *name; name++) {
            if (!matches(*name, patterns)) continue;
            printf("%-40s %-9s %-12s %s:%u\n", *name, row->section, row->kind, base_name(row->file),
                   row->line);
            listed++;
        }
    }
    if (listed > 0) return GFPCHECK_CLEAN;
    cli_error("no rule is of this section, kind and name; gfpcheck rules list has all");
    return GFPCHECK_FAILED;
}

/* ---- show ---- */

static void show_row(const struct catalog *c, const struct catalog_row *row)
{
    printf("  %s, %s", row->section, row->kind);
    if (row->group) printf(" of '%s'", row->group);
    printf(" (%s:%u)\n", row->file, row->line);
    if (*row->words) printf("    %s\n", row->words);
    if (row->kernel) printf("    kernel: %s\n", row->kernel);
    if (row->why) printf("    why: %s\n", row->why);
    if (strcmp(row->kind, "alloc") != 0 || !row->group) return;
    char *releases = catalog_releases(c, row->group);
    if (releases) printf("    released by: %s\n", releases);
    g_free(releases);
}

static int show(const struct catalog *c, char *const *names)
{
    const GPtrArray *rows = catalog_rows(c);
    int code = GFPCHECK_CLEAN;
    for (; *names; names++) {
        bool found = false;
        for (guint i = 0; i < rows->len; i++) {
            const struct catalog_row *row = rows->pdata[i];
            if (!g_strv_contains(row->names, *names)) continue;
            if (!found) printf("%s\n", *names);
            show_row(c, row);
            found = true;
        }
        if (found) continue;
        cli_error("no rule names '%s'", *names);
        code = GFPCHECK_FAILED;
    }
    return code;
}

/* ---- lint ---- */

/* {extra..., files..., NULL} (g_free); points into both. */
static const char **joined(char *const *extra, char *const *files)
{
    GPtrArray *all = g_ptr_array_new();
    for (; extra && *extra; extra++) g_ptr_array_add(all, *extra);
    for (; *files; files++) g_ptr_array_add(all, *files);
    g_ptr_array_add(all, NULL);
    return (const char **)g_ptr_array_free(all, FALSE);
}

static int lint(const struct rules_options *o, char *const *files)
{
    const char **extra = joined(o->from.rules, files);
    GPtrArray *warnings = g_ptr_array_new_with_free_func(g_free);
    GError *wrong = NULL;
    int code = GFPCHECK_FAILED;
    if (rules_lint(o->from.rules_dir, extra, warnings, &wrong)) {
        for (guint i = 0; i < warnings->len; i++) puts(warnings->pdata[i]);
        code = warnings->len > 0 ? GFPCHECK_FINDINGS : GFPCHECK_CLEAN;
    } else {
        cli_fail(wrong);
    }
    g_ptr_array_unref(warnings);
    g_free(extra);
    return code;
}

/* ---- the command ---- */

static int print(const struct rules_options *o, const char *what)
{
    GError *wrong = NULL;
    struct catalog *c = catalog_load(o->from.rules_dir, (const char *const *)o->from.rules, &wrong);
    if (!c) {
        cli_fail(wrong);
        return GFPCHECK_FAILED;
    }
    int code = GFPCHECK_CLEAN;
    if (strcmp(what, "list") == 0)
        code = list(c, o, o->words + 1);
    else if (strcmp(what, "show") == 0)
        code = show(c, o->words + 1);
    else
        rules_families(c);
    catalog_free(c);
    return code;
}

static int run(const struct rules_options *o)
{
    const char *what = o->words ? o->words[0] : "";
    if (strcmp(what, "list") == 0) return print(o, what);
    if (o->section || o->kind) {
        cli_error("--section and --kind are for rules list only");
        return GFPCHECK_FAILED;
    }
    if (strcmp(what, "show") == 0 && o->words[1]) return print(o, what);
    if (strcmp(what, "families") == 0 && !o->words[1]) return print(o, what);
    if (strcmp(what, "lint") == 0) return lint(o, o->words + 1);
    cli_error("rules takes list, show NAME, families or lint; see gfpcheck rules --help");
    return GFPCHECK_FAILED;
}

int command_rules(int argc, char **argv)
{
    struct rules_options o = {0};
    const GOptionEntry entries[] = {
        {"section", 0, 0, G_OPTION_ARG_STRING, &o.section, "List only this section: families, locks, ...",
         "SECTION"},
        {"kind", 0, 0, G_OPTION_ARG_STRING, &o.kind,
         "List only rules of this kind: alloc, sleep, hardirq, ...", "KIND"},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o.from.rules, "Load one more rule file", "FILE"},
        {"rules-dir", 0, 0, G_OPTION_ARG_FILENAME, &o.from.rules_dir,
         "Load the rule files of this folder instead", "DIR"},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &o.from.config,
         "Take these from this file, not from the nearest .gfpcheck.yaml", "FILE"},
        {"isolated", 0, 0, G_OPTION_ARG_NONE, &o.from.isolated, "Take these from no config file", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.words, NULL,
         "list [PATTERN...] | show NAME... | families | lint [FILE...]"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    int code = GFPCHECK_FAILED;
    if (cli_parse(argc, argv, entries, NULL,
                  "list: every function, macro and field that a rule names, or those that match PATTERN\n"
                  "show: all that the rules say of NAME, with the place and the reason\n"
                  "families: the families of memory, as Markdown\n"
                  "lint: what is wrong or doubtful in the rules, and in FILE together with them") &&
        cli_read_config(&o.from))
        code = run(&o);
    if (fflush(stdout) != 0) code = GFPCHECK_FAILED;
    g_free(o.section);
    g_free(o.kind);
    g_strfreev(o.words);
    options_clear(&o.from);
    return code;
}
