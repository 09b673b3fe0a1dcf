/* A developer's tool, not installed: prints the IR of one file, or measures and compares parsing of many.
 *
 * lower [--root DIR] [--model DIR] [--macro NAME]... [--probe NAME]... [--quiet] FILE -- FLAGS
 * Flags go to clang as they are. Verifies what it prints; with --quiet it prints errors and counts only.
 *
 * lower [OPTIONS] --commands LIST [--preludes DIR] [--sample N] [--seed S] [--plan-sample] [--compare DIR]
 * LIST has a line for each unit: flags and then the file, quoted as for a shell. With --preludes, those that
 * are worth it for the whole list (--plan-sample: for the sample) are built first. Prints the CPU time of
 * each unit. --compare parses each unit plainly as well, and writes both IR texts to DIR where they differ.
 */
#include "frontend/frontend.h"
#include "frontend/prelude.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct arguments {
    struct frontend_options options;
    struct command cmd;
    GArray *macros, *probes;
    bool quiet;
    const char *list, *preludes, *compare;
    uint32_t sample, seed;
    bool plan_sample;
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
        else if (strcmp(argv[i], "--plan-sample") == 0)
            a->plan_sample = true;
        else if (argv[i][0] != '-')
            a->cmd.file = g_canonicalize_filename(argv[i], NULL);
        else if (i + 1 == argc)
            return false;
        else if (strcmp(argv[i], "--root") == 0)
            a->options.source_root = argv[++i];
        else if (strcmp(argv[i], "--commands") == 0)
            a->list = argv[++i];
        else if (strcmp(argv[i], "--preludes") == 0)
            a->preludes = argv[++i];
        else if (strcmp(argv[i], "--compare") == 0)
            a->compare = argv[++i];
        else if (strcmp(argv[i], "--sample") == 0)
            a->sample = (uint32_t)atoi(argv[++i]);
        else if (strcmp(argv[i], "--seed") == 0)
            a->seed = (uint32_t)atoi(argv[++i]);
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
    return a->cmd.file != NULL || a->list != NULL;
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

/* ---- many units ---- */

static double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static GPtrArray *read_list(const char *path)
{
    GPtrArray *commands = g_ptr_array_new_with_free_func((GDestroyNotify)command_free);
    char *text = NULL, **lines;

    if (!g_file_get_contents(path, &text, NULL, NULL)) return commands;
    lines = g_strsplit(text, "\n", 0);
    for (char **line = lines; *line; line++) {
        struct command *cmd;
        char **words;
        int n;

        if (!g_shell_parse_argv(*line, &n, &words, NULL)) continue;
        cmd = g_new0(struct command, 1);
        cmd->file = words[n - 1];
        words[n - 1] = NULL;
        cmd->flags = words;
        cmd->directory = g_get_current_dir();
        g_ptr_array_add(commands, cmd);
    }
    g_strfreev(lines);
    g_free(text);
    return commands;
}

/* Some of the commands, the same for the same seed; borrowed. */
static GPtrArray *take_sample(const GPtrArray *commands, uint32_t n, uint32_t seed)
{
    GPtrArray *all = g_ptr_array_new();
    GRand *rand = g_rand_new_with_seed(seed);

    g_ptr_array_extend(all, (GPtrArray *)commands, NULL, NULL);
    for (guint i = 0; n && i < all->len; i++) {
        guint with = (guint)g_rand_int_range(rand, (gint32)i, (gint32)all->len);
        gpointer one = all->pdata[i];

        all->pdata[i] = all->pdata[with];
        all->pdata[with] = one;
    }
    if (n && n < all->len) g_ptr_array_set_size(all, (gint)n);
    g_rand_free(rand);
    return all;
}

static void build_preludes(struct prelude_plan *plan)
{
    uint32_t jobs = prelude_plan_jobs(plan), failed = 0;
    double start = cpu_seconds();

    for (uint32_t i = 0; i < jobs; i++) {
        GError *error = NULL;

        if (prelude_plan_build(plan, i, &error)) continue;
        failed++;
        fprintf(stderr, "%s\n", error->message);
        g_error_free(error);
    }
    printf("preludes: %u built, %u failed, %.1f s\n", jobs - failed, failed, cpu_seconds() - start);
}

