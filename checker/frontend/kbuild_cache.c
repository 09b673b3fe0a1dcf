/* Command lists of kernel folders, kept between runs: `make -n` takes longer than checking a few files.
 *
 * Needs base/pack.h and kbuild_inputs.c. One file for each build folder and set of targets. It begins with
 * lines of text that say so: the build folder, the source folder, the targets. Two packs of bytes follow:
 * what the list was made from, and the list: every text once, then for each command the numbers of its texts,
 * without the flags at its start that it shares with the command before it. A list of the whole tree is read
 * in a few milliseconds, and serves a single file as well.
 */
#include "frontend/kbuild.h"

#include "frontend/command_list.h"
#include "frontend/command_paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_LINE "gfpcheck: compile commands of a kernel, form " KBUILD_LIST_FORMAT

enum { HEADER_LINES = 4, LENGTH_BYTES = sizeof(uint64_t) };

/* ---- the files there are ---- */

enum list_state { UNKNOWN, GOOD, STALE };

struct kept_list {
    char *path;
    char **targets;
    gsize header, size; /* bytes */
    enum list_state state;
};

struct kbuild_lists {
    const struct kbuild *kb;
    GPtrArray *lists; /* of struct kept_list *, the smallest first */
};

static char *name_prefix(const struct kbuild *kb)
{
    return g_strdup_printf("kbuild-%08x-", (unsigned)hash64_text(kb->build));
}

static void kept_free(void *p)
{
    struct kept_list *l = p;
    g_free(l->path);
    g_strfreev(l->targets);
    g_free(l);
}

/* The lines at the start of a list's file, or NULL if it is none of this form. */
static char **header_read(FILE *in)
{
    GPtrArray *lines = g_ptr_array_new();
    char *line = NULL;
    size_t room = 0;
    for (ssize_t n; lines->len < HEADER_LINES && (n = getline(&line, &room, in)) > 0;) {
        if (line[n - 1] == '\n') line[n - 1] = '\0';
        g_ptr_array_add(lines, g_strdup(line));
        if (strcmp(lines->pdata[0], FIRST_LINE) != 0) break;
    }
    free(line);
    bool whole = lines->len == HEADER_LINES;
    g_ptr_array_add(lines, NULL);
    char **header = (char **)g_ptr_array_free(lines, FALSE);
    if (whole) return header;
    g_strfreev(header);
    return NULL;
}

static struct kept_list *kept_open(const struct kbuild *kb, const char *path)
{
    struct kept_list *l = NULL;
    FILE *in = fopen(path, "rbe");
    char **header = in ? header_read(in) : NULL;
    if (header && strcmp(header[1], kb->build) == 0 && strcmp(header[2], kb->source) == 0) {
        l = g_new0(struct kept_list, 1);
        l->path = g_strdup(path);
        l->targets = g_strsplit(header[3], " ", -1);
        l->header = (gsize)ftell(in);
        l->size = fseek(in, 0, SEEK_END) == 0 ? (gsize)ftell(in) : 0;
    }
    g_strfreev(header);
    if (in) fclose(in);
    return l;
}

static int compare_sizes(gconstpointer a, gconstpointer b)
{
    const struct kept_list *x = *(const struct kept_list *const *)a;
    const struct kept_list *y = *(const struct kept_list *const *)b;
    if (x->size != y->size) return x->size < y->size ? -1 : 1;
    return strcmp(x->path, y->path);
}

struct kbuild_lists *kbuild_lists_open(const struct kbuild *kb)
{
    struct kbuild_lists *lists = g_new0(struct kbuild_lists, 1);
    lists->kb = kb;
    lists->lists = g_ptr_array_new_with_free_func(kept_free);
    GDir *dir = kb->cache_dir ? g_dir_open(kb->cache_dir, 0, NULL) : NULL;
    char *prefix = name_prefix(kb);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (!g_str_has_prefix(name, prefix)) continue;
        char *path = g_build_filename(kb->cache_dir, name, NULL);
        struct kept_list *l = kept_open(kb, path);
        if (l) g_ptr_array_add(lists->lists, l);
        g_free(path);
    }
    g_ptr_array_sort(lists->lists, compare_sizes);
    g_free(prefix);
    if (dir) g_dir_close(dir);
    return lists;
}

void kbuild_lists_close(struct kbuild_lists *lists)
{
    g_ptr_array_unref(lists->lists);
    g_free(lists);
}

