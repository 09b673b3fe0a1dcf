/* Parsing: arguments for libclang, diagnostics, and a second try where types are unknown. See parse.h. */
#include "frontend/parse.h"

#include <string.h>

/* Times that a unit with unknown types is parsed again. */
enum { RETRIES_MAX = 3 };

/* ---- arguments ---- */

/* What a kernel's code may do although this compiler takes it for an error. */
static const char *const tolerant_flags[] = {
    "-ferror-limit=0",
    "-fno-spell-checking",
    "-Wno-incompatible-pointer-types",
    "-Wno-incompatible-function-pointer-types",
    "-Wno-return-mismatch",
    "-Wno-return-type",
};

/* With a prelude, these may come from a header that is not what it should be: they are errors at first, so
 * that the unit is parsed plainly. */
static const char *const reckless_flags[] = {
    "-Wno-implicit-function-declaration",
    "-Wno-implicit-int",
    "-Wno-int-conversion",
};

static const char *const model_flags[] = {"-std=gnu11", "-D__KERNEL__", "-DMODULE", "-nostdinc"};

/* Without it, the kernel's annotations of what sleeps expand to nothing. */
static const char debug_macro[] = "CONFIG_DEBUG_ATOMIC_SLEEP";

static bool mentions(const struct command *cmd, const char *text)
{
    for (char **flag = cmd->flags; flag && *flag; flag++)
        if (strstr(*flag, text)) return true;
    return false;
}

static void add_flags(GPtrArray *args, const struct command *cmd, bool files)
{
    for (char **flag = cmd->flags; flag && *flag; flag++) {
        if (!files && strcmp(*flag, "-include") == 0 && flag[1])
            flag++;
        else
            g_ptr_array_add(args, g_strdup(*flag));
    }
}

/* What a precompiled file was made from is looked at before it is used, so the compiler need not do that
 * again. */
static void add_prelude(GPtrArray *args, const char *pch)
{
    g_ptr_array_add(args, g_strdup("-include-pch"));
    g_ptr_array_add(args, g_strdup(pch));
    g_ptr_array_add(args, g_strdup("-Xclang"));
    g_ptr_array_add(args, g_strdup("-fno-validate-pch"));
}

GPtrArray *parse_arguments(const struct command *cmd, const struct frontend_options *options, const char *pch,
                           const GPtrArray *undone, bool tolerant)
{
    GPtrArray *args = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(args, g_strdup_printf("-working-directory=%s", cmd->directory));
    if (cmd->model) {
        for (unsigned i = 0; i < G_N_ELEMENTS(model_flags); i++)
            g_ptr_array_add(args, g_strdup(model_flags[i]));
        if (options->model_include) g_ptr_array_add(args, g_strconcat("-I", options->model_include, NULL));
    }
    if (pch) add_prelude(args, pch);
    add_flags(args, cmd, !pch);
    for (guint i = 0; undone && i < undone->len; i++)
        g_ptr_array_add(args, g_strconcat("-U", undone->pdata[i], NULL));
    if (!mentions(cmd, debug_macro)) g_ptr_array_add(args, g_strdup_printf("-D%s=1", debug_macro));
    for (unsigned i = 0; i < G_N_ELEMENTS(tolerant_flags); i++)
        g_ptr_array_add(args, g_strdup(tolerant_flags[i]));
    for (unsigned i = 0; tolerant && i < G_N_ELEMENTS(reckless_flags); i++)
        g_ptr_array_add(args, g_strdup(reckless_flags[i]));
    g_ptr_array_add(args, g_strdup("-w"));
    return args;
}

bool flag_names_module(const char *flag)
{
    return g_str_has_prefix(flag, "-DKBUILD_") || g_str_has_prefix(flag, "-D__KBUILD_");
}

/* ---- diagnostics ---- */

char *parse_file_path(CXFile file)
{
    CXString name = clang_getFileName(file);
    char *path = g_canonicalize_filename(clang_getCString(name), "/");

    clang_disposeString(name);
    return path;
}

/* Whether it lies in what was appended to the main file. */
static bool is_ours(CXDiagnostic d, CXTranslationUnit unit, const char *path, size_t main_size)
{
    CXFile file, main = clang_getFile(unit, path);
    unsigned offset;

    clang_getExpansionLocation(clang_getDiagnosticLocation(d), &file, NULL, NULL, &offset);
    return file && main && clang_File_isEqual(file, main) && offset >= main_size;
}

