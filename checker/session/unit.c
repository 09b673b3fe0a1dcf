/* One translation unit of a session: parse, dump, analyse, run the checks.
 *
 * Needs the session's rules and frontend; gives findings and failures to its report. Each unit is a program
 * of its own for now, but for the header functions. Nothing but this file knows that: a program of several
 * units adds them all, and analyses once.
 */
#include "session/session.h"

#include <string.h>

void session_fail(struct gfpcheck_session *s, const char *file, const char *reason)
{
    struct report_failure *f = g_new0(struct report_failure, 1);
    f->file = g_strdup(inputs_relative(s->in.root ? s->in.root : "", file));
    f->reason = g_strdup(reason);
    g_ptr_array_add(s->report.failed, f);
}

static void note_reduced(struct gfpcheck_session *s, const char *why)
{
    if (strstr(s->reduced->str, why)) return;
    if (s->reduced->len > 0) g_string_append(s->reduced, ", ");
    g_string_append(s->reduced, why);
}

/* With the model headers a compile error is to be expected, and costs precision only. */
static void judge_parse(struct gfpcheck_session *s, const struct command *cmd, const struct ir_unit *unit,
                        const struct frontend_report *report)
{
    if (cmd->model) note_reduced(s, "model headers");
    if (report->errors > 0 && (!cmd->model || unit->nfuncs == 0)) {
        session_fail(s, cmd->file, report->first_error ? report->first_error : "compile errors");
        note_reduced(s, "compile errors");
    } else if (report->reduced && !cmd->model) {
        note_reduced(s, "missing headers");
    }
}

static void dump_ir(const struct gfpcheck_session *s, const struct ir_unit *unit)
{
    FILE *out = s->options.dump_to;
    if (!s->dump_function && s->dumps & DUMP_IR) ir_print_unit(out, unit);
    for (uint32_t i = 0; i < unit->nfuncs; i++) {
        const struct ir_func *f = unit->funcs[i];
        if (s->dump_function && strcmp(sym_text(f->name), s->dump_function) != 0) continue;
        if (s->dump_function && s->dumps & DUMP_IR) ir_print_func(out, f);
        if (s->dumps & DUMP_CFG) ir_print_cfg(out, f);
    }
}

static struct ir_unit *parse_unit(struct gfpcheck_session *s, const struct command *cmd)
{
    GError *wrong = NULL;
    struct frontend_report report = {0};
    struct ir_unit *unit = NULL;
    if (command_check_source(cmd, &wrong)) {
        unit = frontend_parse(s->frontend, cmd, s->unit_arena, &report, &wrong);
        g_ptr_array_add(s->report.files, g_strdup(inputs_relative(s->in.root, cmd->file)));
    }
    if (wrong) {
        session_fail(s, cmd->file, wrong->message);
        g_error_free(wrong);
    } else {
        judge_parse(s, cmd, unit, &report);
    }
    g_free(report.first_error);
    return unit;
}

static void analyse_unit(struct gfpcheck_session *s, const struct ir_unit *unit)
{
    program_add(s->program, unit);
    program_analyse(s->program);
    if (s->dumps & DUMP_SUMMARY) program_print_summaries(s->options.dump_to, s->program, s->dump_function);
    checks_run(s->program, s->enabled, s->arena, s->report.findings);
    program_forget_units(s->program);
    for (uint32_t i = 0; i < unit->nfuncs; i++) s->report.functions += !unit->funcs[i]->is_header;
}

/* As a shell reads it: the flags, then the file. */
static void dump_command(FILE *out, const struct command *cmd)
{
    for (char **flag = cmd->flags; *flag; flag++) {
        char *quoted = g_shell_quote(*flag);
        fprintf(out, "%s ", quoted);
        g_free(quoted);
    }
    char *file = g_shell_quote(cmd->file);
    fprintf(out, "%s\n", file);
    g_free(file);
}

void session_check_unit(struct gfpcheck_session *s, const struct command *cmd)
{
    if (s->dumps & DUMP_COMMANDS) {
        dump_command(s->options.dump_to, cmd);
        return;
    }
    const struct ir_unit *unit = parse_unit(s, cmd);
    if (unit) {
        if (s->dumps & (DUMP_IR | DUMP_CFG)) dump_ir(s, unit);
        analyse_unit(s, unit);
    }
    arena_reset(s->unit_arena);
}
