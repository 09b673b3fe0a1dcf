/* Compile commands out of what `make -n` prints, and out of the .cmd files of a finished build.
 *
 * Needs flags.h. kbuild prints shell lines: "set -e; echo ...; trap '...' HUP; gcc ... -c -o x.o x.c; fixdep
 * ... 'gcc
 * ...' > .x.o.cmd". They are cut into statements with respect to quotes; a statement that compiles a C source
 * with -D__KERNEL__ (host programs have it not) is a command.
 */
#include "frontend/kbuild.h"

#include "frontend/command_list.h"
#include "frontend/flags.h"

#include <string.h>

static void extract_statement(const char *statement, const char *directory, GPtrArray *commands)
{
    char **argv = NULL;
    if (!strstr(statement, " -c ") || !strstr(statement, "-D__KERNEL__")) return;
    if (!g_shell_parse_argv(statement, NULL, &argv, NULL)) return;
    if (g_strv_contains((const char *const *)argv, "-c") &&
        g_strv_contains((const char *const *)argv, "-D__KERNEL__")) {
        GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
        char **flags = flags_clean((const char *const *)argv, directory, files);
        if (files->len == 1) {
            g_ptr_array_add(commands, command_new(files->pdata[0], directory, flags));
        } else {
            g_strfreev(flags);
        }
        g_ptr_array_unref(files);
    }
    g_strfreev(argv);
}

/* The end of the shell statement that begins at `p`: its separator, or the end of the text. */
static const char *statement_end(const char *p)
{
    char quote = '\0';
    for (; *p; p++) {
        if (quote == '\'') {
            if (*p == '\'') quote = '\0';
        } else if (*p == '\\' && p[1]) {
            p++;
        } else if (quote) {
            if (*p == '"') quote = '\0';
        } else if (*p == '\'' || *p == '"') {
            quote = *p;
        } else if (strchr(";&|\n", *p)) {
            break;
        }
    }
    return p;
}

void kbuild_extract_line(const char *line, const char *directory, GPtrArray *commands)
{
    if (!strstr(line, "-D__KERNEL__")) return;
    while (*line) {
        const char *end = statement_end(line);
        char *statement = g_strndup(line, (gsize)(end - line));
        extract_statement(statement, directory, commands);
        g_free(statement);
        line = *end ? end + 1 : end;
    }
}

void kbuild_extract_saved(const char *text, const char *directory, GPtrArray *commands)
{
    static const char *const make_escapes[][2] = {{"$$", "$"}, {"\\#", "#"}, {"$(pound)", "#"}};
    bool saved = g_str_has_prefix(text, "savedcmd_") || g_str_has_prefix(text, "cmd_");
    const char *start = saved ? strstr(text, ":=") : NULL;
    if (!start) return;
    start += 2;
    GString *line = g_string_new_len(start, (gssize)strcspn(start, "\n"));
    for (size_t i = 0; i < G_N_ELEMENTS(make_escapes); i++) {
        g_string_replace(line, make_escapes[i][0], make_escapes[i][1], 0);
    }
    kbuild_extract_line(line->str, directory, commands);
    g_string_free(line, TRUE);
}