static char *diagnostic_text(CXDiagnostic d)
{
    CXString text = clang_getDiagnosticSpelling(d), name;
    CXFile file;
    unsigned line;
    char *out;

    clang_getExpansionLocation(clang_getDiagnosticLocation(d), &file, &line, NULL, NULL);
    if (file) {
        name = clang_getFileName(file);
        out = g_strdup_printf("%s:%u: %s", clang_getCString(name), line, clang_getCString(text));
        clang_disposeString(name);
    } else {
        out = g_strdup(clang_getCString(text));
    }
    clang_disposeString(text);
    return out;
}

static bool lacks_file(CXDiagnostic d)
{
    CXString text = clang_getDiagnosticSpelling(d);
    bool lacks = strstr(clang_getCString(text), "file not found") != NULL;

    clang_disposeString(text);
    return lacks;
}

/* The files that the notes of an error point to. */
static void note_others(CXDiagnostic error, GPtrArray *others)
{
    CXDiagnosticSet notes = clang_getChildDiagnostics(error);

    for (unsigned i = 0; i < clang_getNumDiagnosticsInSet(notes); i++) {
        CXDiagnostic note = clang_getDiagnosticInSet(notes, i);
        CXFile file;

        clang_getExpansionLocation(clang_getDiagnosticLocation(note), &file, NULL, NULL, NULL);
        if (file) g_ptr_array_add(others, parse_file_path(file));
        clang_disposeDiagnostic(note);
    }
}

/* Of the first error, or of `all` of them. */
static void note_errors(CXTranslationUnit unit, bool all, GPtrArray *others)
{
    unsigned n = clang_getNumDiagnostics(unit); /* takes as long as there are many */
    bool more = true;

    for (unsigned i = 0; i < n && more; i++) {
        CXDiagnostic d = clang_getDiagnostic(unit, i);

        if (clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error) {
            note_others(d, others);
            more = all;
        }
        clang_disposeDiagnostic(d);
    }
}

/* Fills the report; whether one of the errors is that a file is missing. */
static bool count_errors(CXTranslationUnit unit, const struct command *cmd, size_t main_size,
                         struct frontend_report *report)
{
    unsigned n = clang_getNumDiagnostics(unit);
    bool lacks = false;

    g_free(report->first_error);
    *report = (struct frontend_report){.reduced = cmd->model};
    for (unsigned i = 0; i < n; i++) {
        CXDiagnostic d = clang_getDiagnostic(unit, i);
        char *text = NULL;

        if (clang_getDiagnosticSeverity(d) >= CXDiagnostic_Error && !is_ours(d, unit, cmd->file, main_size)) {
            bool missing = lacks_file(d);

            lacks = lacks || missing;
            text = diagnostic_text(d);
            if (cmd->model && missing) {
                report->missing_headers++;
            } else {
                report->errors++;
                if (!report->first_error) report->first_error = g_steal_pointer(&text);
            }
            report->reduced = true;
        }
        g_free(text);
        clang_disposeDiagnostic(d);
    }
    return lacks;
}

/* ---- parsing ---- */

static GQuark parse_error(void)
{
    return g_quark_from_static_string("gfpcheck-parse");
}

static GString *main_text(const struct command *cmd, size_t *main_size, GError **error)
{
    char *data;
    GString *text;

    if (!g_file_get_contents(cmd->file, &data, main_size, error)) return NULL;
    if (memchr(data, 0, *main_size)) {
        g_set_error(error, parse_error(), 1, "%s: not C source: it holds a NUL byte", cmd->file);
        g_free(data);
        return NULL;
    }
    text = g_string_new_len(data, (gssize)*main_size);
    g_free(data);
    return text;
}

/* `made_up`: declarations in front of the unit, or NULL. `pch`: a precompiled prelude, or NULL, and `undone`
 * with it. */
