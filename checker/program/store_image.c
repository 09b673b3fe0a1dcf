/* What can be made again from the program database, as one file beside it (FILE.graph): mapped, not read,
 * since a small question needs a small part of it.
 *
 * A head, then the bytes. A file that is damaged, of another version, or was written with another stamp
 * counts as none.
 */
#include "program/store_inner.h"

#include "base/pack.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

struct head {
    char magic[8];
    uint64_t format, stamp, size, sum; /* the last two are those of the bytes */
};

static const char magic[8] = "gfpimage";

static bool write_all(const char *path, const struct head *head, const void *data)
{
    FILE *out = g_fopen(path, "wb");
    if (!out) return false;
    bool ok = fwrite(head, sizeof *head, 1, out) == 1 && fwrite(data, 1, head->size, out) == head->size;
    return fclose(out) == 0 && ok;
}

void store_image_put(struct store *s, uint64_t stamp, GBytes *bytes)
{
    if (!s->path || !s->writable || s->pid != getpid()) return;
    char *path = store_beside(s, STORE_IMAGE), *made = store_beside(s, STORE_IMAGE_NEW);
    size_t size;
    const void *data = g_bytes_get_data(bytes, &size);
    struct head head = {.format = hash64_text(s->format), .stamp = stamp, .size = size};
    memcpy(head.magic, magic, sizeof magic);
    head.sum = hash64(data, size);
    /* what is there is of no use any more: without room for another one there is none */
    if (!write_all(made, &head, data) || g_rename(made, path) != 0) {
        g_unlink(made);
        g_unlink(path);
    }
    g_free(made);
    g_free(path);
}

GBytes *store_image_get(const struct store *s, uint64_t stamp)
{
    if (!s->path) return NULL;
    char *path = store_beside(s, STORE_IMAGE);
    GMappedFile *file = g_mapped_file_new(path, FALSE, NULL);
    g_free(path);
    if (!file) return NULL;
    GBytes *all = g_mapped_file_get_bytes(file), *bytes = NULL;
    g_mapped_file_unref(file);
    size_t size;
    const struct head *head = g_bytes_get_data(all, &size);
    if (size >= sizeof *head && memcmp(head->magic, magic, sizeof magic) == 0 && head->stamp == stamp &&
        head->format == hash64_text(s->format) && head->size == size - sizeof *head &&
        head->sum == hash64(head + 1, head->size))
        bytes = g_bytes_new_from_bytes(all, sizeof *head, head->size);
    g_bytes_unref(all);
    return bytes;
}
