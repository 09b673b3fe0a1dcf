/* One translation unit of a session in the frontend, and dumps of it.
 *
 * Needs the session's rules and frontend; gives IR, and in words what went wrong.
 */
#include "frontend/prelude.h"
#include "session/session.h"

#include <string.h>

static GQuark unit_error(void)
{
    return g_quark_from_static_string("gfpcheck-unit");
}

/* With the model headers a compile error is to be expected, and costs precision only. */
static void judge(const struct command *cmd, const struct frontend_report *report, struct session_parsed *out)
{
    bool empty = !out->unit || out->unit->nfuncs == 0;
    if (report->errors > 0 && (!cmd->model || empty)) {
        out->failure = g_strdup(report->first_error ? report->first_error : "compile errors");
        out->flags |= STORE_UNIT_ERRORS;
    } else if (report->reduced) {
        out->flags |= STORE_UNIT_MISSING;
    }
}

void session_parse(struct gfpcheck_session *s, const struct command *cmd, struct session_parsed *out)
{
    GError *wrong = NULL;
    struct frontend_report report = {0};
    memset(out, 0, sizeof *out);
    if (command_check_source(cmd, &wrong))
        out->unit = frontend_parse(s->frontend, cmd, s->unit_arena, &report, &wrong);
    out->files = g_steal_pointer(&report.files);
    out->prelude = report.prelude;
    if (!out->files) out->files = g_array_new(FALSE, FALSE, sizeof(sym));
    if (!out->unit && !wrong) wrong = g_error_new(unit_error(), 0, "%s: could not be parsed", cmd->file);
    if (wrong) {
        out->failure = g_strdup(wrong->message);
        g_error_free(wrong);
    } else {
        judge(cmd, &report, out);
    }
    frontend_report_clear(&report);
}

void session_parsed_clear(struct session_parsed *parsed)
{
    g_free(parsed->failure);
    g_array_unref(parsed->files);
}

/* ---- dumps ---- */

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

static void dump_unit(struct gfpcheck_session *s, const struct command *cmd)
{
    struct session_parsed parsed;
    session_parse(s, cmd, &parsed);
    if (parsed.failure) session_fail(s, cmd->file, parsed.failure);
    if (parsed.unit) {
        dump_ir(s, parsed.unit);
        if (s->dumps & DUMP_SUMMARY) program_add(s->program, parsed.unit);
    }
    g_ptr_array_add(s->report.files, g_strdup(inputs_relative(s->in.root, cmd->file)));
    session_parsed_clear(&parsed);
    arena_reset(s->unit_arena);
}

void session_dump(struct gfpcheck_session *s)
{
    /* nothing is parsed for its command */
    struct prelude_plan *plan = s->dumps == DUMP_COMMANDS ? NULL : session_preludes(s, s->in.commands);
    s->frontend = session_frontend(s);
    frontend_use_preludes(s->frontend, plan);
    s->program = program_new(s->rules, NULL);
    for (guint i = 0; i < s->in.commands->len && !s->stop; i++) {
        const struct command *cmd = s->in.commands->pdata[i];
        if (s->dumps & DUMP_COMMANDS)
            dump_command(s->options.dump_to, cmd);
        else
            dump_unit(s, cmd);
    }
    if (s->dumps & DUMP_SUMMARY) {
        program_analyse(s->program);
        program_print_summaries(s->options.dump_to, s->program, s->dump_function);
    }
    prelude_plan_free(plan);
}
