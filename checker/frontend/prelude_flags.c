/* Flags of units and preludes compared. See prelude_plan.h. */
#include "frontend/parse.h"
#include "frontend/prelude_plan.h"

#include <string.h>

static bool is_folder(const char *flag)
{
    return g_str_has_prefix(flag, "-I") && flag[2];
}

static bool is_file(char *const *flag)
{
    return strcmp(*flag, "-include") == 0 && flag[1];
}

char *flags_group(const struct command *cmd)
{
    GString *out = g_string_new(cmd->model ? "model\n" : "");

    for (char **flag = cmd->flags; flag && *flag; flag++)
        if (!is_folder(*flag) && !flag_names_module(*flag)) g_string_append_printf(out, "%s\n", *flag);
    return g_string_free(out, FALSE);
}

/* ---- making ---- */

/* How many folders all commands begin with. */
static guint common_folders(const GPtrArray *commands)
{
    GPtrArray *first = g_ptr_array_new();
    guint common;

    for (guint i = 0; i < commands->len; i++) {
        const struct command *cmd = commands->pdata[i];
        guint n = 0;

        if (i == 0) common = G_MAXUINT;
        for (char **flag = cmd->flags; *flag; flag++) {
            if (!is_folder(*flag)) continue;
            if (i == 0)
                g_ptr_array_add(first, *flag);
            else if (n >= common || strcmp(first->pdata[n], *flag) != 0)
                break;
            n++;
        }
        common = MIN(i == 0 ? n : common, n);
    }
    common = commands->len ? common : 0;
    g_ptr_array_unref(first);
    return common;
}

static gint by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "-DNAME=value" of all commands as "-DNAME=fixed", once each. */
static char **module_names(const GPtrArray *commands)
{
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *names = g_ptr_array_new();

    for (guint i = 0; i < commands->len; i++) {
        for (char **flag = ((const struct command *)commands->pdata[i])->flags; *flag; flag++) {
            const char *value = flag_names_module(*flag) ? strchr(*flag, '=') : NULL;
            char *name;

            if (!value) continue;
            name = g_strdup_printf("%.*s=%s", (int)(value - *flag), *flag,
                                   value[1] == '"' ? "\"prelude\"" : "prelude");
            if (g_hash_table_add(seen, name))
                g_ptr_array_add(names, name);
            else
                g_free(name);
        }
    }
    g_hash_table_destroy(seen);
    g_ptr_array_sort(names, by_text);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

char **flags_for_prelude(const GPtrArray *commands, bool outermost, char ***names)
{
    const struct command *cmd = commands->pdata[0];
    GPtrArray *flags = g_ptr_array_new();
    guint folders = common_folders(commands);

    for (char **flag = cmd->flags; *flag; flag++) {
        if (flag_names_module(*flag) || (is_folder(*flag) && folders == 0)) continue;
        if (is_folder(*flag)) folders--;
        if (!outermost && is_file(flag))
            flag++;
        else
            g_ptr_array_add(flags, g_strdup(*flag));
    }
    g_ptr_array_add(flags, NULL);
    *names = module_names(commands);
    return (char **)g_ptr_array_free(flags, FALSE);
}

/* ---- comparing ---- */

/* The name in -DNAME=value. */
static uint64_t macro_of(const char *flag)
{
    return source_name(flag + 2, strcspn(flag + 2, "=("));
}

/* The next flag that matters besides folders; NULL at the end. `*file` is the file of an -include. */
static const char *next_flag(char *const **at, bool with_files, const char **file)
{
    *file = NULL;
    for (; **at; (*at)++) {
        char *const *flag = *at;

        if (flag_names_module(*flag) || is_folder(*flag)) continue;
        if (is_file(flag)) {
            (*at)++;
            if (!with_files) continue;
            *file = flag[1];
        }
        (*at)++;
        return *flag;
    }
    return NULL;
}

bool flags_define(const struct command *cmd, uint64_t name)
{
    for (char **flag = cmd->flags; *flag; flag++)
        if (g_str_has_prefix(*flag, "-D") && macro_of(*flag) == name) return true;
    return false;
}

static bool mentioned(const char *flag, bool (*mentions)(gconstpointer, uint64_t), gconstpointer data)
{
    if (!mentions || !g_str_has_prefix(flag, "-D") || !flag[2]) return true;
    return mentions(data, macro_of(flag));
}

/* Whether each flag of `a` is one of `b`, or the macro of it is not mentioned (NULL: all are). */
static bool flags_within(char *const *a, char *const *b, bool files,
                         bool (*mentions)(gconstpointer, uint64_t), gconstpointer data)
{
    const char *one, *file;

    while ((one = next_flag(&a, files, &file))) {
        char *const *at = b;
        const char *other, *other_file;
        bool found = false;

        while (!found && (other = next_flag(&at, files, &other_file)))
            found = strcmp(one, other) == 0 && g_strcmp0(file, other_file) == 0;
        if (!found && mentioned(one, mentions, data)) return false;
    }
    return true;
}

static bool folders_within(char *const *prelude, char *const *unit)
{
    for (;; prelude++, unit++) {
        while (*prelude && !is_folder(*prelude)) prelude++;
        while (*unit && !is_folder(*unit)) unit++;
        if (!*prelude) return true;
        if (!*unit || strcmp(*prelude, *unit) != 0) return false;
    }
}

bool flags_fit(char *const *prelude, char *const *unit, bool outermost,
               bool (*mentions)(gconstpointer data, uint64_t name), gconstpointer data)
{
    return folders_within(prelude, unit) && flags_within(prelude, unit, outermost, NULL, NULL) &&
           flags_within(unit, prelude, outermost, mentions, data);
}
