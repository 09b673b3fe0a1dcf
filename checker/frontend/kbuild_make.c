/* Runs `make -n` in a kernel build folder and reads the compile commands that it prints.
 *
 * Needs kbuild_extract.c. All of drivers/ prints 200 MB, so lines are read as they come. make writes a line
 * in several pieces. --output-sync=recurse keeps those of parallel makes apart; =target does not, as the
 * lines that call another make are then written at any moment, into the middle of others: in each run over
 * drivers/ that damaged some 50 lines, and cost up to five commands.
 *
 * Two things make and kbuild do even under -n. Folders for objects are made: the variable that lists them is
 * set empty. And included files are brought up to date, so that a configuration that make takes for older
 * than .config (Debian's kernel headers lack the file that tells) would be written anew, or removed: that is
 * switched off as for modules, with the tests of the compiler left on.
 */
#include "frontend/kbuild.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static GPtrArray *make_words(const struct kbuild *kb, const char *const *args)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    static const char *const fixed[] = {"make",
                                        "-n",
                                        "-k",
                                        "--output-sync=recurse",
                                        "obj-dirs=",
                                        "may-sync-config=",
                                        "need-compiler=1",
                                        "KBUILD_MODULES=1"};
    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++) g_ptr_array_add(words, g_strdup(fixed[i]));
    g_ptr_array_add(words, g_strdup_printf("-j%u", g_get_num_processors()));
    g_ptr_array_add(words, g_strdup("-C"));
    g_ptr_array_add(words, g_strdup(kb->build));
    for (; *args; args++) g_ptr_array_add(words, g_strdup(*args));
    g_ptr_array_add(words, NULL);
    return words;
}

/* The user's environment without what an outer make put there; the architecture is that of .config. */
static char **make_environment(const struct kbuild *kb)
{
    static const char *const outer[] = {"MAKEFLAGS",    "MFLAGS", "MAKELEVEL", "KBUILD_OUTPUT",
                                        "GNUMAKEFLAGS", "O",      "C"};
    char **env = g_get_environ();
    for (size_t i = 0; i < G_N_ELEMENTS(outer); i++) env = g_environ_unsetenv(env, outer[i]);
    env = g_environ_setenv(env, "LC_ALL", "C", TRUE);
    if (kb->arch) env = g_environ_setenv(env, "ARCH", kb->arch, FALSE);
    return env;
}

/* Reads `fd` to its end, line by line; lines that end in a backslash are joined. */
static bool read_lines(int fd, const char *directory, GPtrArray *commands)
{
    FILE *in = fdopen(fd, "r");
    char *line = NULL;
    size_t size = 0;
    bool any = false;
    GString *joined = g_string_new(NULL);
    for (ssize_t n; (n = getline(&line, &size, in)) > 0;) {
        any = true;
        while (n > 0 && line[n - 1] == '\n') line[--n] = '\0';
        g_string_append_len(joined, line, n);
        if (joined->len > 0 && joined->str[joined->len - 1] == '\\') {
            joined->str[joined->len - 1] = ' ';
            continue;
        }
        kbuild_extract_line(joined->str, directory, commands);
        g_string_truncate(joined, 0);
    }
    kbuild_extract_line(joined->str, directory, commands);
    g_string_free(joined, TRUE);
    free(line);
    fclose(in);
    return any;
}

/* The first line in which make says what stopped it, or the last line of all (g_free). */
static char *make_complaint(FILE *errors)
{
    char *line = NULL, *found = NULL;
    size_t size = 0;
    bool certain = false;
    rewind(errors);
    for (ssize_t n; !certain && (n = getline(&line, &size, errors)) > 0;) {
        certain = strstr(line, "***") || strstr(line, "ERROR");
        if (!*g_strstrip(line)) continue;
        g_free(found);
        found = g_strdup(line);
    }
    free(line);
    return found ? found : g_strdup("make printed nothing");
}

bool kbuild_make(const struct kbuild *kb, const char *const *args, const char *directory, GPtrArray *commands,
                 GError **error)
{
    GPtrArray *words = make_words(kb, args);
    char **env = make_environment(kb);
    GError *spawn = NULL;
    GPid pid = 0;
    int out[2], status = 0;
    FILE *errors = tmpfile();
    bool ok = false;
    if (!errors || !g_unix_open_pipe(out, FD_CLOEXEC, NULL)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: cannot run make: %s", kb->build,
                    g_strerror(errno));
        goto done;
    }
    g_spawn_async_with_fds(NULL, (char **)words->pdata, env, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                           NULL, NULL, &pid, -1, out[1], fileno(errors), &spawn);
    close(out[1]);
    if (spawn) {
        close(out[0]);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: cannot run make: %s", kb->build,
                    spawn->message);
        g_error_free(spawn);
        goto done;
    }
    ok = read_lines(out[0], directory, commands);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    /* a nonzero status alone says little: -k goes on past all that an uncompiled tree lacks */
    if (WIFSIGNALED(status)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INTR, "%s: make -n was interrupted", kb->build);
        g_ptr_array_set_size(commands, 0);
        ok = false;
    } else if (!ok || (status != 0 && commands->len == 0)) {
        char *complaint = make_complaint(errors);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: make -n failed: %s", kb->build, complaint);
        g_free(complaint);
        ok = false;
    }
done:
    if (errors) fclose(errors);
    g_strfreev(env);
    g_ptr_array_unref(words);
    return ok;
}
