/* What a command list was made from, and whether that is still the same.
 *
 * Needs base/pack.h. The list of the whole tree depends on 1,500 Makefiles and on there being no others. A
 * file is the same if its inode says so (size, times), or else if its content is; a folder if its inode says
 * so, or else if it has the Makefiles and folders that it had. So what is new, changed or gone is seen with
 * two calls of stat() for each folder, and a checkout back and forth costs no new list.
 */
#include "frontend/kbuild.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    /* What changed so short a time before it was looked at may change again with the same time stamp: its
     * inode is not believed. */
    RACY_S = 2,
};

enum { NOT_BELIEVED = 0 }; /* as an inode's state: never equal */

/* ---- what is looked at ---- */

struct looking {
    int source;   /* the kernel's source folder */
    gint64 since; /* seconds: when this began    */
};

/* The inode's state as a number, or NOT_BELIEVED. */
static uint64_t inode_state(const struct looking *l, const struct stat *st)
{
    const uint64_t parts[] = {st->st_ino,
                              (uint64_t)st->st_size,
                              (uint64_t)st->st_mtim.tv_sec,
                              (uint64_t)st->st_mtim.tv_nsec,
                              (uint64_t)st->st_ctim.tv_sec,
                              (uint64_t)st->st_ctim.tv_nsec};
    if (st->st_ctim.tv_sec >= l->since - RACY_S) return NOT_BELIEVED;
    uint64_t state = hash64(parts, sizeof parts);
    return state == NOT_BELIEVED ? 1 : state;
}

/* NOT_BELIEVED for what is not there. */
static uint64_t path_state(const struct looking *l, const char *path)
{
    struct stat st;
    return fstatat(l->source, path, &st, 0) == 0 ? inode_state(l, &st) : NOT_BELIEVED;
}

/* The content of a file as a number; 0 for one that is not there. */
static uint64_t file_content(const struct looking *l, const char *path)
{
    int fd = openat(l->source, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return 0;
    char bytes[8192];
    uint64_t sum = 1;
    for (ssize_t n; (n = read(fd, bytes, sizeof bytes)) > 0;) sum = hash64_more(sum, bytes, (size_t)n);
    close(fd);
    return sum;
}

static bool is_makefile(const char *name)
{
    /* MIPS has "Platform" */
    return g_str_has_prefix(name, "Makefile") || g_str_has_prefix(name, "Kbuild") ||
           g_str_has_suffix(name, ".mk") || strcmp(name, "Platform") == 0;
}

struct folder {
    GPtrArray *makefiles, *folders; /* of char *: names, sorted */
};

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_folder(const struct looking *l, const char *path, const struct dirent *e)
{
    struct stat st;
    if (e->d_type != DT_UNKNOWN) return e->d_type == DT_DIR;
    char *full = g_build_filename(path, e->d_name, NULL);
    bool yes = fstatat(l->source, full, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
    g_free(full);
    return yes;
}

/* The Makefiles of a folder, and with `deep` its folders; empty for one that is not there. */
static struct folder folder_read(const struct looking *l, const char *path, bool deep)
{
    struct folder f = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free)};
    int fd = openat(l->source, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (e->d_name[0] == '.') continue;
        if (is_makefile(e->d_name)) {
            g_ptr_array_add(f.makefiles, g_strdup(e->d_name));
        } else if (deep && is_folder(l, path, e)) {
            g_ptr_array_add(f.folders, g_strdup(e->d_name));
        }
    }
    if (dir) closedir(dir);
    g_ptr_array_sort(f.makefiles, compare_texts);
    g_ptr_array_sort(f.folders, compare_texts);
    return f;
}

static void folder_clear(struct folder *f)
{
    g_ptr_array_unref(f->makefiles);
    g_ptr_array_unref(f->folders);
}

static uint64_t hash_names(uint64_t sum, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        sum = hash64_more(sum, name, strlen(name) + 1);
    }
    return hash64_more(sum, "", 1);
}

static uint64_t folder_content(const struct folder *f)
{
    return hash_names(hash_names(1, f->makefiles), f->folders);
}

/* The environment that make would see, the tree, and this program's own way of reading it all. */
static uint64_t environment(const struct kbuild *kb)
{
    static const char *const variables[] = {"ARCH",  "CROSS_COMPILE", "CC",
                                            "LLVM",  "KCFLAGS",       "KCPPFLAGS",
                                            "CPATH", "CFLAGS_MODULE", "CFLAGS_KERNEL"};
    uint64_t sum = hash64_text(KBUILD_LIST_FORMAT);
    const char *const own[] = {kb->build, kb->source, kb->arch ? kb->arch : ""};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) sum = hash64_more(sum, own[i], strlen(own[i]) + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = g_getenv(variables[i]);
        sum = hash64_more(sum, value ? value : "", value ? strlen(value) + 1 : 0);
    }
    return sum;
}

/* ---- taking ---- */

struct taking {
    struct looking look;
    struct packer *files, *folders;
    uint64_t nfiles, nfolders;
    GHashTable *seen; /* folders */
};

static void pack_text(struct packer *p, const char *text)
{
    pack_bytes(p, text, strlen(text) + 1);
}

static void take_file(struct taking *t, const char *path)
{
    pack_text(t->files, path);
    pack_uint(t->files, path_state(&t->look, path));
    pack_uint(t->files, file_content(&t->look, path));
    t->nfiles++;
}

