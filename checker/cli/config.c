/* gfpcheck config: what the config file says, whether it is right, and whether it is trusted.
 *
 * Needs cli.h and config/.
 */
#include "config/config.h"
#include "cli/cli.h"

#include <string.h>

/* ---- show ---- */

/* As YAML reads it: in quotes where it is no plain word (g_free). */
static char *quoted(const char *text)
{
    static const char plain[] = G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_./+-";
    if (*text && *text != '-' && strspn(text, plain) == strlen(text)) return g_strdup(text);
    char **parts = g_strsplit(text, "'", -1), *doubled = g_strjoinv("''", parts);
    char *out = g_strdup_printf("'%s'", doubled);
    g_free(doubled);
    g_strfreev(parts);
    return out;
}

/* "[a, b]" (g_free) */
static char *quoted_list(char *const *list)
{
    GString *out = g_string_new("[");
    for (; list && *list; list++) {
        char *text = quoted(*list);
        g_string_append_printf(out, "%s%s", out->len > 1 ? ", " : "", text);
        g_free(text);
    }
    g_string_append_c(out, ']');
    return g_string_free(out, FALSE);
}

static char *value_of(struct options *o, enum option_id id)
{
    const void *at = option_at(o, id);
    if (option_infos[id].kind == OPTION_FLAG) return g_strdup(*(const gboolean *)at ? "true" : "false");
    return option_is_list(option_infos[id].kind) ? quoted_list(*(char **const *)at)
                                                 : quoted(*(char *const *)at);
}

/* What a config file could set, as one would: options that are not set are comments. */
static bool show(struct options *o)
{
    printf("# %s\n", o->config ? o->config : "no config file");
    for (int i = 0; i < OPTIONS; i++) {
        enum option_id id = (enum option_id)i;
        if (!option_infos[id].in_config) continue;
        if (option_is_set(o, id)) {
            char *value = value_of(o, id);
            printf("%s: %s  # %s\n", option_infos[id].name, value, option_origin(o, id));
            g_free(value);
        } else {
            printf("# %s: by default\n", option_infos[id].name);
        }
    }
    return true;
}

/* ---- verify ---- */

/* Whether what the option names is there; false after a message. */
static bool is_there(const struct options *o, enum option_id id, const char *path)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS)) return true;
    cli_error("%s: there is no %s", option_origin(o, id), path);
    return false;
}

static bool are_there(struct options *o)
{
    bool ok = true;
    for (int i = 0; i < OPTIONS; i++) {
        enum option_id id = (enum option_id)i;
        enum option_kind kind = option_infos[id].kind;
        if (!o->origins[id] || id == OPTION_ID_db) continue; /* that is made if it is not there */
        if (kind == OPTION_PATH) ok &= is_there(o, id, *(char **)option_at(o, id));
        for (char **path = kind == OPTION_PATHS ? *(char ***)option_at(o, id) : NULL; path && *path; path++)
            ok &= is_there(o, id, *path);
    }
    return ok;
}

static bool verify(struct options *o)
{
    gfpcheck_options options;
    gfpcheck_report_options how = {0};
    if (!o->config) {
        cli_error("there is no " CONFIG_NAME " here, nor in a folder above");
        return false;
    }
    if (!cli_settle(o, NULL, &options, &how) || !are_there(o)) return false;
    printf("%s is right\n", o->config);
    return true;
}

/* ---- trust ---- */

static bool trust(struct options *o)
{
    GError *wrong = NULL;
    if (!o->config) {
        cli_error("there is no " CONFIG_NAME " here, nor in a folder above");
        return false;
    }
    if (config_trust(o->config, &wrong)) {
        printf("%s is trusted, as long as it stays as it is\n", o->config);
        return true;
    }
    cli_fail(wrong);
    return false;
}

/* ---- all together ---- */

static const struct config_command {
    const char *name, *words;
    bool (*run)(struct options *o);
} commands[] = {
    {"show", "print what is set, by which file and line or option", show},
    {"verify", "see whether the config file is right", verify},
    {"trust", "let the config file, as it is now, name the kernel build folder that make is run in", trust},
};

static const struct config_command *find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(commands[i].name, name) == 0) return &commands[i];
    return NULL;
}

static void print_help(void)
{
    puts("Usage: gfpcheck config COMMAND [OPTIONS and PATHS of check]\n\nCommands:");
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        printf("  %-8s %s\n", commands[i].name, commands[i].words);
    puts("\nThe config file is that of --config, or the nearest " CONFIG_NAME
         " at or above the first path, or the\n"
         "current folder.");
}

int command_config(int argc, char **argv)
{
    struct options o = {0};
    char **flags;
    const struct config_command *command = argc > 1 ? find(argv[1]) : NULL;
    bool help = argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0), ok = help;
    if (help)
        print_help();
    else if (!command)
        cli_error("config takes a command: show, verify or trust; see gfpcheck config --help");
    else
        ok = cli_parse_options(argc - 1, argv + 1, &o, &flags) && cli_read_config(&o) && command->run(&o);
    options_clear(&o);
    return ok && fflush(stdout) == 0 ? GFPCHECK_CLEAN : GFPCHECK_FAILED;
}
