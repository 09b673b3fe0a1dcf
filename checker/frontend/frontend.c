/* See frontend.h: parse, build, forget the parsed unit. */
#include "frontend/frontend.h"
#include "frontend/parse.h"
#include "frontend/unit.h"

#include <string.h>

struct frontend {
    struct frontend_options options;
    CXIndex index;
    struct header_cache *headers;
    struct arena *scratch; /* of one function */
    struct arena *unit;    /* of one parsed unit */
};

struct frontend *frontend_new(const struct frontend_options *options)
{
    struct frontend *fe = g_new0(struct frontend, 1);
    struct frontend_options *o = &fe->options;

    *o = *options;
    o->source_root = g_strdup(options->source_root);
    o->model_include = g_strdup(options->model_include);
    o->probes = g_memdup2(options->probes, options->nprobes * sizeof(sym));
    o->macros = g_memdup2(options->macros, options->nmacros * sizeof(sym));
    fe->index = clang_createIndex(0, 0);
    fe->headers = header_cache_new();
    fe->scratch = arena_new();
    fe->unit = arena_new();
    return fe;
}

void frontend_free(struct frontend *fe)
{
    if (!fe) return;
    clang_disposeIndex(fe->index);
    header_cache_free(fe->headers);
    arena_free(fe->scratch);
    arena_free(fe->unit);
    g_free((char *)fe->options.source_root);
    g_free((char *)fe->options.model_include);
    g_free((sym *)fe->options.probes);
    g_free((sym *)fe->options.macros);
    g_free(fe);
}

struct ir_unit *frontend_parse(struct frontend *fe, const struct command *cmd, struct arena *arena,
                               struct frontend_report *report, GError **error)
{
    struct parsed parsed;
    struct ir_unit *unit;
    struct tu tu;

    *report = (struct frontend_report){0};
    if (!parse_unit(fe->index, cmd, &fe->options, &parsed, report, error)) return NULL;
    arena_reset(fe->unit);
    tu_init(&tu, parsed.unit, cmd->file, cmd->directory, fe->options.source_root, fe->unit);
    unit = unit_build(fe->headers, &tu, &fe->options, parse_flags_hash(cmd), arena, fe->scratch);
    tu_clear(&tu);
    arena_reset(fe->scratch);
    clang_disposeTranslationUnit(parsed.unit);
    return unit;
}