/* ---- reading ---- */

/* The texts of a list: pointers into its bytes; NULL if these are wrong (g_free). */
static const char **texts_read(struct unpacker *u, uint32_t *n)
{
    *n = unpack_count(u);
    const char **texts = g_new(const char *, (gsize)*n + 1);
    for (uint32_t i = 0; i < *n; i++) {
        size_t size;
        texts[i] = unpack_bytes(u, &size);
        if (!texts[i] || size == 0 || texts[i][size - 1] != '\0') unpack_fail(u);
    }
    if (unpack_ok(u)) return texts;
    g_free(texts);
    return NULL;
}

struct reading {
    struct unpacker *u;
    const char **texts;
    uint32_t ntexts, longest; /* flags of one command, at most */
    const char **flags;       /* of the command at hand        */
    uint32_t nflags;
};

static const char *text_read(struct reading *r)
{
    uint32_t i = unpack_u32(r->u);
    if (i < r->ntexts) return r->texts[i];
    unpack_fail(r->u);
    return "";
}

/* Reads a command's flags, after those that it shares with the one before. */
static void flags_read(struct reading *r)
{
    uint32_t shared = unpack_u32(r->u), own = unpack_count(r->u);
    if (shared > r->nflags || own > r->longest || shared > r->longest - own) {
        unpack_fail(r->u);
        return;
    }
    for (uint32_t i = 0; i < own; i++) r->flags[shared + i] = text_read(r);
    r->nflags = shared + own;
}

/* Appends what was asked for of a list to `commands`; false if its bytes are wrong. */
static bool commands_read(struct reading *r, GBytes *file_bytes, GPtrArray *asked, GPtrArray *commands)
{
    uint32_t n = unpack_count(r->u);
    guint before = commands->len;
    r->longest = unpack_count(r->u);
    r->flags = g_new(const char *, (gsize)r->longest + 1);
    for (uint32_t i = 0; i < n && unpack_ok(r->u); i++) {
        const char *file = text_read(r), *directory = text_read(r);
        flags_read(r);
        if (!unpack_ok(r->u) || !paths_match(asked, file)) continue;
        g_ptr_array_add(commands, command_new_shared(file_bytes, file, directory, r->flags, r->nflags));
    }
    g_free(r->flags);
    if (unpack_ok(r->u)) return true;
    g_ptr_array_set_size(commands, (gint)before);
    return false;
}

static bool list_read(GBytes *file, const void *bytes, size_t n, GPtrArray *asked, GPtrArray *commands)
{
    struct reading r = {.u = unpacker_new(bytes, n)};
    r.texts = texts_read(r.u, &r.ntexts);
    bool ok = r.texts && commands_read(&r, file, asked, commands);
    g_free(r.texts);
    return unpacker_free(r.u) && ok;
}

/* Loads a list if its inputs are the same; false if they are not, or the file is no good. */
static bool kept_load(const struct kbuild *kb, const struct kept_list *l, GPtrArray *asked,
                      GPtrArray *commands)
{
    char *text;
    gsize size;
    uint64_t ninputs;
    bool ok = false;
    if (!g_file_get_contents(l->path, &text, &size, NULL)) return false;
    GBytes *file = g_bytes_new_take(text, size);
    gsize start = l->header + LENGTH_BYTES;
    if (size >= start) {
        memcpy(&ninputs, text + l->header, sizeof ninputs);
        ok = ninputs <= size - start && kbuild_inputs_same(kb, text + start, ninputs) &&
             list_read(file, text + start + ninputs, size - start - ninputs, asked, commands);
    }
    g_bytes_unref(file);
    return ok;
}

bool kbuild_lists_take(struct kbuild_lists *lists, const char *target, GPtrArray *asked, GPtrArray *commands)
{
    for (guint i = 0; i < lists->lists->len; i++) {
        struct kept_list *l = lists->lists->pdata[i];
        bool covers = false;
        for (char **t = l->targets; *t && !covers; t++) covers = path_is_below(target, *t);
        if (!covers || l->state == STALE) continue;
        if (l->state == UNKNOWN) l->state = kept_load(lists->kb, l, asked, commands) ? GOOD : STALE;
        if (l->state == GOOD) return true;
    }
    return false;
}

/* ---- writing ---- */

