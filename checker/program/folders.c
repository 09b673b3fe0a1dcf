/* See folders.h. */
#include "program/folders.h"

#include <glib.h>
#include <string.h>

struct folders {
    GHashTable *in;
    GHashTable *above; /* all that hold one of these */
};

struct folders *folders_new(void)
{
    struct folders *f = g_new0(struct folders, 1);
    f->in = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    f->above = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return f;
}

void folders_free(struct folders *f)
{
    if (!f) return;
    g_hash_table_unref(f->in);
    g_hash_table_unref(f->above);
    g_free(f);
}

void folders_clear(struct folders *f)
{
    g_hash_table_remove_all(f->in);
    g_hash_table_remove_all(f->above);
}

/* Makes a folder of a file, or of a folder the one that holds it; false if there is none. */
static bool cut(char *path)
{
    char *slash = strrchr(path, '/');
    *(slash ? slash : path) = '\0';
    return *path;
}

void folders_add(struct folders *f, const char *file)
{
    char *folder = g_strdup(file);
    cut(folder);
    if (g_hash_table_add(f->in, g_strdup(folder))) {
        while (cut(folder)) g_hash_table_add(f->above, g_strdup(folder));
    }
    g_free(folder);
}

bool folders_has(const struct folders *f, const char *file)
{
    if (g_hash_table_size(f->in) == 0) return false;
    char *folder = g_strdup(file);
    cut(folder);
    bool has = g_hash_table_contains(f->in, folder);
    g_free(folder);
    return has;
}

bool folders_near(const struct folders *f, const char *file)
{
    if (g_hash_table_size(f->in) == 0) return false;
    char *folder = g_strdup(file);
    cut(folder);
    bool near = g_hash_table_contains(f->above, folder);
    do near = near || g_hash_table_contains(f->in, folder);
    while (!near && cut(folder));
    g_free(folder);
    return near;
}
