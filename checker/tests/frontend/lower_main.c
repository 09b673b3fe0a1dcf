/* A developer's tool, not installed: prints the IR of one file.
 *
 * lower [--root DIR] [--model DIR] [--macro NAME]... [--probe NAME]... [--quiet] FILE -- FLAGS
 * Flags go to clang as they are. Verifies what it prints; with --quiet it prints errors and counts only.
 */
#include "frontend/frontend.h"

#include <stdio.h>
#include <string.h>

struct arguments {
    struct frontend_options options;
    struct command cmd;
    GArray *macros, *probes;
    bool quiet;
};

static void add_name(GArray *names, const char *name)
{
    sym s = sym_of(name);

    g_array_append_val(names, s);
}

static bool parse_arguments(int argc, char **argv, struct arguments *a)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--") == 0) {
            a->cmd.flags = &argv[i + 1];
            break;
        }
        if (strcmp(argv[i], "--quiet") == 0)
            a->quiet = true;
        else if (argv[i][0] != '-')
            a->cmd.file = g_canonicalize_filename(argv[i], NULL);
        else if (i + 1 == argc)
            return false;
        else if (strcmp(argv[i], "--root") == 0)
            a->options.source_root = argv[++i];
        else if (strcmp(argv[i], "--model") == 0) {
            a->options.model_include = argv[++i];
            a->cmd.model = true;
        } else if (strcmp(argv[i], "--macro") == 0)
            add_name(a->macros, argv[++i]);
        else if (strcmp(argv[i], "--probe") == 0)
            add_name(a->probes, argv[++i]);
        else
            return false;
    }
    return a->cmd.file != NULL;
}

static bool verify(const struct ir_unit *u)
{
    GError *error = NULL;

    for (uint32_t i = 0; i < u->nfuncs; i++) {
        if (ir_verify(u->funcs[i], &error)) continue;
        fprintf(stderr, "%s\n", error->message);
        g_error_free(error);
        return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    struct arguments a = {.macros = g_array_new(FALSE, FALSE, sizeof(sym)),
                          .probes = g_array_new(FALSE, FALSE, sizeof(sym))};
    static char *no_flags[] = {NULL};
    struct arena *arena = arena_new();
    struct frontend_report report;
    struct frontend *fe;
    struct ir_unit *u;
    GError *error = NULL;
    bool ok;

    a.cmd.flags = no_flags;
    if (!parse_arguments(argc, argv, &a)) {
        fprintf(stderr,
                "usage: lower [--root DIR] [--model DIR] [--macro NAME] [--probe NAME] FILE -- FLAGS\n");
        return 2;
    }
    a.cmd.directory = g_get_current_dir();
    a.options.macros = (sym *)(void *)a.macros->data;
    a.options.nmacros = a.macros->len;
    a.options.probes = (sym *)(void *)a.probes->data;
    a.options.nprobes = a.probes->len;
    fe = frontend_new(&a.options);
    u = frontend_parse(fe, &a.cmd, arena, &report, &error);
    if (!u) {
        fprintf(stderr, "%s\n", error->message);
        return 2;
    }
    ok = verify(u);
    if (!a.quiet) ir_print_unit(stdout, u);
    fprintf(stderr, "%u functions, %u rows, %u errors%s%s\n", u->nfuncs, u->ninits, report.errors,
            report.first_error ? ": " : "", report.first_error ? report.first_error : "");
    g_free(report.first_error);
    frontend_free(fe);
    arena_free(arena);
    g_free(a.cmd.file);
    g_free(a.cmd.directory);
    g_array_free(a.macros, TRUE);
    g_array_free(a.probes, TRUE);
    return ok ? 0 : 1;
}
