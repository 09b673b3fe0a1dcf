/* Runs Git; see git.h. */
#include "filter/git.h"

#include <string.h>
#include <sys/wait.h>

/* Of a hook that this runs in: it is the work tree around the files that is asked about. */
static char **environment(void)
{
    static const char *const outer[] = {"GIT_DIR",    "GIT_WORK_TREE",     "GIT_INDEX_FILE",
                                        "GIT_PREFIX", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"};
    char **env = g_get_environ();
    for (size_t i = 0; i < G_N_ELEMENTS(outer); i++) env = g_environ_unsetenv(env, outer[i]);
    return g_environ_setenv(env, "LC_ALL", "C", TRUE);
}

/* Runs git with `args` in `dir`; what it printed without the last line end (g_free), or NULL and an error
 * with Git's own first line. */
static char *git(const char *dir, const char *const *args, GError **error)
{
    static const char *const first[] = {"git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=true"};
    GPtrArray *words = g_ptr_array_new();
    char **env = environment(), *out = NULL, *errors = NULL;
    GError *wrong = NULL;
    int status = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(first); i++) g_ptr_array_add(words, (char *)first[i]);
    while (*args) g_ptr_array_add(words, (char *)*args++);
    g_ptr_array_add(words, NULL);
    g_spawn_sync(dir, (char **)words->pdata, env, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &errors, &status,
                 &wrong);
    if (wrong) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot run git: %s", wrong->message);
        g_error_free(wrong);
    } else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        const char *said = g_str_has_prefix(errors, "fatal: ") ? errors + strlen("fatal: ") : errors;
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: git: %.*s", dir, (int)strcspn(said, "\n"),
                    said);
        g_clear_pointer(&out, g_free);
    }
    if (out && g_str_has_suffix(out, "\n")) out[strlen(out) - 1] = '\0';
    g_ptr_array_unref(words);
    g_strfreev(env);
    g_free(errors);
    return out;
}

char *git_top(const char *dir, GError **error)
{
    return git(dir, (const char *const[]){"rev-parse", "--show-toplevel", NULL}, error);
}

/* The commit's id (g_free). */
static char *find_commit(const char *top, const char *revision, GError **error)
{
    char *name = g_strconcat(revision, "^{commit}", NULL), *shallow = NULL;
    char *commit =
        git(top, (const char *const[]){"rev-parse", "--verify", "--end-of-options", name, NULL}, NULL);
    if (!commit) {
        shallow = git(top, (const char *const[]){"rev-parse", "--is-shallow-repository", NULL}, NULL);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "no revision '%s' in the Git work tree %s%s",
                    revision, top,
                    g_strcmp0(shallow, "true") == 0 ? ", which is a shallow clone: fetch more of it" : "");
    }
    g_free(shallow);
    g_free(name);
    return commit;
}

char *git_diff(const char *top, const char *revision, GError **error)
{
    char *commit = find_commit(top, revision, error);
    const char *const args[] = {"diff",
                                "--no-ext-diff",
                                "--no-textconv",
                                "--no-color",
                                "--no-relative",
                                "--find-renames",
                                "--unified=0",
                                "--src-prefix=a/",
                                "--dst-prefix=b/",
                                "--submodule=short",
                                commit,
                                "--",
                                NULL};
    char *diff = commit ? git(top, args, error) : NULL;
    g_free(commit);
    return diff;
}

char *git_untracked(const char *top, GError **error)
{
    return git(top, (const char *const[]){"ls-files", "--others", "--exclude-standard", NULL}, error);
}