static char *text_of(const struct ir_unit *u)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    ir_print_unit(out, u);
    fclose(out);
    return text;
}

static char *lower_text(struct frontend *fe, const struct command *cmd, struct frontend_report *report,
                        double *seconds)
{
    struct arena *arena = arena_new();
    GError *error = NULL;
    double start = cpu_seconds();
    struct ir_unit *u = frontend_parse(fe, cmd, arena, report, &error);
    char *text;

    *seconds = cpu_seconds() - start;
    text = u ? text_of(u) : strdup(error->message);
    g_clear_error(&error);
    arena_free(arena);
    return text;
}

static void write_text(const char *folder, const char *file, const char *kind, const char *text)
{
    char *name = g_strdup(file), *path;

    g_strdelimit(name, "/", '_');
    path = g_strdup_printf("%s/%s.%s", folder, name, kind);
    g_file_set_contents(path, text, -1, NULL);
    g_free(path);
    g_free(name);
}

static bool is_subset(const GArray *few, const GArray *many)
{
    guint k = 0;

    for (guint i = 0; i < few->len; i++) {
        while (k < many->len && g_array_index(many, sym, k) != g_array_index(few, sym, i)) k++;
        if (k == many->len) {
            printf("  not listed: %s\n", sym_text(g_array_index(few, sym, i)));
            return false;
        }
    }
    return true;
}

/* Whether the unit's IR is the same plainly, and no file that it was read from is left out. */
static bool compare(const struct arguments *a, struct frontend *plain, const struct command *cmd,
                    const char *text, const struct frontend_report *report)
{
    struct frontend_report other;
    double seconds;
    char *expected = lower_text(plain, cmd, &other, &seconds);
    bool same = strcmp(text, expected) == 0, listed = is_subset(other.files, report->files);

    if (!same || !listed) printf("  %s: %s\n", same ? "files differ" : "differs", cmd->file);
    if (!same) {
        write_text(a->compare, cmd->file, "prelude", text);
        write_text(a->compare, cmd->file, "plain", expected);
    }
    frontend_report_clear(&other);
    free(expected);
    return same && listed;
}

static int lower_many(const struct arguments *a)
{
    GPtrArray *commands = read_list(a->list), *units = take_sample(commands, a->sample, a->seed);
    double start = cpu_seconds(), sum = 0, seconds;
    struct prelude_plan *plan = prelude_plan_new(&a->options, a->plan_sample ? units : commands, a->preludes);
    struct frontend *fe = frontend_new(&a->options), *plain = frontend_new(&a->options);
    uint32_t reasons[PRELUDE_REASON_COUNT] = {0}, different = 0;

    printf("plan: %.2f s\n", cpu_seconds() - start);
    build_preludes(plan);
    if (a->preludes) frontend_use_preludes(fe, plan);
    for (guint i = 0; i < units->len; i++) {
        const struct command *cmd = units->pdata[i];
        struct frontend_report report;
        char *text = lower_text(fe, cmd, &report, &seconds);

        sum += seconds;
        reasons[report.prelude]++;
        if (!a->quiet)
            printf("%.3f %s: %s, %u errors, %u files\n", seconds, cmd->file,
                   prelude_reason_text(report.prelude), report.errors, report.files ? report.files->len : 0);
        if (a->compare && !compare(a, plain, cmd, text, &report)) different++;
        frontend_report_clear(&report);
        free(text);
    }
    printf("%u units (seed %u), %.4f s each, %u differ\n", units->len, a->seed, sum / units->len, different);
    for (int r = 0; r < PRELUDE_REASON_COUNT; r++)
        if (reasons[r]) printf("%6u %s\n", reasons[r], prelude_reason_text((enum prelude_reason)r));
    frontend_free(fe);
    frontend_free(plain);
    prelude_plan_free(plan);
    g_ptr_array_unref(units);
    g_ptr_array_unref(commands);
    return different ? 1 : 0;
}

/* ---- one unit ---- */

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
    if (a.list) return lower_many(&a);
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
    frontend_report_clear(&report);
    frontend_free(fe);
    arena_free(arena);
    g_free(a.cmd.file);
    g_free(a.cmd.directory);
    g_array_free(a.macros, TRUE);
    g_array_free(a.probes, TRUE);
    return ok ? 0 : 1;
}
