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

static struct step more_ways(const struct finding *f)
{
    const char *lead = f->more_callers == 1 ? "way leads" : "ways lead";
    return (struct step){.role = STEP_NOTE,
                         .file = f->file,
                         .line = f->line,
                         .column = f->column,
                         .function = f->function,
                         .message = sym_fmt("%" PRIu32 " more %s to the same place", f->more_callers, lead)};
}

GArray *words_steps(const struct finding *f)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct step));
    uint32_t chain = f->nsteps;
    while (chain > 0 && f->steps[chain - 1].role == STEP_NOTE) chain--;
    g_array_append_vals(out, f->steps, f->nsteps);
    if (f->more_callers > 0) {
        struct step more = more_ways(f);
        g_array_insert_val(out, chain, more);
    }
    if (chain == 0 || !f->steps[0].function) return out;
    struct step *first = &g_array_index(out, struct step, 0);
    first->message = sym_fmt("in %s(): %s", sym_text(first->function), sym_text(first->message));
    return out;
}

char *words_chain(const struct finding *f)
{
    GString *out = g_string_new(NULL);
    GArray *steps = words_steps(f);
    for (guint i = 0; i < steps->len; i++) {
        const struct step *s = &g_array_index(steps, struct step, i);
        g_string_append_printf(out, "%s%s:%" PRIu32 ": %s", i ? "\n" : "", sym_text(s->file), s->line,
                               sym_text(s->message));
    }
    g_array_unref(steps);
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
