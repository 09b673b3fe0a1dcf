/* compile_commands.json, written by CMake, Bear, or the kernel's own gen_compile_commands.py.
 *
 * Needs Jansson for the JSON, flags.h for the flags. Gives commands_from_database().
 */
#include "frontend/command.h"

#include "frontend/command_list.h"
#include "frontend/command_paths.h"
#include "frontend/flags.h"

#include <jansson.h>
#include <string.h>

static void set_error(GError **error, const char *path, size_t entry, const char *reason)
{
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: entry %zu: %s", path, entry, reason);
}

/* The words of an entry's "arguments" or "command"; NULL and an error if it has neither. */
static char **entry_words(const json_t *entry, const char *path, size_t number, GError **error)
{
    json_t *arguments = json_object_get(entry, "arguments");
    const char *command = json_string_value(json_object_get(entry, "command"));
    char **words = NULL;
    if (json_is_array(arguments)) {
        GPtrArray *list = g_ptr_array_new();
        size_t i;
        json_t *word;
        json_array_foreach(arguments, i, word)
        {
            if (json_is_string(word)) g_ptr_array_add(list, g_strdup(json_string_value(word)));
        }
        g_ptr_array_add(list, NULL);
        return (char **)g_ptr_array_free(list, FALSE);
    }
    GError *shell = NULL;
    if (!command) {
        set_error(error, path, number, "neither \"arguments\" nor \"command\"");
    } else if (!g_shell_parse_argv(command, NULL, &words, &shell)) {
        set_error(error, path, number, shell->message);
        g_error_free(shell);
    }
    return words;
}

/* One entry as a command; NULL without error for what is not C. */
static struct command *entry_command(const json_t *entry, const char *path, const char *folder, size_t number,
                                     GError **error)
{
    const char *file = json_string_value(json_object_get(entry, "file"));
    const char *directory = json_string_value(json_object_get(entry, "directory"));
    if (!file) {
        set_error(error, path, number, "no \"file\"");
        return NULL;
    }
    if (!is_c_source(file)) return NULL;
    char **words = entry_words(entry, path, number, error);
    if (!words) return NULL;
    char *base = path_at(folder, directory ? directory : ".");
    char *absolute = path_at(base, file);
    char **flags = flags_clean((const char *const *)words, base, NULL);
    struct command *cmd = command_new(absolute, base, flags);
    g_free(absolute);
    g_free(base);
    g_strfreev(words);
    return cmd;
}

static GPtrArray *database_read(const char *path, GError **error)
{
    json_error_t problem;
    json_t *top = json_load_file(path, 0, &problem);
    if (!top) {
        if (problem.line < 0) {
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s: no such compilation database", path);
        } else {
            g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:%d:%d: %s", path, problem.line,
                        problem.column, problem.text);
        }
        return NULL;
    }
    if (!json_is_array(top)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s:1:1: a list of commands is expected", path);
        json_decref(top);
        return NULL;
    }
    char *dirname = g_path_get_dirname(path), *folder = path_real(dirname);
    GPtrArray *commands = commands_new();
    GError *wrong = NULL;
    size_t i;
    json_t *entry;
    json_array_foreach(top, i, entry)
    {
        struct command *cmd = entry_command(entry, path, folder, i + 1, &wrong);
        if (cmd) g_ptr_array_add(commands, cmd);
        if (wrong) break;
    }
    json_decref(top);
    g_free(folder);
    g_free(dirname);
    if (!wrong) return commands;
    g_propagate_error(error, wrong);
    g_ptr_array_unref(commands);
    return NULL;
}

GPtrArray *commands_from_database(const char *path, const char *const *paths, GPtrArray *failed,
                                  GError **error)
{
    bool folder = g_file_test(path, G_FILE_TEST_IS_DIR);
    char *file = folder ? g_build_filename(path, COMMAND_DATABASE, NULL) : g_strdup(path);
    GPtrArray *commands = database_read(file, error);
    if (commands) {
        char *dirname = g_path_get_dirname(file), *base = path_real(dirname);
        GPtrArray *asked = paths_resolve(paths, base, failed);
        char *reason = g_strdup_printf("no compile command for it in %s", file);
        commands_filter(commands, asked);
        commands_finish(commands, true);
        paths_report_unused(asked, reason, failed);
        if (!asked && commands->len == 0)
            command_failure_add(failed, file, "no command for a C source file in it");
        g_free(reason);
        if (asked) g_ptr_array_unref(asked);
        g_free(base);
        g_free(dirname);
    }
    g_free(file);
    return commands;
}