struct texts {
    GPtrArray *all;      /* of const char *, borrowed: each once    */
    GHashTable *numbers; /* of each, its place in `all`             */
};

static void texts_add(struct texts *t, const char *text)
{
    if (g_hash_table_contains(t->numbers, text)) return;
    g_hash_table_insert(t->numbers, (gpointer)text, GUINT_TO_POINTER(t->all->len));
    g_ptr_array_add(t->all, (gpointer)text);
}

static void pack_number(struct packer *p, const struct texts *t, const char *text)
{
    pack_uint(p, GPOINTER_TO_UINT(g_hash_table_lookup(t->numbers, text)));
}

/* Collects the texts of the commands; returns how many flags one has at most. */
static guint texts_collect(struct texts *t, const GPtrArray *commands)
{
    guint longest = 0;
    for (guint i = 0; i < commands->len; i++) {
        const struct command *cmd = commands->pdata[i];
        texts_add(t, cmd->file);
        texts_add(t, cmd->directory);
        for (char **flag = cmd->flags; *flag; flag++) texts_add(t, *flag);
        longest = MAX(longest, g_strv_length(cmd->flags));
    }
    return longest;
}

static void pack_command(struct packer *p, const struct texts *t, const struct command *cmd,
                         char *const *before)
{
    guint n = g_strv_length(cmd->flags), shared = 0;
    while (before[shared] && cmd->flags[shared] && strcmp(before[shared], cmd->flags[shared]) == 0) shared++;
    pack_number(p, t, cmd->file);
    pack_number(p, t, cmd->directory);
    pack_uint(p, shared);
    pack_uint(p, n - shared);
    for (guint i = shared; i < n; i++) pack_number(p, t, cmd->flags[i]);
}

static GBytes *list_pack(const GPtrArray *commands)
{
    struct texts t = {g_ptr_array_new(), g_hash_table_new(g_str_hash, g_str_equal)};
    struct packer *p = packer_new();
    char *const none[] = {NULL}, *const *before = none;
    guint longest = texts_collect(&t, commands);
    pack_uint(p, t.all->len);
    for (guint i = 0; i < t.all->len; i++) pack_bytes(p, t.all->pdata[i], strlen(t.all->pdata[i]) + 1);
    pack_uint(p, commands->len);
    pack_uint(p, longest);
    for (guint i = 0; i < commands->len; i++) {
        const struct command *cmd = commands->pdata[i];
        pack_command(p, &t, cmd, before);
        before = cmd->flags;
    }
    g_hash_table_unref(t.numbers);
    g_ptr_array_unref(t.all);
    return packer_finish(p);
}

static char *list_path(const struct kbuild *kb, const char *targets)
{
    char *prefix = name_prefix(kb);
    char *name = g_strdup_printf("%s%016" G_GINT64_MODIFIER "x.list", prefix, (guint64)hash64_text(targets));
    char *path = g_build_filename(kb->cache_dir, name, NULL);
    g_free(name);
    g_free(prefix);
    return path;
}

void kbuild_list_store(const struct kbuild *kb, const char *const *targets, GBytes *inputs,
                       const GPtrArray *commands)
{
    if (!kb->cache_dir || commands->len == 0 || g_mkdir_with_parents(kb->cache_dir, 0700) != 0) return;
    /* the header is lines and words; who has such a path goes without */
    for (const char *const *t = targets; *t; t++) {
        if (strpbrk(*t, " \n")) return;
    }
    if (strchr(kb->build, '\n') || strchr(kb->source, '\n')) return;
    char *words = g_strjoinv(" ", (char **)targets), *path = list_path(kb, words);
    GString *file = g_string_new(NULL);
    uint64_t ninputs = g_bytes_get_size(inputs);
    GBytes *list = list_pack(commands);
    g_string_printf(file, "%s\n%s\n%s\n%s\n", FIRST_LINE, kb->build, kb->source, words);
    g_string_append_len(file, (const char *)&ninputs, sizeof ninputs);
    g_string_append_len(file, g_bytes_get_data(inputs, NULL), (gssize)ninputs);
    g_string_append_len(file, g_bytes_get_data(list, NULL), (gssize)g_bytes_get_size(list));
    g_file_set_contents(path, file->str, (gssize)file->len, NULL);
    g_bytes_unref(list);
    g_string_free(file, TRUE);
    g_free(path);
    g_free(words);
}
