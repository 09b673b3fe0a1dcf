/* What several formats say in the same words. See words.h. */
#include "report/words.h"

#include "checks/checks.h"

#include <inttypes.h>
#include <string.h>

/* The kernel's documentation as it is in the sources, and on the web. */
static const char why_title[] = "\n## Why\n\n", pages[] = "`Documentation/",
                  site[] = "https://docs.kernel.org/";

const char *confidence_text(const struct finding *f)
{
    return f->confidence == DEFINITE ? "definite" : "likely";
}

sym words_step(const struct finding *f, uint32_t step)
{
    const struct step *s = &f->steps[step];
    if (step > 0 || s->role == STEP_NOTE || !s->function) return s->message;
    return sym_fmt("in %s(): %s", sym_text(s->function), sym_text(s->message));
}

sym words_more(const struct finding *f)
{
    if (f->more_callers == 0) return SYM_NONE;
    return sym_fmt("%" PRIu32 " more %s to the same place", f->more_callers,
                   f->more_callers == 1 ? "way leads" : "ways lead");
}

uint32_t words_chain_end(const struct finding *f)
{
    uint32_t end = f->nsteps;
    while (end > 0 && f->steps[end - 1].role == STEP_NOTE) end--;
    return end;
}

char *words_chain(const struct finding *f)
{
    GString *out = g_string_new(NULL);
    uint32_t end = words_chain_end(f);
    for (uint32_t i = 0; i <= f->nsteps; i++) {
        if (i == end && words_more(f)) g_string_append_printf(out, "%s\n", sym_text(words_more(f)));
        if (i == f->nsteps) break;
        const struct step *s = &f->steps[i];
        g_string_append_printf(out, "%s:%" PRIu32 ": %s\n", sym_text(s->file), s->line,
                               sym_text(words_step(f, i)));
    }
    if (out->len > 0) g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

char *words_help_why(enum check_id id)
{
    const char *help = check_help(id), *why = strstr(help, why_title);
    why = why ? why + strlen(why_title) : help;
    const char *end = strstr(why, "\n\n");
    return end ? g_strndup(why, (gsize)(end - why)) : g_strdup(why);
}

char *words_help_uri(enum check_id id)
{
    const char *page = strstr(check_help(id), pages);
    if (!page) return NULL;
    page += strlen(pages);
    return g_strdup_printf("%s%.*s.html", site, (int)strcspn(page, ".`"), page);
}
