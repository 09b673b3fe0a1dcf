/* Values of macros in a unit. libclang does not evaluate macros: a constant that is initialised with one is
 * declared behind the end of the main file, where it does not move anything. What is not defined there costs
 * nothing, and what is not constant is an error that nobody counts. See parse.h. */
#include "frontend/cursor.h"
#include "frontend/parse.h"

#include <string.h>

static const char prefix[] = "gfpcheck_probe_";

void probe_append(GString *text, const sym *probes, uint32_t nprobes)
{
    for (uint32_t i = 0; i < nprobes; i++)
        g_string_append_printf(text, "\n#ifdef %s\nstatic const long long %s%u = (long long)(%s);\n#endif\n",
                               sym_text(probes[i]), prefix, i, sym_text(probes[i]));
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
