/* Where a report goes: standard output, or a file that appears whole or not at all.
 *
 * Needs cli.h. A regular file is written beside its place and renamed; what is no regular file (a device, a
 * pipe) is written directly. A full disk shows when the last bytes are flushed, so that is checked as well.
 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct output {
    FILE *stream;
    char *path; /* NULL: standard output                            */
    char *temp; /* what is renamed to `path`, or NULL: not needed   */
    int error;  /* errno of what failed while the report was written */
};

static void set_error(GError **error, const char *path, int code)
{
    g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code), "%s: cannot be written: %s",
                path ? path : "standard output", g_strerror(code));
}

static FILE *open_temp(struct output *out)
{
    out->temp = g_strconcat(out->path, ".XXXXXX", NULL);
    int fd = g_mkstemp_full(out->temp, O_RDWR, 0666);
    return fd < 0 ? NULL : fdopen(fd, "w");
}

struct output *output_open(const char *path, GError **error)
{
    struct output *out = g_new0(struct output, 1);
    GStatBuf st;
    out->stream = stdout;
    if (!path) return out;
    /* through a symbolic link, the file that it leads to is replaced */
    char *real = realpath(path, NULL);
    out->path = g_strdup(real ? real : path);
    free(real);
    bool there = g_stat(out->path, &st) == 0;
    out->stream = there && !S_ISREG(st.st_mode) ? fopen(out->path, "w") : open_temp(out);
    if (out->stream) return out;
    set_error(error, path, errno);
    g_free(out->temp);
    g_free(out->path);
    g_free(out);
    return NULL;
}

FILE *output_stream(struct output *out)
{
    return out->stream;
}

void output_failed(struct output *out, int code)
{
    out->error = code;
}

static void output_free(struct output *out)
{
    g_free(out->temp);
    g_free(out->path);
    g_free(out);
}

bool output_commit(struct output *out, GError **error)
{
    int code = out->error;
    if (code == 0 && fflush(out->stream) != 0) code = errno;
    if (code == 0 && ferror(out->stream)) code = EIO;
    if (out->path && fclose(out->stream) != 0 && code == 0) code = errno;
    if (out->temp && code == 0 && g_rename(out->temp, out->path) != 0) code = errno;
    if (out->temp && code != 0) g_unlink(out->temp);
    if (code != 0) set_error(error, out->path, code);
    output_free(out);
    return code == 0;
}

void output_discard(struct output *out)
{
    if (out->path) fclose(out->stream);
    if (out->temp) g_unlink(out->temp);
    output_free(out);
}
