/* gfpcheck rules families: the families of memory as a table in Markdown, and all functions of each.
 *
 * Needs rules/catalog.h. docs/allocators.md ends with what it prints.
 */
#include "cli/rules.h"

#include <stdio.h>
#include <string.h>

/* Of struct catalog_row *: what allocates or releases memory of the family (g_ptr_array_unref). */
static GPtrArray *rows_of(const struct catalog *c, const struct catalog_family *family, const char *kind)
{
    const GPtrArray *all = catalog_rows(c);
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        const struct catalog_row *row = all->pdata[i];
        if (strcmp(row->section, "families") == 0 && strcmp(row->group, family->name) == 0 &&
            strcmp(row->kind, kind) == 0)
            g_ptr_array_add(rows, all->pdata[i]);
    }
    return rows;
}

/* Whether a function sleeps: of the rows that name it, one says so. */
static const char *sleeps(const struct catalog *c, const char *name)
{
    const GPtrArray *all = catalog_rows(c);
    const char *word = "no";
    for (guint i = 0; i < all->len && strcmp(word, "no") == 0; i++) {
        const struct catalog_row *row = all->pdata[i];
        bool says = strcmp(row->section, "families") == 0 || strcmp(row->section, "sleepers") == 0;
        if (says && g_strv_contains(row->names, name)) word = row->sleeps;
    }
    return word;
}

/* Two cells: the first function of the rows, and whether they sleep, with every word that occurs. */
static void print_cells(const struct catalog *c, const GPtrArray *rows)
{
    GPtrArray *words = g_ptr_array_new();
    for (guint i = 0; i < rows->len; i++) {
        for (const char *const *name = ((struct catalog_row *)rows->pdata[i])->names; *name; name++) {
            const char *word = sleeps(c, *name);
            if (!g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
                g_ptr_array_add(words, (gpointer)word);
        }
    }
    g_ptr_array_add(words, NULL);
    char *all = g_strjoinv("; ", (char **)words->pdata);
    if (rows->len > 0)
        printf(" `%s()` | %s |", ((const struct catalog_row *)rows->pdata[0])->names[0], all);
    else
        printf(" - | - |");
    g_free(all);
    g_ptr_array_unref(words);
}

/* The functions that people write, with the versions of those that not all kernels have. */
static void print_names(const struct catalog *c, const char *before, const GPtrArray *rows)
{
    const char *comma = "";
    printf("- %s", before);
    for (guint i = 0; i < rows->len; i++) {
        const struct catalog_row *row = rows->pdata[i];
        for (const char *const *name = row->names; *name; name++) {
            if (catalog_inner(c, *name)) continue;
            printf("%s `%s()`", comma, *name);
            if (row->kernel) printf(" (%s)", row->kernel);
            comma = ",";
        }
    }
    puts(*comma ? "" : " nothing");
}

void rules_families(const struct catalog *c)
{
    const GPtrArray *families = catalog_families(c);
    puts("| family | allocated by | it sleeps | released by | it sleeps | contiguous | its address is | "
         "since |\n"
         "|---|---|---|---|---|---|---|---|");
    for (guint i = 0; i < families->len; i++) {
        const struct catalog_family *family = families->pdata[i];
        GPtrArray *alloc = rows_of(c, family, "alloc"), *release = rows_of(c, family, "release");
        printf("| %s |", family->name);
        print_cells(c, alloc);
        print_cells(c, release);
        printf(" %s | %s | %s |\n", family->contiguous, family->address ? family->address : "-",
               family->since ? family->since : "-");
        g_ptr_array_unref(alloc);
        g_ptr_array_unref(release);
    }
    for (guint i = 0; i < families->len; i++) {
        const struct catalog_family *family = families->pdata[i];
        GPtrArray *alloc = rows_of(c, family, "alloc"), *release = rows_of(c, family, "release");
        printf("\n**%s**: %s.\n\n", family->name, family->why);
        print_names(c, "allocated by", alloc);
        print_names(c, "released by", release);
        g_ptr_array_unref(alloc);
        g_ptr_array_unref(release);
    }
}
