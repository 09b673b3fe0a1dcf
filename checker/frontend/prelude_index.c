/* See prelude_index.h. The file is a hash of what follows, and a serialised GVariant, which is used as it
 * lies in memory. */
#include "frontend/prelude_index.h"

#include "base/pack.h"

#include <clang-c/Index.h>
#include <string.h>

#define INDEX_TYPE "(ssssttta(sttx)asasasa(tuu)a(tuu)ata(uu)a(uu)a(uu)a(uu))"

/* Where they stand in it. */
enum {
    AT_FORMAT,
    AT_COMPILER,
    AT_PARENT, /* base name of its precompiled file, "" for none */
    AT_FOLDER,
    AT_PARENT_HASH, /* of the file's contents                         */
    AT_SIZE,        /* of the precompiled file                        */
    AT_HASH,
    AT_FILES,
    AT_FLAGS,
    AT_OTHERS,
    AT_FUNCTIONS,
    AT_DEFINED,
    AT_ASKED,
    AT_NAMES,
    AT_INCLUDES,
    AT_NEEDS,
    AT_WANTS,
    AT_AVOIDS,
};

static char *index_path(const char *pch)
{
    return g_strconcat(pch, ".index", NULL);
}

static char *compiler(void)
{
    CXString text = clang_getClangVersion();
    char *version = g_strdup(clang_getCString(text));

    clang_disposeString(text);
    return version;
}

static bool hash_file(const char *path, uint64_t *size, uint64_t *hash)
{
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);

    if (!file) return false;
    *size = g_mapped_file_get_length(file);
    *hash = *size ? hash64(g_mapped_file_get_contents(file), *size) : 0;
    g_mapped_file_unref(file);
    return *size > 0;
}

/* ---- writing ---- */

static GVariant *fixed(const char *type, const GArray *array, gsize element)
{
    return g_variant_new_fixed_array(G_VARIANT_TYPE(type), array->data, array->len, element);
}

static GVariant *files_of(const GPtrArray *files)
{
    GVariantBuilder b;

    g_variant_builder_init(&b, G_VARIANT_TYPE("a(sttx)"));
    for (guint i = 0; i < files->len; i++) {
        const struct source *s = files->pdata[i];

        g_variant_builder_add(&b, "(sttx)", s->path, s->size, s->hash, s->mtime);
    }
    return g_variant_builder_end(&b);
}

static GVariant *texts_of(const GPtrArray *texts)
{
    return g_variant_new_strv((const char *const *)texts->pdata, (gssize)texts->len);
}

static bool put(const char *path, GVariant *v, GError **error)
{
    gsize n = g_variant_get_size(v);
    uint64_t hash = hash64(g_variant_get_data(v), n);
    GByteArray *bytes = g_byte_array_sized_new((guint)(n + sizeof(hash)));
    bool ok;

    g_byte_array_append(bytes, (const guint8 *)&hash, sizeof(hash));
    g_byte_array_append(bytes, g_variant_get_data(v), (guint)n);
    ok = g_file_set_contents(path, (const char *)bytes->data, bytes->len, error);
    g_byte_array_unref(bytes);
    return ok;
}

bool prelude_index_write(const char *pch, const char *finished, const struct prelude_facts *facts,
                         GError **error)
{
    char *version = compiler(), *path = index_path(pch);
    char *parent = facts->parent ? g_path_get_basename(facts->parent->pch) : g_strdup("");
    uint64_t size = 0, hash = 0;
    GVariant *v;
    bool ok;

    hash_file(finished, &size, &hash);
    v = g_variant_new("(ssssttt@a(sttx)^as@as@as@a(tuu)@a(tuu)@at@a(uu)@a(uu)@a(uu)@a(uu))", PRELUDE_FORMAT,
                      version, parent, facts->folder, facts->parent ? facts->parent->hash : 0, size, hash,
                      files_of(facts->files), facts->flags, texts_of(facts->others),
                      texts_of(facts->functions),
                      fixed("(tuu)", facts->defined, sizeof(struct prelude_macro)),
                      fixed("(tuu)", facts->asked, sizeof(struct prelude_macro)),
                      fixed("t", facts->names, sizeof(uint64_t)),
                      fixed("(uu)", facts->includes, sizeof(struct prelude_pair)),
                      fixed("(uu)", facts->needs, sizeof(struct prelude_pair)),
                      fixed("(uu)", facts->wants, sizeof(struct prelude_pair)),
                      fixed("(uu)", facts->avoids, sizeof(struct prelude_pair)));
    g_variant_ref_sink(v);
    ok = put(path, v, error);
    g_variant_unref(v);
    g_free(parent);
    g_free(path);
    g_free(version);
    return ok;
}

