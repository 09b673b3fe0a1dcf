/* gfpcheck cc: checks the file of one compiler command line, as the kernel's build calls a checker.
 *
 * Needs cli.h. `make C=1 CHECK="gfpcheck cc"` runs it for each file with sparse's flags and the compiler's.
 * Like sparse it writes warnings to stderr, and neither they nor a file that it can't parse stop the build.
 */
#include "cli/cli.h"

#include <string.h>

/* The last C source among the arguments: how make names the file. */
static const char *named_source(char **argv)
{
    const char *found = NULL;
    for (char **arg = argv; *arg; arg++) {
        if ((*arg)[0] != '-' && g_str_has_suffix(*arg, ".c")) found = *arg;
    }
    return found;
}

/* What a config file says of the file's folder, where compile commands, output and workers apart, which are
 * make's. Options point into `o`; false after a message if it is wrong. */
static bool configure(struct options *o, const char *source, gfpcheck_options *options)
{
    static const enum option_id moot[] = {OPTION_ID_kbuild, OPTION_ID_database, OPTION_ID_model,
                                          OPTION_ID_paths,  OPTION_ID_db,       OPTION_ID_jobs,
                                          OPTION_ID_format};
    gfpcheck_report_options how = {0};
    const char *const paths[] = {source, NULL};
    o->paths = g_strdupv((char **)paths);
    if (!cli_read_config(o)) return false;
    for (size_t i = 0; i < G_N_ELEMENTS(moot); i++) option_clear(o, moot[i]);
    return cli_settle(o, NULL, options, &how);
}

int command_cc(int argc, char **argv)
{
    gfpcheck_options options;
    struct options o = {0};
    (void)argc;
    if (argv[1] && strcmp(argv[1], "--help") == 0) {
        puts("Usage: gfpcheck cc [COMPILER FLAGS] FILE.c\n\n"
             "Checks one file with the compiler's flags: make C=1 CHECK=\"gfpcheck cc\"");
        return GFPCHECK_CLEAN;
    }
    if (!configure(&o, named_source(argv + 1), &options)) {
        options_clear(&o);
        return GFPCHECK_FAILED;
    }
    options.flags = (const char *const *)argv + 1;
    options.flags_name_files = 1;
    gfpcheck_session *s = gfpcheck_new(&options);
    cli_run(s);
    bool failed = gfpcheck_error(s) != NULL;
    if (!failed) {
        const gfpcheck_report_options how = {.quiet = 1, .bare = 1, .like = named_source(argv + 1)};
        gfpcheck_write(s, "text", stderr, &how);
    }
    cli_print_failures(s);
    gfpcheck_free(s);
    options_clear(&o);
    if (cli_interrupted()) return EXIT_INTERRUPTED;
    return failed ? GFPCHECK_FAILED : GFPCHECK_CLEAN;
}
