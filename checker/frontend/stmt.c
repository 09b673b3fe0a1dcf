/* Statements. See lower.h; labels and gotos are in jump.c. */
#include "frontend/lower.h"

/* ---- declarations ---- */

/* A table for computed gotos. */
static enum CXChildVisitResult find_label_addresses(CXCursor c, CXCursor parent, CXClientData data)
{
    (void)parent;
    if (c.kind == CXCursor_AddrLabelExpr) lower_label_address(data, c);
    return CXChildVisit_Recurse;
}

static void declare(struct lower *l, CXCursor decl)
{
    CXCursor init;
    struct object o;

    if (decl.kind != CXCursor_VarDecl) return;
    if (clang_Cursor_getStorageClass(decl) == CX_SC_Static) {
        init_rows(l->tu, decl, l->name, l->scratch, l->options->inits);
        clang_visitChildren(decl, find_label_addresses, l);
        return;
    }
    if (clang_Cursor_getStorageClass(decl) == CX_SC_Extern) return;
    o = (struct object){.v = lower_new_var(l, decl, IR_LOCAL)};
    /* Its children would do, but they hold what stands in a typeof() as well. */
    init = clang_Cursor_getVarDeclInitializer(decl);
    if (!clang_Cursor_isNull(init)) lower_init(l, o, clang_getCursorType(decl), init);
    lower_push_cleanup(l, decl, o.v);
}

static void declarations(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_kids(l->scratch, c);

    for (unsigned i = 0; i < kids.n; i++) declare(l, kids.at[i]);
}

/* ---- sequences ---- */

static void compound(struct lower *l, CXCursor c)
{
    const struct cleanup *outer = l->cleanups;
    struct kids kids = cursor_kids(l->scratch, c);

    for (unsigned i = 0; i < kids.n; i++) lower_stmt(l, kids.at[i]);
    if (l->cleanups != outer) lower_end_scope(l, outer, c);
}

/* Lowers a statement expression up to its value, which is its last expression statement; null if it has none.
 */
static CXCursor up_to_value(struct lower *l, CXCursor c, CXCursor *block)
{
    struct kids kids = cursor_kids(l->scratch, c), stmts;
    CXCursor last;

    *block = kids.n ? kids.at[0] : clang_getNullCursor();
    if (kids.n == 0) return *block;
    stmts = cursor_kids(l->scratch, *block);
    if (stmts.n == 0) return clang_getNullCursor();
    for (unsigned i = 0; i + 1 < stmts.n; i++) lower_stmt(l, stmts.at[i]);
    last = stmts.at[stmts.n - 1];
    while (last.kind == CXCursor_LabelStmt) {
        struct kids labelled = cursor_kids(l->scratch, last);

        lower_label(l, last);
        if (labelled.n == 0) return clang_getNullCursor();
        last = labelled.at[labelled.n - 1];
    }
    if (clang_isExpression(last.kind)) return last;
    lower_stmt(l, last);
    return clang_getNullCursor();
}

ir_val lower_stmt_expr(struct lower *l, CXCursor c)
{
    const struct cleanup *outer = l->cleanups;
    CXCursor block, value = up_to_value(l, c, &block);
    ir_val v = clang_Cursor_isNull(value) ? IR_NONE : lower_expr(l, value);

    if (l->cleanups != outer) {
        v = lower_keep(l, v, tu_type_of(l->tu, c));
        lower_end_scope(l, outer, block);
    }
    return v;
}

int lower_stmt_expr_condition(struct lower *l, CXCursor c, uint32_t if_true, uint32_t if_false)
{
    const struct cleanup *outer = l->cleanups;
    CXCursor block, value = up_to_value(l, c, &block);
    ir_val v;

    if (l->cleanups == outer && !clang_Cursor_isNull(value))
        return lower_condition(l, value, if_true, if_false);
    v = clang_Cursor_isNull(value) ? IR_NONE : lower_keep(l, lower_expr(l, value), tu_type_of(l->tu, c));
    if (l->cleanups != outer) lower_end_scope(l, outer, block);
    return lower_branch(l, c, v, if_true, if_false);
}

/* ---- branches ---- */

static void if_stmt(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_kids(l->scratch, c);
    uint32_t yes = irb_block(l->b), no = irb_block(l->b), end;

    if (kids.n < 2) return;
    lower_condition(l, kids.at[0], yes, no);
    irb_place(l->b, yes);
    lower_stmt(l, kids.at[1]);
    end = kids.n > 2 ? irb_block(l->b) : no;
    irb_jump(l->b, end);
    if (kids.n > 2) {
        irb_place(l->b, no);
        lower_stmt(l, kids.at[2]);
        irb_jump(l->b, end);
    }
    irb_place(l->b, end);
}

