/* Values of macros in a unit. libclang does not evaluate macros: a constant that is initialised with one is
 * declared behind the end of the main file, where it does not move anything. What is not defined there costs
 * nothing, and what is not constant is an error that nobody counts. See parse.h. */
#include "frontend/cursor.h"
#include "frontend/parse.h"

#include <string.h>

static const char prefix[] = "gfpcheck_probe_";
static const char function_prefix[] = "gfpcheck_function_";

void probe_append(GString *text, sym macro, uint32_t index)
{
    g_string_append_printf(text, "\n#ifdef %s\nstatic const long long %s%u = (long long)(%s);\n#endif\n",
                           sym_text(macro), prefix, index, sym_text(macro));
}

bool probe_value(CXCursor decl, uint32_t *index, int64_t *value)
{
    CXString name = clang_getCursorSpelling(decl);
    bool is_probe = g_str_has_prefix(clang_getCString(name), prefix);
    CXCursor init;

    if (is_probe) *index = (uint32_t)g_ascii_strtoull(clang_getCString(name) + strlen(prefix), NULL, 10);
    clang_disposeString(name);
    if (!is_probe) return false;
    init = clang_Cursor_getVarDeclInitializer(decl);
    return !clang_Cursor_isNull(init) && cursor_int(init, value);
}

/* Declarations of a prelude are not visited, so a function of it that the unit names as a string only can't
 * be found. */
void probe_append_function(GString *text, const char *name, unsigned index)
{
    g_string_append_printf(text, "\nstatic void *const %s%u = (void *)%s;\n", function_prefix, index, name);
}

bool probe_is_function(CXCursor decl)
{
    CXString name = clang_getCursorSpelling(decl);
    bool is = g_str_has_prefix(clang_getCString(name), function_prefix);

    clang_disposeString(name);
    return is;
}

static enum CXChildVisitResult find_function(CXCursor c, CXCursor parent, CXClientData data)
{
    CXCursor referenced;

    (void)parent;
    if (c.kind != CXCursor_DeclRefExpr) return CXChildVisit_Recurse;
    referenced = clang_getCursorDefinition(c);
    if (referenced.kind == CXCursor_FunctionDecl) *(CXCursor *)data = referenced;
    return CXChildVisit_Break;
}

CXCursor probe_function(CXCursor decl)
{
    CXCursor found = clang_getNullCursor();

    if (probe_is_function(decl)) clang_visitChildren(decl, find_function, &found);
    return found;
}