/* ---- reading ---- */

static GVariant *map(const char *pch)
{
    char *path = index_path(pch);
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
    gsize n = file ? g_mapped_file_get_length(file) : 0;
    GVariant *v = NULL;
    uint64_t hash;

    if (n > sizeof(hash)) {
        GBytes *all = g_mapped_file_get_bytes(file),
               *bytes = g_bytes_new_from_bytes(all, sizeof(hash), n - sizeof(hash));
        const char *data = g_bytes_get_data(bytes, &n);

        memcpy(&hash, data - sizeof(hash), sizeof(hash));
        if (hash == hash64(data, n))
            v = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(INDEX_TYPE), bytes, TRUE));
        g_bytes_unref(bytes);
        g_bytes_unref(all);
    }
    if (file) g_mapped_file_unref(file);
    g_free(path);
    return v;
}

static const char *string_at(GVariant *v, gsize i)
{
    GVariant *child = g_variant_get_child_value(v, i);
    const char *text = g_variant_get_string(child, NULL); /* points into the mapped file */

    g_variant_unref(child);
    return text;
}

static uint64_t number_at(GVariant *v, gsize i)
{
    uint64_t n;

    g_variant_get_child(v, i, "t", &n);
    return n;
}

static const char **strings_at(GVariant *v, gsize i)
{
    GVariant *child = g_variant_get_child_value(v, i);
    const char **texts = g_variant_get_strv(child, NULL);

    g_variant_unref(child);
    return texts;
}

static const void *array_at(GVariant *v, gsize i, gsize element, gsize *n)
{
    GVariant *child = g_variant_get_child_value(v, i);
    const void *data = g_variant_get_fixed_array(child, n, element);

    g_variant_unref(child);
    return data;
}

static struct prelude_macros macros_at(GVariant *v, gsize i)
{
    struct prelude_macros all;

    all.at = array_at(v, i, sizeof(*all.at), &all.n);
    return all;
}

static struct prelude_pairs pairs_at(GVariant *v, gsize i)
{
    struct prelude_pairs all;

    all.at = array_at(v, i, sizeof(*all.at), &all.n);
    return all;
}

/* Whether a file is what it was: by size and time, or else by its contents. */
static bool unchanged(const char *path, uint64_t size, uint64_t hash, int64_t mtime)
{
    uint64_t size_now;
    int64_t mtime_now;
    uint64_t hash_now;

    if (!source_state(path, &size_now, &mtime_now) || size_now != size) return false;
    return mtime_now == mtime || size == 0 || (hash_file(path, &size_now, &hash_now) && hash_now == hash);
}

static bool load_files(struct prelude_index *p, GVariant *files)
{
    p->nfiles = (uint32_t)g_variant_n_children(files);
    p->files = g_new0(const char *, p->nfiles + 1);
    p->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < p->nfiles; i++) {
        uint64_t size, hash;
        int64_t mtime;

        g_variant_get_child(files, i, "(&sttx)", &p->files[i], &size, &hash, &mtime);
        if (!unchanged(p->files[i], size, hash, mtime)) return false;
        g_hash_table_insert(p->numbers, (gpointer)p->files[i], GUINT_TO_POINTER(p->first + i + 1));
    }
    return true;
}

static bool is_usable(GVariant *v, const char *pch, const struct prelude_index *parent)
{
    char *version = compiler(), *below = parent ? g_path_get_basename(parent->pch) : g_strdup("");
    uint64_t size;
    int64_t mtime;
    bool ok = strcmp(string_at(v, AT_FORMAT), PRELUDE_FORMAT) == 0 &&
              strcmp(string_at(v, AT_COMPILER), version) == 0 &&
              strcmp(string_at(v, AT_PARENT), below) == 0 &&
              number_at(v, AT_PARENT_HASH) == (parent ? parent->hash : 0) &&
              source_state(pch, &size, &mtime) && size == number_at(v, AT_SIZE);

    g_free(version);
    g_free(below);
    return ok;
}

struct prelude_index *prelude_index_load(const char *pch, struct prelude_index *parent)
{
    GVariant *v = map(pch), *files;
    struct prelude_index *p;
    bool ok;

