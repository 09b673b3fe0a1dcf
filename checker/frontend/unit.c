/* See unit.h. A header function is lowered when something in the unit first refers to it: calls it or takes
 * its address. */
#include "frontend/unit.h"
#include "frontend/parse.h"

#include <string.h>

struct build {
    struct tu *tu;
    const struct frontend_options *options;
    struct lower_options lowering;
    struct arena *arena, *scratch;
    GPtrArray *funcs;    /* of struct ir_func *: the unit's own, then those of headers */
    GPtrArray *headers;  /* of const struct target *: header functions that are reached */
    GHashTable *reached; /* their links                                                 */
    GArray *inits;       /* of struct ir_init                                           */
    GArray *probes;      /* of struct ir_probe                                          */
    GArray *own;         /* CXCursor of own functions and of own tables                 */
};

static enum CXChildVisitResult note_own(CXCursor c, CXCursor parent, CXClientData data)
{
    struct build *b = data;
    struct tu_file *file;
    struct ir_probe probe;
    uint32_t index;

    (void)parent;
    if (c.kind != CXCursor_VarDecl && (c.kind != CXCursor_FunctionDecl || !clang_isCursorDefinition(c)))
        return CXChildVisit_Continue;
    file = tu_file_of(b->tu, c);
    if (!file || !file->own) return CXChildVisit_Continue;
    if (c.kind == CXCursor_VarDecl && file->is_main && probe_value(c, &index, &probe.value) &&
        index < b->options->nprobes) {
        probe.name = b->options->probes[index];
        g_array_append_val(b->probes, probe);
    } else if (c.kind != CXCursor_VarDecl || !probe_is_function(c)) {
        g_array_append_val(b->own, c);
    }
    return CXChildVisit_Continue;
}

static void lower_own(struct build *b)
{
    for (guint i = 0; i < b->own->len; i++) {
        CXCursor c = g_array_index(b->own, CXCursor, i);

        arena_reset(b->scratch);
        if (c.kind == CXCursor_VarDecl)
            init_rows(b->tu, c, SYM_NONE, b->scratch, b->inits);
        else
            g_ptr_array_add(b->funcs, lower_function(b->tu, c, tu_target(b->tu, c, SYM_NONE), &b->lowering,
                                                     b->arena, b->scratch));
    }
}

/* ---- header functions ---- */

static void refer(struct build *b, sym link)
{
    const struct target *target = g_hash_table_lookup(b->tu->by_link, GUINT_TO_POINTER(link));

    if (target && g_hash_table_add(b->reached, GUINT_TO_POINTER(link)))
        g_ptr_array_add(b->headers, (gpointer)target);
}

static void refer_value(struct build *b, ir_val v)
{
    if (ir_val_kind(v) == IRV_FUNC) refer(b, ir_val_index(v));
}

/* Only what is left of a function counts: not the calls in arms that can't be reached. */
static void refer_all(struct build *b, const struct ir_func *f)
{
    for (uint32_t i = 0; i < f->ninsns; i++) {
        const struct ir_insn *insn = &f->insns[i];

        if (insn->op == IR_CALL) refer(b, insn->ref);
        refer_value(b, insn->a);
        refer_value(b, insn->b);
    }
    for (uint32_t i = 0; i < f->nargs; i++) refer_value(b, f->args[i]);
}

static int by_link(gconstpointer a, gconstpointer b)
{
    const struct ir_func *x = *(struct ir_func *const *)a, *y = *(struct ir_func *const *)b;

    return strcmp(sym_text(x->link), sym_text(y->link));
}

static void lower_headers(struct build *b)
{
    struct lower_options options = b->lowering;
    guint own = b->funcs->len;

    options.inits = NULL; /* tables of header functions belong to no unit */
    for (guint i = 0; i < own; i++) refer_all(b, b->funcs->pdata[i]);
    for (guint i = 0; i < b->inits->len; i++) refer(b, g_array_index(b->inits, struct ir_init, i).func);
    for (guint i = 0; i < b->headers->len; i++) {
        const struct target *target = b->headers->pdata[i];

        arena_reset(b->scratch);
        g_ptr_array_add(b->funcs,
                        lower_function(b->tu, target->definition, target, &options, b->arena, b->scratch));
        refer_all(b, b->funcs->pdata[b->funcs->len - 1]);
    }
    qsort(b->funcs->pdata + own, b->funcs->len - own, sizeof(gpointer), by_link);
}

/* ---- result ---- */

static struct ir_unit *result(struct build *b)
{
    struct ir_unit *u = ARENA_NEW(b->arena, struct ir_unit);

    u->file = b->tu->main ? b->tu->main->path : SYM_NONE;
    u->nfuncs = b->funcs->len;
    u->funcs = arena_dup(b->arena, b->funcs->pdata, u->nfuncs * sizeof(*u->funcs));
    u->ninits = b->inits->len;
    u->inits = arena_dup(b->arena, b->inits->data, u->ninits * sizeof(*u->inits));
    u->nprobes = b->probes->len;
    u->probes = arena_dup(b->arena, b->probes->data, u->nprobes * sizeof(*u->probes));
    return u;
}

struct ir_unit *unit_build(struct tu *tu, const struct frontend_options *options, struct arena *arena,
                           struct arena *scratch)
{
    struct build b = {.tu = tu,
                      .options = options,
                      .arena = arena,
                      .scratch = scratch,
                      .funcs = g_ptr_array_new(),
                      .headers = g_ptr_array_new(),
                      .reached = g_hash_table_new(NULL, NULL),
                      .inits = g_array_new(FALSE, FALSE, sizeof(struct ir_init)),
                      .probes = g_array_new(FALSE, FALSE, sizeof(struct ir_probe)),
                      .own = g_array_new(FALSE, FALSE, sizeof(CXCursor))};
    struct ir_unit *u;

    b.lowering =
        (struct lower_options){.macros = options->macros, .nmacros = options->nmacros, .inits = b.inits};
    clang_visitChildren(clang_getTranslationUnitCursor(tu->unit), note_own, &b);
    lower_own(&b);
    lower_headers(&b);
    u = result(&b);
    g_ptr_array_free(b.funcs, TRUE);
    g_ptr_array_free(b.headers, TRUE);
    g_hash_table_destroy(b.reached);
    g_array_free(b.inits, TRUE);
    g_array_free(b.probes, TRUE);
    g_array_free(b.own, TRUE);
    return u;
}