static CXTranslationUnit parse_once(CXIndex index, const struct command *cmd,
                                    const struct frontend_options *options, const GString *text,
                                    const char *made_up, const char *pch, const GPtrArray *undone,
                                    bool tolerant, GError **error)
{
    GPtrArray *args = parse_arguments(cmd, options, pch, undone, tolerant);
    struct CXUnsavedFile files[2] = {{cmd->file, text->str, text->len}, {RECOVERED_NAME, made_up, 0}};
    CXTranslationUnit unit = NULL;
    enum CXErrorCode code;

    if (made_up) {
        files[1].Length = strlen(made_up);
        g_ptr_array_insert(args, 1, g_strdup(RECOVERED_NAME));
        g_ptr_array_insert(args, 1, g_strdup("-include"));
    }
    code = clang_parseTranslationUnit2(index, cmd->file, (const char *const *)args->pdata, (int)args->len,
                                       files, made_up ? 2 : 1, CXTranslationUnit_KeepGoing, &unit);
    if (code != CXError_Success)
        g_set_error(error, parse_error(), (gint)code, "%s: libclang %s", cmd->file,
                    code == CXError_Crashed ? "crashed" : "could not parse it");
    g_ptr_array_unref(args);
    return code == CXError_Success ? unit : NULL;
}

/* Parses until nothing more is learnt from the errors; the unit is NULL, with an error, if it can't be. `pch`
 * and `undone`: as for parse_once(). */
static void parse_tolerantly(CXIndex index, const struct command *cmd, const struct frontend_options *options,
                             const GString *text, const char *pch, const GPtrArray *undone,
                             struct parsed *parsed, struct frontend_report *report, GError **error)
{
    struct recovery *recovery = NULL;
    char *made_up = NULL;

    for (int i = 0;; i++) {
        parsed->unit = parse_once(index, cmd, options, text, made_up, pch, undone, true, error);
        if (!parsed->unit) break;
        /* What was made up does not mend the unit: its errors stay. With model headers they are expected, and
         * only those that are left say something. */
        if (i == 0 || cmd->model) count_errors(parsed->unit, cmd, parsed->main_size, report);
        if (report->errors == 0 || i == RETRIES_MAX) break;
        if (!recovery) recovery = recovery_new();
        if (!recovery_learn(recovery, parsed->unit)) break;
        clang_disposeTranslationUnit(parsed->unit);
        g_free(made_up);
        made_up = recovery_text(recovery);
    }
    g_free(made_up);
    recovery_free(recovery);
}

enum prelude_use parse_with_prelude(CXIndex index, const struct command *cmd,
                                    const struct frontend_options *options, const char *pch,
                                    const struct prelude_patch *patch, bool tolerant, struct parsed *parsed,
                                    struct frontend_report *report, GPtrArray *others)
{
    GString *text = main_text(cmd, &parsed->main_size, NULL);
    bool lacks;

    if (!text) return PRELUDE_USE_ERRORS; /* those of the plain parse will be told */
    g_string_append(text, patch->behind->str);
    if (tolerant)
        parse_tolerantly(index, cmd, options, text, pch, patch->undone, parsed, report, NULL);
    else
        parsed->unit = parse_once(index, cmd, options, text, NULL, pch, patch->undone, false, NULL);
    g_string_free(text, TRUE);
    if (!parsed->unit) return PRELUDE_USE_BROKEN;
    if (tolerant) return PRELUDE_USED;
    lacks = count_errors(parsed->unit, cmd, parsed->main_size, report);
    if (report->errors == 0) return PRELUDE_USED;
    g_free(report->first_error);
    *report = (struct frontend_report){0};
    note_errors(parsed->unit, lacks, others);
    clang_disposeTranslationUnit(parsed->unit);
    return lacks ? PRELUDE_USE_LACKS : PRELUDE_USE_ERRORS;
}

bool parse_unit(CXIndex index, const struct command *cmd, const struct frontend_options *options,
                struct parsed *parsed, struct frontend_report *report, GError **error)
{
    GString *text = main_text(cmd, &parsed->main_size, error);

    parsed->unit = NULL;
    if (!text) return false;
    for (uint32_t i = 0; i < options->nprobes; i++) probe_append(text, options->probes[i], i);
    parse_tolerantly(index, cmd, options, text, NULL, NULL, parsed, report, error);
    g_string_free(text, TRUE);
    return parsed->unit != NULL;
}
