/* Compiler flags, reduced to those that matter to libclang: a walk over the words with the table flags.def.
 *
 * Needs flags.def. Flags that only gcc knows would make libclang refuse the unit, and flags for code
 * generation and warnings change nothing of what is read, so only what the table keeps goes on.
 */
#include "frontend/flags.h"

#include <string.h>

enum flag_form { ALONE, JOINED, NEXT, EITHER };
enum flag_action { KEEP, PATH, FILE_PATH, DROP };

static const struct flag_rule {
    const char *text;
    enum flag_form form;
    enum flag_action action;
} flag_rules[] = {
#define X(text, form, action) {text, form, action},
#include "frontend/flags.def"
#undef X
};

bool is_c_source(const char *name)
{
    return g_str_has_suffix(name, ".c");
}

char *path_at(const char *directory, const char *path)
{
    while (g_str_has_prefix(path, "./")) path += strspn(path + 1, "/") + 1;
    if (g_path_is_absolute(path)) return g_strdup(path);
    return g_build_filename(directory, path, NULL);
}

static bool rule_fits(const struct flag_rule *rule, const char *word)
{
    if (rule->form == JOINED || rule->form == EITHER) return g_str_has_prefix(word, rule->text);
    return strcmp(word, rule->text) == 0;
}

static const struct flag_rule *rule_find(const char *word)
{
    const struct flag_rule *best = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(flag_rules); i++) {
        const struct flag_rule *rule = &flag_rules[i];
        if (rule_fits(rule, word) && (!best || strlen(rule->text) > strlen(best->text))) best = rule;
    }
    return best;
}

/* "aarch64-linux-gnu-gcc-12" tells the target, which clang must be told in words. */
static void add_target(const char *compiler, GPtrArray *out)
{
    char *base = g_path_get_basename(compiler);
    char *end = g_strrstr(base, "-gcc");
    if (end && end > base) {
        *end = '\0';
        g_ptr_array_add(out, g_strconcat("--target=", base, NULL));
    }
    g_free(base);
}

/* Handles the flag at argv[0]; returns how many words it took. */
static size_t take_flag(const char *const *argv, const char *directory, GPtrArray *out)
{
    const struct flag_rule *rule = rule_find(argv[0]);
    if (!rule) return 1;
    const char *joined = argv[0] + strlen(rule->text);
    bool separate = rule->form == NEXT || (rule->form == EITHER && !*joined);
    if (separate && !argv[1]) return 1;
    if (rule->action == KEEP) {
        g_ptr_array_add(out, g_strdup(argv[0]));
        if (separate) g_ptr_array_add(out, g_strdup(argv[1]));
    } else if (rule->action != DROP) {
        const char *given = separate ? argv[1] : joined;
        char *path = path_at(directory, given);
        if (rule->action == FILE_PATH && !g_file_test(path, G_FILE_TEST_EXISTS)) {
            g_free(path);
            path = g_strdup(given);
        }
        if (rule->form == NEXT) {
            g_ptr_array_add(out, g_strdup(rule->text));
            g_ptr_array_add(out, g_strdup(path));
        } else {
            g_ptr_array_add(out, g_strconcat(rule->text, path, NULL));
        }
        g_free(path);
    }
    return separate ? 2 : 1;
}

char **flags_clean(const char *const *argv, const char *directory, GPtrArray *files)
{
    GPtrArray *out = g_ptr_array_new();
    size_t i = 0;
    for (; argv[i] && argv[i][0] != '-' && !is_c_source(argv[i]); i++) add_target(argv[i], out);
    while (argv[i]) {
        if (argv[i][0] == '-') {
            i += take_flag(argv + i, directory, out);
        } else {
            if (files && is_c_source(argv[i])) g_ptr_array_add(files, path_at(directory, argv[i]));
            i++;
        }
    }
    g_ptr_array_add(out, NULL);
    return (char **)g_ptr_array_free(out, FALSE);
}
