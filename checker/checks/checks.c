/* See checks.h: from violations to findings. */
#include "checks/check.h"

#include <string.h>

const struct check_info check_infos[CHECKS] = {
#define X(id, text, on, words) {text, words, on},
#include "checks/checks.def"
#undef X
};

static const struct check *const checks[CHECKS] = {
#define X(id, text, on, words) &check_##id,
#include "checks/checks.def"
#undef X
};

static const char *const role_texts[] = {
#define X(id, text) text,
    STEP_ROLES(X)
#undef X
};

const char *check_help(enum check_id id)
{
    return embedded_text(check_texts, check_infos[id].text);
}

enum check_id check_of(const char *id)
{
    int check = 0;
    while (check < CHECKS && strcmp(check_infos[check].text, id) != 0) check++;
    return (enum check_id)check;
}

const char *check_ids(void)
{
    static const char ids[] =
#define X(id, text, on, words) ", " text
#include "checks/checks.def"
#undef X
        ;
    return ids + strlen(", ");
}

const char *step_role_text(enum step_role role)
{
    return role_texts[role];
}

static void set_place(struct step *s, const struct signature *f, const struct ir_loc *loc)
{
    s->file = loc->file, s->line = loc->line, s->column = loc->col;
    s->function = f ? f->name : SYM_NONE;
    s->function_line = f ? f->line : 0;
}

static sym call_message(const struct event *e)
{
    const char *name = sym_text(e->callee);
    if (!strpbrk(name, ". ")) return sym_fmt("calls %s()", name);
    return sym_fmt("calls %s() through %s", sym_text(e->inner->func->name), name);
}

/* Where atomic begins, or where the memory comes from. */
static void add_first_step(struct finding *f, const struct violation *v)
{
    struct step *first = &f->steps[f->nsteps++];
    if (v->kind == VIOLATION_SLEEP) {
        first->role = STEP_CONTEXT;
        set_place(first, v->origin.func, &v->origin.loc);
        first->message = origin_message(v);
        return;
    }
    first->role = STEP_ALLOC;
    set_place(first, v->from.func, &v->from.loc);
    const char *name = sym_text(v->from.callee);
    if (v->from.rule)
        first->message = sym_fmt("%s() allocates %s memory", name, sym_text(v->from.rule->family->name));
    else
        first->message = sym_fmt(provenance_of_image(&v->from) ? "`%s` lies in the image of the module"
                                                               : "`%s` is on the stack",
                                 name);
}

static void add_steps(struct finding *f, const struct check *check, const struct violation *v,
                      struct arena *arena)
{
    uint32_t n = 1;
    for (const struct event *e = v->event; e; e = e->inner) n++;
    n += 2 + FINDING_NOTES; /* the mend, and what folding adds */
    f->steps = ARENA_ARRAY(arena, struct step, n);
    if (v->kind != VIOLATION_FLAGS || v->from.rule) add_first_step(f, v);
    for (const struct event *e = v->event; e; e = e->inner) {
        struct step *s = &f->steps[f->nsteps++];
        set_place(s, e->func, &e->loc);
        s->role = e->inner ? STEP_CALL : check->leaf_role;
        s->message = e->inner ? call_message(e) : check->leaf(v);
    }
}

void finding_set_fingerprint(struct finding *f, const char *cause)
{
    char *words = g_strdup_printf("%s\n%s\n%s\n%s", check_infos[f->check].text, sym_text(f->file),
                                  sym_text(f->function), cause);
    char *md5 = g_compute_checksum_for_string(G_CHECKSUM_MD5, words, -1);
    g_strlcpy(f->fingerprint, md5, sizeof f->fingerprint);
    g_free(md5);
    g_free(words);
}

/* Whether the place is in the function that the finding is about, and not in a caller of it. */
static bool is_own(const struct signature *f, const struct signature *own)
{
    return f && f->link == own->link;
}

/* Of what stands in the function itself: its cause stays the same when others change, above it or below. */
static void set_fingerprint(struct finding *f, const struct violation *v, const struct event *own)
{
    sym call = own->loc.macro && !own->func->is_header ? own->loc.macro : own->callee, with = SYM_NONE;
    if (v->kind != VIOLATION_SLEEP) {
        if (is_own(v->from.func, own->func)) with = v->from.callee;
    } else if (!v->registration && is_own(v->origin.func, own->func)) {
        with = violation_context(v);
    }
    char *cause = g_strdup_printf("%s\n%s", sym_text(call), sym_text(with));
    finding_set_fingerprint(f, cause);
    g_free(cause);
}

static void add_mend(struct finding *f, const struct event *own, sym advice)
{
    if (!advice) return;
    struct step *s = &f->steps[f->nsteps++];
    set_place(s, own->func, &own->loc);
    s->role = STEP_NOTE;
    s->message = sym_fmt("mend: %s", sym_text(advice));
}

/* Whether the chain leads farther than a reader keeps an eye on, through three source files, or two and three
 * calls: what they know of one another (who sets which field first, which device has what) is not known here.
 * Of the findings that were read in Linux 7.2, 62 % of the first were false, 26 % of the second, and 7 % of
 * the others (docs/measurements.md). */
static bool goes_far(const struct finding *f)
{
    enum { NEAR = 2, NEAR_CALLS = 2 };
    sym seen[NEAR];
    uint32_t n = 0, calls = 0, k;
    for (uint32_t i = 0; i < f->nsteps; i++) {
        calls += f->steps[i].role == STEP_CALL;
        if (f->steps[i].role == STEP_NOTE || !g_str_has_suffix(sym_text(f->steps[i].file), ".c")) continue;
        for (k = 0; k < n && seen[k] != f->steps[i].file;) k++;
        if (k < n) continue;
        if (n == NEAR) return true;
        seen[n++] = f->steps[i].file;
    }
    return n > 1 && calls > NEAR_CALLS;
}

static struct finding *make_finding(enum check_id id, const struct violation *v, const struct rules *rules,
                                    struct arena *arena)
{
    const struct event *own = violation_own(v);
    struct finding *f = ARENA_NEW(arena, struct finding);
    const struct ir_loc *loc = &own->loc;
    f->check = (uint8_t)id;
    f->confidence = v->likely ? LIKELY : DEFINITE;
    f->file = loc->file, f->line = loc->line, f->column = loc->col;
    f->function = own->func->name;
    f->message = checks[id]->message(v);
    if (v->assumption) f->message = sym_fmt("%s, %s", sym_text(f->message), sym_text(v->assumption));
    add_steps(f, checks[id], v, arena);
    if (f->confidence == DEFINITE && goes_far(f)) {
        f->confidence = LIKELY;
        f->message = sym_fmt("%s, if no file on the way rules it out", sym_text(f->message));
    }
    add_mend(f, own, advice_for(rules, id, v));
    set_fingerprint(f, v, own);
    return f;
}

void checks_run(struct program *program, const struct rules *rules, const bool enabled[CHECKS],
                struct arena *arena, GPtrArray *findings)
{
    uint32_t n;
    const struct violation *const *violations = program_violations(program, &n);
    for (uint32_t i = 0; i < n; i++) {
        for (int id = 0; id < CHECKS; id++) {
            if (!enabled[id] || !checks[id]->wants(violations[i])) continue;
            if (rules_on_purpose(rules, violation_own(violations[i])->loc.file)) continue;
            g_ptr_array_add(findings, make_finding((enum check_id)id, violations[i], rules, arena));
        }
    }
}
