/* Command lists of kernel folders, kept between runs: `make -n` takes longer than checking a few files.
 *
 * Needs Jansson. One file for each build folder and set of targets, named by their hash; it holds a stamp of
 * all that the list was made from, every text once, and each command as numbers of texts (file, directory,
 * flags).
 */
#include "frontend/kbuild.h"

#include "frontend/command_list.h"

#include <dirent.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define CACHE_FORMAT "1" /* change it when flags are cleaned in another way */

/* ---- what a list depends on ---- */

static void hash_text(GChecksum *sum, const char *text)
{
    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

/* Name, size and time of a file; nothing if it is not there. */
static void hash_file_state(GChecksum *sum, const char *path)
{
    GStatBuf st;
    if (g_stat(path, &st) != 0) return;
    char *state = g_strdup_printf("%s %lld %lld.%09ld", path, (long long)st.st_size,
                                  (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    hash_text(sum, state);
    g_free(state);
}

static bool is_makefile(const char *name)
{
    return g_str_has_prefix(name, "Makefile") || g_str_has_prefix(name, "Kbuild") ||
           g_str_has_suffix(name, ".mk");
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The states of the Makefiles of a folder, and with `deep` of all below it, in a stable order. */
static void hash_makefiles(GChecksum *sum, const char *folder, bool deep)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (e->d_name[0] == '.') continue;
        if (is_makefile(e->d_name)) g_ptr_array_add(files, g_build_filename(folder, e->d_name, NULL));
        /* the type is asked of the file system only where readdir() does not tell: a tree has 70,000 files */
        bool is_folder = e->d_type == DT_DIR;
        char *path = g_build_filename(folder, e->d_name, NULL);
        if (e->d_type == DT_UNKNOWN) is_folder = g_file_test(path, G_FILE_TEST_IS_DIR);
        if (deep && is_folder) {
            g_ptr_array_add(folders, path);
        } else {
            g_free(path);
        }
    }
    if (dir) closedir(dir);
    g_ptr_array_sort(files, compare_texts);
    g_ptr_array_sort(folders, compare_texts);
    for (guint i = 0; i < files->len; i++) hash_file_state(sum, files->pdata[i]);
    for (guint i = 0; i < folders->len; i++) hash_makefiles(sum, folders->pdata[i], true);
    g_ptr_array_unref(files);
    g_ptr_array_unref(folders);
}

static void hash_below(GChecksum *sum, const char *base, const char *sub, bool deep)
{
    char *path = g_build_filename(base, sub, NULL);
    hash_makefiles(sum, path, deep);
    g_free(path);
}

char *kbuild_stamp(const struct kbuild *kb, const char *const *targets)
{
    static const char *const variables[] = {"ARCH",    "CROSS_COMPILE", "CC",   "LLVM",
                                            "KCFLAGS", "KCPPFLAGS",     "CPATH"};
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    char *config = g_build_filename(kb->build, ".config", NULL), *text = NULL;
    hash_text(sum, CACHE_FORMAT);
    if (g_file_get_contents(config, &text, NULL, NULL)) hash_text(sum, text);
    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = g_getenv(variables[i]);
        hash_text(sum, value ? value : "");
    }
    hash_makefiles(sum, kb->source, false);
    hash_below(sum, kb->source, "scripts", false);
    if (kb->arch) {
        char *arch = g_build_filename("arch", kb->arch, NULL);
        hash_below(sum, kb->source, arch, true);
        g_free(arch);
    }
    for (; *targets; targets++) hash_below(sum, kb->source, *targets, true);
    char *stamp = g_strdup(g_checksum_get_string(sum));
    g_checksum_free(sum);
    g_free(text);
    g_free(config);
    return stamp;
}

/* ---- the file ---- */

static char *cache_file(const struct kbuild *kb, const char *const *targets)
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    hash_text(sum, kb->build);
    for (; *targets; targets++) hash_text(sum, *targets);
    char *name = g_strdup_printf("kbuild-%.32s.json", g_checksum_get_string(sum));
    char *path = g_build_filename(kb->cache_dir, name, NULL);
    g_free(name);
    g_checksum_free(sum);
    return path;
}

