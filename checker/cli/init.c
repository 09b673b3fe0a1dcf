/* gfpcheck init: writes what makes a repository use gfpcheck: a Git hook, jobs of continuous integration.
 *
 * Needs cli.h, the texts of templates/, and git. Nothing that is there is overwritten.
 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct init_options {
    char *source;
    gboolean git_hook, github, gitlab;
};

/* What `git ARGS` prints, without the newline at its end (g_free); NULL after a message if it fails. */
static char *git(const char *const *args)
{
    char *out = NULL, *err = NULL;
    int status = 0;
    GError *wrong = NULL;
    bool ran =
        g_spawn_sync(NULL, (char **)args, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &err, &status, &wrong);
    bool ok = ran && g_spawn_check_wait_status(status, NULL);
    if (!ran)
        cli_fail(wrong);
    else if (!ok)
        cli_error("%s", g_strstrip(err));
    g_free(err);
    if (ok) return g_strchomp(out);
    g_free(out);
    return NULL;
}

/* Writes a file that must not be there yet, and its folder; tells so. */
static bool write_new(const char *path, const char *text, mode_t mode)
{
    char *folder = g_path_get_dirname(path);
    size_t left = strlen(text);
    bool ok = g_mkdir_with_parents(folder, 0777) == 0;
    int fd = ok ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) : -1;
    while (fd >= 0 && left > 0) {
        ssize_t n = write(fd, text, left);
        if (n < 0) break;
        text += n;
        left -= (size_t)n;
    }
    int code = fd < 0 || left > 0 ? errno : 0;
    if (fd >= 0 && close(fd) != 0 && code == 0) code = errno;
    if (fd >= 0 && code != 0) unlink(path);
    g_free(folder);
    if (code == 0)
        printf("written: %s\n", path);
    else if (code == EEXIST)
        cli_error("%s is there already, and was left as it is", path);
    else
        cli_error("%s: cannot be written: %s", path, g_strerror(code));
    return code == 0;
}

static bool write_hook(void)
{
    /* knows core.hooksPath, and work trees that share a repository */
    char *path = git((const char *const[]){"git", "rev-parse", "--git-path", "hooks/pre-commit", NULL});
    bool ok = path && write_new(path, embedded_text(cli_templates, "git-hook"), 0777);
    g_free(path);
    return ok;
}

/* Writes a template to a path below the top of the work tree, with `source` filled in. */
static bool write_job(const char *top, const char *name, const char *path, const char *source)
{
    char *full = g_build_filename(top, path, NULL);
    GString *text = g_string_new(embedded_text(cli_templates, name));
    g_string_replace(text, "@source@", source, 0);
    bool ok = write_new(full, text->str, 0666);
    g_string_free(text, TRUE);
    g_free(full);
    return ok;
}

/* GitLab reads one file only, which others are included in. */
static bool write_gitlab(const char *top, const char *source)
{
    static const char name[] = ".gitlab-ci.yml";
    if (!write_job(top, "gitlab", ".gitlab/gfpcheck.yml", source)) return false;
    char *main_file = g_build_filename(top, name, NULL);
    bool there = g_file_test(main_file, G_FILE_TEST_EXISTS);
    g_free(main_file);
    if (!there) return write_job(top, "gitlab-ci", name, source);
    printf("to be added to %s:\n%s", name, embedded_text(cli_templates, "gitlab-ci"));
    return true;
}

static bool write_jobs(const struct init_options *o)
{
    const char *source = o->source ? o->source : GFPCHECK_ORIGIN;
    if (!*source) {
        cli_error("where jobs get gfpcheck from is not known: give --source=URL, a Git repository");
        return false;
    }
    if (strpbrk(source, "\"\\\n")) {
        cli_error("--source is the URL of a Git repository, not '%s'", source);
        return false;
    }
    char *top = git((const char *const[]){"git", "rev-parse", "--show-toplevel", NULL});
    bool ok = top != NULL;
    if (ok && o->github) ok = write_job(top, "github", ".github/workflows/gfpcheck.yml", source);
    if (ok && o->gitlab) ok = write_gitlab(top, source);
    g_free(top);
    return ok;
}

int command_init(int argc, char **argv)
{
    struct init_options o = {0};
    const GOptionEntry entries[] = {
        {"git-hook", 0, 0, G_OPTION_ARG_NONE, &o.git_hook, "Write a hook that checks what is committed",
         NULL},
        {"github", 0, 0, G_OPTION_ARG_NONE, &o.github, "Write a workflow for GitHub Actions", NULL},
        {"gitlab", 0, 0, G_OPTION_ARG_NONE, &o.gitlab, "Write a job for GitLab CI", NULL},
        {"source", 0, 0, G_OPTION_ARG_STRING, &o.source, "The repository that jobs get gfpcheck from", "URL"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    bool ok =
        cli_parse(argc, argv, entries, NULL,
                  "Makes the Git repository around the current folder use gfpcheck. Files that are there "
                  "are left as\nthey are.");
    if (ok && !o.git_hook && !o.github && !o.gitlab) {
        cli_error("init takes --git-hook, --github or --gitlab; see gfpcheck init --help");
        ok = false;
    }
    if (ok && o.git_hook) ok = write_hook();
    if (ok && (o.github || o.gitlab)) ok = write_jobs(&o);
    g_free(o.source);
    return ok && fflush(stdout) == 0 ? GFPCHECK_CLEAN : GFPCHECK_FAILED;
}