static void take_folder(struct taking *t, const char *path, bool deep)
{
    if (!g_hash_table_add(t->seen, g_strdup(path))) return;
    uint64_t state = path_state(&t->look, path);
    struct folder f = folder_read(&t->look, path, deep);
    pack_text(t->folders, path);
    pack_uint(t->folders, deep);
    pack_uint(t->folders, state);
    pack_uint(t->folders, folder_content(&f));
    t->nfolders++;
    for (guint i = 0; i < f.makefiles->len; i++) {
        char *file = g_build_filename(path, f.makefiles->pdata[i], NULL);
        take_file(t, file);
        g_free(file);
    }
    for (guint i = 0; i < f.folders->len; i++) {
        char *below = g_build_filename(path, f.folders->pdata[i], NULL);
        take_folder(t, below, true);
        g_free(below);
    }
    folder_clear(&f);
}

/* "drivers/gpu" for "drivers/gpu/drm/amd": Makefiles include, and name sources, of folders beside theirs, but
 * not farther away. */
static char *surroundings(const char *target)
{
    const char *slash = strchr(target, '/');
    const char *second = slash ? strchr(slash + 1, '/') : NULL;
    return second ? g_strndup(target, (gsize)(second - target)) : g_strdup(target);
}

static void take_all(struct taking *t, const struct kbuild *kb, const char *const *targets)
{
    static const char *const configuration[] = {".config", "include/config/auto.conf", "Makefile"};
    GPtrArray *deep = g_ptr_array_new_with_free_func(g_free);
    if (kb->arch) g_ptr_array_add(deep, g_build_filename("arch", kb->arch, NULL));
    for (; *targets; targets++) g_ptr_array_add(deep, surroundings(*targets));
    for (guint i = 0; i < deep->len; i++) take_folder(t, deep->pdata[i], true);
    for (guint i = 0; i < deep->len; i++) {
        /* what stands above goes for what is below */
        char *above = g_path_get_dirname(deep->pdata[i]);
        take_folder(t, above, false);
        g_free(above);
    }
    take_folder(t, ".", false);
    take_folder(t, "scripts", false);
    for (size_t i = 0; i < G_N_ELEMENTS(configuration); i++) {
        char *path = g_build_filename(kb->build, configuration[i], NULL);
        take_file(t, path);
        g_free(path);
    }
    g_ptr_array_unref(deep);
}

static struct looking look_from(const struct kbuild *kb)
{
    struct looking l = {.since = g_get_real_time() / G_USEC_PER_SEC};
    l.source = open(kb->source, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return l;
}

static void pack_section(struct packer *p, uint64_t n, struct packer *section)
{
    GBytes *bytes = packer_finish(section);
    pack_uint(p, n);
    pack_bytes(p, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_bytes_unref(bytes);
}

GBytes *kbuild_inputs_take(const struct kbuild *kb, const char *const *targets)
{
    struct taking t = {.look = look_from(kb), .files = packer_new(), .folders = packer_new()};
    struct packer *p = packer_new();
    t.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    take_all(&t, kb, targets);
    pack_uint(p, environment(kb));
    pack_section(p, t.nfolders, t.folders);
    pack_section(p, t.nfiles, t.files);
    g_hash_table_unref(t.seen);
    if (t.look.source >= 0) close(t.look.source);
    return packer_finish(p);
}

/* ---- comparing ---- */

static const char *unpack_text(struct unpacker *u)
{
    size_t n;
    const char *text = unpack_bytes(u, &n);
    if (text && n > 0 && text[n - 1] == '\0') return text;
    unpack_fail(u);
    return "";
}

static bool same_inode(const struct looking *l, const char *path, uint64_t state)
{
    return state != NOT_BELIEVED && path_state(l, path) == state;
}

static bool same_folder(const struct looking *l, struct unpacker *u)
{
    const char *path = unpack_text(u);
    bool deep = unpack_uint(u);
    uint64_t state = unpack_uint(u), content = unpack_uint(u);
    if (!unpack_ok(u)) return false;
    if (same_inode(l, path, state)) return true;
    struct folder f = folder_read(l, path, deep);
    bool same = folder_content(&f) == content;
    folder_clear(&f);
    return same;
}

static bool same_file(const struct looking *l, struct unpacker *u)
{
    const char *path = unpack_text(u);
    uint64_t state = unpack_uint(u), content = unpack_uint(u);
    return unpack_ok(u) && (same_inode(l, path, state) || file_content(l, path) == content);
}

static bool same_section(const struct looking *l, struct unpacker *u,
                         bool (*same)(const struct looking *l, struct unpacker *u))
{
    uint64_t n = unpack_uint(u);
    size_t size;
    const void *bytes = unpack_bytes(u, &size);
    if (!unpack_ok(u)) return false;
    struct unpacker *section = unpacker_new(bytes, size);
    bool all = true;
    for (uint64_t i = 0; all && i < n; i++) all = same(l, section);
    return unpacker_free(section) && all;
}

bool kbuild_inputs_same(const struct kbuild *kb, const void *inputs, size_t n)
{
    /* what was believed when it was taken is, however new it was */
    struct looking l = look_from(kb);
    l.since = G_MAXINT64;
    struct unpacker *u = unpacker_new(inputs, n);
    bool same = unpack_uint(u) == environment(kb) && same_section(&l, u, same_folder) &&
                same_section(&l, u, same_file);
    if (l.source >= 0) close(l.source);
    return unpacker_free(u) && same;
}