/* The text with the number `index` refers to, or NULL. */
static const char *text_at(const json_t *texts, const json_t *index)
{
    json_int_t i = json_integer_value(index);
    if (!json_is_integer(index) || i < 0) return NULL;
    return json_string_value(json_array_get(texts, (size_t)i));
}

static struct command *command_load(const json_t *texts, const json_t *numbers)
{
    size_t n = json_array_size(numbers);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    struct command *cmd = NULL;
    for (size_t i = 0; i < n; i++) {
        const char *text = text_at(texts, json_array_get(numbers, i));
        if (text) g_ptr_array_add(words, g_strdup(text));
    }
    if (n >= 2 && words->len == n) {
        cmd = g_new0(struct command, 1);
        cmd->file = g_strdup(words->pdata[0]);
        cmd->directory = g_strdup(words->pdata[1]);
        g_ptr_array_add(words, NULL);
        cmd->flags = g_strdupv((char **)words->pdata + 2);
    }
    g_ptr_array_unref(words);
    return cmd;
}

GPtrArray *kbuild_cache_load(const struct kbuild *kb, const char *const *targets, const char *stamp)
{
    if (!kb->cache_dir) return NULL;
    char *path = cache_file(kb, targets);
    json_t *top = json_load_file(path, 0, NULL);
    g_free(path);
    const json_t *texts = json_object_get(top, "texts"), *list = json_object_get(top, "commands");
    const char *kept = json_string_value(json_object_get(top, "stamp"));
    GPtrArray *commands = NULL;
    if (kept && strcmp(kept, stamp) == 0 && json_array_size(list) > 0) {
        commands = commands_new();
        size_t i;
        json_t *numbers;
        json_array_foreach(list, i, numbers)
        {
            struct command *cmd = command_load(texts, numbers);
            if (cmd) g_ptr_array_add(commands, cmd);
        }
    }
    json_decref(top);
    return commands;
}

/* Appends the number of `text`, which goes to `texts` at its first use. */
static void store_text(json_t *texts, GHashTable *numbers, json_t *list, const char *text)
{
    gpointer number;
    if (!g_hash_table_lookup_extended(numbers, text, NULL, &number)) {
        number = GSIZE_TO_POINTER(json_array_size(texts));
        json_array_append_new(texts, json_string_nocheck(text)); /* json_dumps() refuses what is not UTF-8 */
        g_hash_table_insert(numbers, g_strdup(text), number);
    }
    json_array_append_new(list, json_integer((json_int_t)GPOINTER_TO_SIZE(number)));
}

void kbuild_cache_store(const struct kbuild *kb, const char *const *targets, const char *stamp,
                        const GPtrArray *commands)
{
    if (!kb->cache_dir || commands->len == 0 || g_mkdir_with_parents(kb->cache_dir, 0700) != 0) return;
    GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    json_t *texts = json_array(), *list = json_array();
    for (guint i = 0; i < commands->len; i++) {
        const struct command *cmd = commands->pdata[i];
        json_t *one = json_array();
        store_text(texts, numbers, one, cmd->file);
        store_text(texts, numbers, one, cmd->directory);
        for (char **flag = cmd->flags; *flag; flag++) store_text(texts, numbers, one, *flag);
        json_array_append_new(list, one);
    }
    json_t *top = json_pack("{s:s, s:o, s:o}", "stamp", stamp, "texts", texts, "commands", list);
    char *text = json_dumps(top, JSON_COMPACT);
    char *path = cache_file(kb, targets);
    if (text) g_file_set_contents(path, text, -1, NULL);
    g_free(path);
    free(text);
    json_decref(top);
    g_hash_table_unref(numbers);
}
