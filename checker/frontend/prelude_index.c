/* See prelude_index.h. The file is a serialised GVariant: it is used as it lies in memory. */
#include "frontend/prelude_index.h"

#include <clang-c/Index.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define FORMAT     "gfpcheck-prelude-3"
#define INDEX_TYPE "(sssstta(sttx)asasa(tu)a(tu)ata(uu)as)"
enum { SAMPLES = 32, SAMPLE_SIZE = 4096 };

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

/* A hash of pieces of the file: all of it would take longer than a parse. */
static bool sample(const char *path, uint64_t *size, uint64_t *hash)
{
    char buffer[SAMPLE_SIZE];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    off_t end = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);

    if (fd < 0) return false;
    *size = end < 0 ? 0 : (uint64_t)end;
    *hash = *size;
    for (unsigned i = 0; i <= SAMPLES; i++) {
        uint64_t at = *size > SAMPLE_SIZE ? (*size - SAMPLE_SIZE) / SAMPLES * i : 0;
        ssize_t n;

        if (i == SAMPLES && *size > SAMPLE_SIZE) at = *size - SAMPLE_SIZE;
        n = pread(fd, buffer, sizeof(buffer), (off_t)at);
        *hash = *hash * 31 + source_hash(buffer, n > 0 ? (size_t)n : 0);
    }
    close(fd);
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

bool prelude_index_write(const char *pch, const char *finished, const struct prelude_facts *facts,
                         GError **error)
{
    char *version = compiler(), *path = index_path(pch);
    uint64_t size = 0, hash = 0;
    GVariant *v;
    bool ok;

    sample(finished, &size, &hash);
    v = g_variant_new(
        "(sssstt@a(sttx)^as@as@a(tu)@a(tu)@at@a(uu)@as)", FORMAT, version, facts->folder, facts->parent, size,
        hash, files_of(facts->files), facts->flags,
        g_variant_new_strv((const char *const *)facts->others->pdata, (gssize)facts->others->len),
        fixed("(tu)", facts->macros, sizeof(struct prelude_macro)),
        fixed("(tu)", facts->asked, sizeof(struct prelude_macro)), fixed("t", facts->names, sizeof(uint64_t)),
        fixed("(uu)", facts->tests, sizeof(struct prelude_test)),
        g_variant_new_strv((const char *const *)facts->functions->pdata, (gssize)facts->functions->len));
    g_variant_ref_sink(v);
    ok = g_file_set_contents(path, g_variant_get_data(v), (gssize)g_variant_get_size(v), error);
    g_variant_unref(v);
    g_free(path);
    g_free(version);
    return ok;
}

/* ---- reading ---- */

static GVariant *map(const char *pch)
{
    char *path = index_path(pch);
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
    GBytes *bytes = file ? g_mapped_file_get_bytes(file) : NULL;
    GVariant *v = bytes ? g_variant_new_from_bytes(G_VARIANT_TYPE(INDEX_TYPE), bytes, FALSE) : NULL;

    g_free(path);
    if (file) g_mapped_file_unref(file);
    if (bytes) g_bytes_unref(bytes);
    if (v) g_variant_ref_sink(v);
    if (v && g_variant_is_normal_form(v)) return v;
    if (v) g_variant_unref(v);
    return NULL;
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

/* Whether a file is what it was: by size and time, or else by its contents. */
static bool unchanged(const char *path, uint64_t size, uint64_t hash, int64_t mtime)
{
    uint64_t size_now;
    int64_t mtime_now;
    GMappedFile *file;
    bool same;

    if (!source_state(path, &size_now, &mtime_now) || size_now != size) return false;
    if (mtime_now == mtime) return true;
    file = g_mapped_file_new(path, FALSE, NULL);
    if (!file) return false;
    same =
        g_mapped_file_get_length(file) == size && source_hash(g_mapped_file_get_contents(file), size) == hash;
    g_mapped_file_unref(file);
    return same;
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
    uint64_t size, hash;
    bool ok = strcmp(string_at(v, 0), FORMAT) == 0 && strcmp(string_at(v, 1), version) == 0 &&
              strcmp(string_at(v, 3), below) == 0 && sample(pch, &size, &hash) && size == number_at(v, 4) &&
              hash == number_at(v, 5);

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
    p->folder = string_at(v, 2);
    p->first = parent ? prelude_total(parent) : 0;
    files = g_variant_get_child_value(v, 6);
    ok = load_files(p, files);
    g_variant_unref(files);
    p->flags = strings_at(v, 7);
    p->others = strings_at(v, 8);
    p->macros = array_at(v, 9, sizeof(struct prelude_macro), &p->nmacros);
    p->names = array_at(v, 11, sizeof(uint64_t), &p->nnames);
    p->asked = array_at(v, 10, sizeof(struct prelude_macro), &p->nasked);
    p->tests = array_at(v, 12, sizeof(struct prelude_test), &p->ntests);
    p->functions = strings_at(v, 13);
    if (ok) return p;
    prelude_index_free(p);
    return NULL;
}

char *prelude_index_parent(const char *pch)
{
    GVariant *v = map(pch);
    char *parent = NULL;

    if (v && strcmp(string_at(v, 0), FORMAT) == 0) parent = g_strdup(string_at(v, 3));
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

static const struct prelude_macro *find(const struct prelude_macro *all, gsize count, uint64_t name, gsize *n)
{
    gsize low = 0, high = count;

    while (low < high) {
        gsize middle = low + (high - low) / 2;

        if (all[middle].name < name)
            low = middle + 1;
        else
            high = middle;
    }
    for (*n = 0; low + *n < count && all[low + *n].name == name;) (*n)++;
    return all + low;
}

const struct prelude_macro *prelude_macros(const struct prelude_index *p, uint64_t name, gsize *n)
{
    return find(p->macros, p->nmacros, name, n);
}

const struct prelude_macro *prelude_asked(const struct prelude_index *p, uint64_t name, gsize *n)
{
    return find(p->asked, p->nasked, name, n);
}