static void switch_stmt(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_kids(l->scratch, c);
    struct switch_cases cases = {.outer = l->cases, .otherwise = NO_BLOCK};
    struct breakable here = {.outer = l->breakable, .break_to = irb_block(l->b), .continue_to = NO_BLOCK};
    uint32_t dispatch = irb_block(l->b);
    ir_val v;

    if (kids.n < 2) return;
    v = lower_expr(l, kids.at[0]);
    if (!v) v = lower_opaque(l, "void");
    irb_jump(l->b, dispatch);
    cases.cases = g_array_new(FALSE, FALSE, sizeof(struct ir_case));
    here.break_cleanups = l->cleanups;
    if (l->breakable) {
        here.continue_to = l->breakable->continue_to;
        here.continue_cleanups = l->breakable->continue_cleanups;
    }
    l->cases = &cases;
    l->breakable = &here;
    lower_stmt(l, kids.at[1]);
    irb_jump(l->b, here.break_to);
    l->cases = cases.outer;
    l->breakable = here.outer;

    irb_place(l->b, dispatch);
    lower_at(l, c);
    irb_switch(l->b, v, (const struct ir_case *)(void *)cases.cases->data, cases.cases->len,
               cases.otherwise == NO_BLOCK ? here.break_to : cases.otherwise);
    g_array_free(cases.cases, TRUE);
    irb_place(l->b, here.break_to);
}

/* The code before falls through into the case. */
static void case_stmt(struct lower *l, CXCursor c)
{
    struct ir_case one = {.block = irb_block(l->b)};
    CXCursor first;
    bool known = cursor_case(l->scratch, c, &one.low, &one.high, &first);

    irb_jump(l->b, one.block);
    irb_place(l->b, one.block);
    if (known && l->cases) g_array_append_val(l->cases->cases, one);
    if (!clang_Cursor_isNull(first)) lower_stmt(l, first);
}

static void default_stmt(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_kids(l->scratch, c);
    uint32_t block = irb_block(l->b);

    irb_jump(l->b, block);
    irb_place(l->b, block);
    if (l->cases) l->cases->otherwise = block;
    if (kids.n) lower_stmt(l, kids.at[kids.n - 1]);
}

/* ---- loops ---- */

static struct breakable enter_loop(struct lower *l, uint32_t break_to, uint32_t continue_to)
{
    return (struct breakable){.outer = l->breakable,
                              .break_to = break_to,
                              .continue_to = continue_to,
                              .break_cleanups = l->cleanups,
                              .continue_cleanups = l->cleanups};
}

static void loop_body(struct lower *l, const struct breakable *loop, CXCursor body, uint32_t next)
{
    l->breakable = loop;
    lower_stmt(l, body);
    l->breakable = loop->outer;
    irb_jump(l->b, next);
}

static void while_stmt(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_kids(l->scratch, c);
    uint32_t head = irb_block(l->b), body = irb_block(l->b), end = irb_block(l->b);
    struct breakable loop = enter_loop(l, end, head);

    if (kids.n < 2) return;
    irb_jump(l->b, head);
    irb_place(l->b, head);
    lower_condition(l, kids.at[0], body, end);
    irb_place(l->b, body);
    loop_body(l, &loop, kids.at[1], head);
    irb_place(l->b, end);
}

/* `do { } while (0)` leaves no way back: the builder drops the branch that is never taken. */
static void do_stmt(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_kids(l->scratch, c);
    uint32_t body = irb_block(l->b), test = irb_block(l->b), end = irb_block(l->b);
    struct breakable loop = enter_loop(l, end, test);

    if (kids.n < 2) return;
    irb_jump(l->b, body);
    irb_place(l->b, body);
    loop_body(l, &loop, kids.at[0], test);
    irb_place(l->b, test);
    lower_condition(l, kids.at[1], body, end);
    irb_place(l->b, end);
}