    if (!v) return NULL;
    if (!is_usable(v, pch, parent)) {
        g_variant_unref(v);
        return NULL;
    }
    p = g_new0(struct prelude_index, 1);
    p->data = v;
    p->pch = g_strdup(pch);
    p->parent = parent;
    p->folder = string_at(v, AT_FOLDER);
    p->hash = number_at(v, AT_HASH);
    p->first = parent ? prelude_total(parent) : 0;
    files = g_variant_get_child_value(v, AT_FILES);
    ok = load_files(p, files);
    g_variant_unref(files);
    p->flags = strings_at(v, AT_FLAGS);
    p->others = strings_at(v, AT_OTHERS);
    p->functions = strings_at(v, AT_FUNCTIONS);
    p->defined = macros_at(v, AT_DEFINED);
    p->asked = macros_at(v, AT_ASKED);
    p->names = array_at(v, AT_NAMES, sizeof(uint64_t), &p->nnames);
    p->includes = pairs_at(v, AT_INCLUDES);
    p->needs = pairs_at(v, AT_NEEDS);
    p->wants = pairs_at(v, AT_WANTS);
    p->avoids = pairs_at(v, AT_AVOIDS);
    if (ok) return p;
    prelude_index_free(p);
    return NULL;
}

char *prelude_index_parent(const char *pch, char **folder)
{
    GVariant *v = map(pch);
    char *parent = NULL;

    *folder = NULL;
    if (v && strcmp(string_at(v, AT_FORMAT), PRELUDE_FORMAT) == 0) {
        parent = g_strdup(string_at(v, AT_PARENT));
        *folder = g_strdup(string_at(v, AT_FOLDER));
    }
    if (v) g_variant_unref(v);
    return parent;
}

void prelude_index_free(struct prelude_index *p)
{
    if (!p) return;
    if (p->numbers) g_hash_table_destroy(p->numbers);
    g_free(p->files);
    g_free(p->flags);
    g_free(p->others);
    g_free(p->functions);
    g_free(p->pch);
    g_variant_unref(p->data);
    g_free(p);
}

/* ---- questions ---- */

bool prelude_index_intact(struct prelude_index *p)
{
    uint64_t size, hash;

    if (!p || p->intact) return true;
    p->intact = prelude_index_intact(p->parent) && hash_file(p->pch, &size, &hash) && hash == p->hash;
    return p->intact;
}

int64_t prelude_number(const struct prelude_index *p, const char *path)
{
    for (; p; p = p->parent) {
        gpointer known = g_hash_table_lookup(p->numbers, path);

        if (known) return (int64_t)GPOINTER_TO_UINT(known) - 1;
    }
    return -1;
}

uint32_t prelude_total(const struct prelude_index *p)
{
    return p->first + p->nfiles;
}

/* The prelude of the chain that a file belongs to. */
static const struct prelude_index *holder(const struct prelude_index *p, uint32_t number)
{
    while (p->first > number) p = p->parent;
    return p;
}

const char *prelude_path(const struct prelude_index *p, uint32_t number)
{
    p = holder(p, number);
    return p->files[number - p->first];
}

struct prelude_pairs prelude_includes(const struct prelude_index *p, uint32_t number)
{
    return prelude_pairs_of(holder(p, number)->includes, number);
}

bool prelude_mentions(const struct prelude_index *p, uint64_t name)
{
    for (; p; p = p->parent) {
        gsize low = 0, high = p->nnames;

        while (low < high) {
            gsize middle = low + (high - low) / 2;

            if (p->names[middle] == name) return true;
            if (p->names[middle] < name)
                low = middle + 1;
            else
                high = middle;
        }
    }
    return false;
}

/* Where the first of `n` sorted elements of `size` bytes stands whose key is not below `key`. */
static gsize first_of(const void *at, gsize n, gsize size, uint64_t key,
                      uint64_t (*key_of)(const void *element))
{
    gsize low = 0, high = n;

    while (low < high) {
        gsize middle = low + (high - low) / 2;

        if (key_of((const char *)at + middle * size) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
}

static uint64_t name_of(const void *macro)
{
    return ((const struct prelude_macro *)macro)->name;
}

static uint64_t from_of(const void *pair)
{
    return ((const struct prelude_pair *)pair)->from;
}

struct prelude_macros prelude_macros_of(struct prelude_macros all, uint64_t name)
{
    gsize first = first_of(all.at, all.n, sizeof(*all.at), name, name_of), end = first;

    if (!all.n) return all; /* nothing is mapped */
    while (end < all.n && all.at[end].name == name) end++;
    return (struct prelude_macros){all.at + first, end - first};
}

struct prelude_pairs prelude_pairs_of(struct prelude_pairs all, uint32_t from)
{
    gsize first = first_of(all.at, all.n, sizeof(*all.at), from, from_of), end = first;

    if (!all.n) return all; /* nothing is mapped */
    while (end < all.n && all.at[end].from == from) end++;
    return (struct prelude_pairs){all.at + first, end - first};
}