/* A variable of the header lives until the loop ends, wherever that is left. */
static void for_stmt(struct lower *l, CXCursor c)
{
    const struct cleanup *outer = l->cleanups;
    struct tu_file *file = tu_file_of(l->tu, c);
    size_t size = 0;
    const char *text = file ? tu_file_text(l->tu, file, &size) : NULL;
    struct for_parts parts = cursor_for_parts(l->scratch, text, size, l->func, c);
    uint32_t head = irb_block(l->b), body = irb_block(l->b), step = irb_block(l->b), end = irb_block(l->b);
    struct breakable loop;

    if (!clang_Cursor_isNull(parts.init)) lower_stmt(l, parts.init);
    loop = enter_loop(l, end, step);
    irb_jump(l->b, head);
    irb_place(l->b, head);
    if (clang_Cursor_isNull(parts.cond))
        irb_jump(l->b, body);
    else
        lower_condition(l, parts.cond, body, end);
    irb_place(l->b, body);
    if (!clang_Cursor_isNull(parts.body)) loop_body(l, &loop, parts.body, step);
    irb_place(l->b, step);
    if (!clang_Cursor_isNull(parts.step)) lower_expr(l, parts.step);
    irb_jump(l->b, head);
    irb_place(l->b, end);
    if (l->cleanups != outer) lower_end_scope(l, outer, c);
}

static void break_or_continue(struct lower *l, CXCursor c, bool is_break)
{
    const struct breakable *to = l->breakable;

    lower_at(l, c);
    if (!to || (is_break ? to->break_to : to->continue_to) == NO_BLOCK) {
        irb_unreachable(l->b);
        return;
    }
    lower_run_cleanups(l, is_break ? to->break_cleanups : to->continue_cleanups);
    irb_jump(l->b, is_break ? to->break_to : to->continue_to);
}

/* The value is made before the cleanups run. */
static void return_stmt(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_operands(l->scratch, c);
    ir_val v = kids.n ? lower_expr(l, kids.at[0]) : IR_NONE;

    if (l->cleanups && v) v = lower_keep(l, v, tu_type_of(l->tu, kids.at[0]));
    lower_at(l, c);
    lower_run_cleanups(l, NULL);
    irb_return(l->b, v);
}

/* ---- all ---- */

/* Statements with attributes (`fallthrough`) are not exposed. */
static void unexposed_stmt(struct lower *l, CXCursor c)
{
    struct kids kids = cursor_kids(l->scratch, c);

    for (unsigned i = 0; i < kids.n; i++)
        if (clang_isStatement(kids.at[i].kind) || clang_isExpression(kids.at[i].kind))
            lower_stmt(l, kids.at[i]);
}

static void any_stmt(struct lower *l, CXCursor c)
{
    switch ((int)c.kind) {
    case CXCursor_NullStmt: break;
    case CXCursor_CompoundStmt: compound(l, c); break;
    case CXCursor_DeclStmt: declarations(l, c); break;
    case CXCursor_IfStmt: if_stmt(l, c); break;
    case CXCursor_SwitchStmt: switch_stmt(l, c); break;
    case CXCursor_CaseStmt: case_stmt(l, c); break;
    case CXCursor_DefaultStmt: default_stmt(l, c); break;
    case CXCursor_WhileStmt: while_stmt(l, c); break;
    case CXCursor_DoStmt: do_stmt(l, c); break;
    case CXCursor_ForStmt: for_stmt(l, c); break;
    case CXCursor_BreakStmt: break_or_continue(l, c, true); break;
    case CXCursor_ContinueStmt: break_or_continue(l, c, false); break;
    case CXCursor_ReturnStmt: return_stmt(l, c); break;
    case CXCursor_GotoStmt: lower_goto(l, c); break;
    case CXCursor_IndirectGotoStmt: lower_computed_goto(l, c); break;
    case CXCursor_LabelStmt: {
        struct kids kids = cursor_kids(l->scratch, c);

        lower_label(l, c);
        if (kids.n) lower_stmt(l, kids.at[kids.n - 1]);
        break;
    }
    case CXCursor_GCCAsmStmt: lower_asm(l, c); break;
    default:
        if (clang_isExpression(c.kind))
            lower_expr(l, c);
        else
            unexposed_stmt(l, c);
    }
}

void lower_stmt(struct lower *l, CXCursor c)
{
    sym macro;

    if (l->depth >= LOWER_MAX_DEPTH) {
        lower_opaque(l, "depth");
        return;
    }
    macro = clang_isStatement(c.kind) ? tu_whole_macro(l->tu, c, l->options->macros, l->options->nmacros)
                                      : SYM_NONE;
    if (macro) { /* a test or assertion that expands to a statement */
        lower_macro(l, c, macro, false);
        return;
    }
    l->depth++;
    any_stmt(l, c);
    l->depth--;
}
