/* One finding for each root cause. See checks.h.
 *
 * A region in which a call is made that comes to several sleepers is one cause: the others become notes. A
 * region with many such calls is one cause as well, and so is one place that several regions come to: the
 * other ways are counted.
 */
#include "checks/check.h"

#include <string.h>

static int compare_number(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* The place of a finding and its check: its root cause. */
static int compare_cause(const struct finding *a, const struct finding *b)
{
    int c = a->file == b->file ? 0 : strcmp(sym_text(a->file), sym_text(b->file));
    if (!c) c = compare_number(a->line, b->line);
    if (!c) c = compare_number(a->column, b->column);
    return c ? c : compare_number(a->check, b->check);
}

static int compare_chain(const struct finding *a, const struct finding *b)
{
    int c = compare_number(a->nsteps, b->nsteps);
    for (uint32_t i = 0; i < a->nsteps && !c; i++) {
        const struct step *x = &a->steps[i], *y = &b->steps[i];
        c = strcmp(sym_text(x->file), sym_text(y->file));
        if (!c) c = compare_number(x->line, y->line);
        if (!c) c = compare_number(x->column, y->column);
        if (!c) c = strcmp(sym_text(x->message), sym_text(y->message));
    }
    return c;
}

int finding_compare(const struct finding *a, const struct finding *b)
{
    int c = compare_cause(a, b);
    if (!c) c = compare_number(b->confidence, a->confidence); /* definite first */
    if (!c) c = compare_chain(a, b);                          /* then the shortest */
    return c ? c : strcmp(sym_text(a->message), sym_text(b->message));
}

static gint compare_pointers(gconstpointer a, gconstpointer b)
{
    return finding_compare(*(const struct finding *const *)a, *(const struct finding *const *)b);
}

void findings_sort(GPtrArray *findings)
{
    g_ptr_array_sort(findings, compare_pointers);
}

/* Findings that agree in all words of their cause are told apart by their order in the file. */
static void number_fingerprints(GPtrArray *findings)
{
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < findings->len; i++) {
        struct finding *f = findings->pdata[i];
        guint n = GPOINTER_TO_UINT(g_hash_table_lookup(seen, f->fingerprint)) + 1;
        g_hash_table_insert(seen, g_strdup(f->fingerprint), GUINT_TO_POINTER(n));
        if (n == 1) continue;
        char *numbered = g_strdup_printf("%s %u", f->fingerprint, n);
        char *md5 = g_compute_checksum_for_string(G_CHECKSUM_MD5, numbered, -1);
        g_strlcpy(f->fingerprint, md5, sizeof f->fingerprint);
        g_free(md5);
        g_free(numbered);
    }
    g_hash_table_unref(seen);
}

/* ---- by the region ---- */

/* Order of the regions' beginnings and of the first calls in them. */
static int compare_step_place(const struct step *a, const struct step *b)
{
    int c = a->file == b->file ? 0 : strcmp(sym_text(a->file), sym_text(b->file));
    if (!c) c = compare_number(a->line, b->line);
    return c ? c : compare_number(a->column, b->column);
}

static bool has_region(const struct finding *f)
{
    return f->nsteps > 1 && f->steps[0].role == STEP_CONTEXT;
}

static int compare_region(const struct finding *a, const struct finding *b)
{
    int c = compare_number(has_region(a), has_region(b));
    if (!c) c = compare_number(a->suppressed != SYM_NONE, b->suppressed != SYM_NONE);
    if (!c && has_region(a)) c = compare_step_place(&a->steps[0], &b->steps[0]);
    if (!c && has_region(a)) c = compare_step_place(&a->steps[1], &b->steps[1]);
    return c;
}

static gint by_region(gconstpointer a, gconstpointer b)
{
    const struct finding *x = *(const struct finding *const *)a, *y = *(const struct finding *const *)b;
    int c = compare_region(x, y);
    if (!c) c = compare_chain(x, y);
    return c ? c : finding_compare(x, y);
}

static bool has_note_at(const struct finding *f, const struct step *place)
{
    for (uint32_t i = 1; i < f->nsteps; i++) {
        if (f->steps[i].file == place->file && f->steps[i].line == place->line) return true;
    }
    return false;
}

/* The last place of the other's chain that its first message is about. */
static const struct step *sleeper(const struct finding *f)
{
    uint32_t i = f->nsteps - 1;
    while (i > 0 && f->steps[i].role == STEP_NOTE) i--;
    return &f->steps[i];
}

static void note_below(struct finding *f, const struct finding *other, unsigned *notes)
{
    const struct step *place = sleeper(other);
    if (*notes == FINDING_NOTES || has_note_at(f, place)) return;
    struct step *s = &f->steps[f->nsteps++];
    *s = *place;
    s->role = STEP_NOTE;
    s->message = sym_fmt("the same call comes here, too: %s", sym_text(place->message));
    ++*notes;
}

/* Of the findings of one region: the nearest of those that are definite, else the nearest. */
static struct finding *fold_region(struct finding *const *group, guint n)
{
    struct finding *best = group[0];
    unsigned notes = 0;
    for (guint i = 0; i < n && best->confidence != DEFINITE; i++) {
        if (group[i]->confidence == DEFINITE) best = group[i];
    }
    for (guint i = 0; i < n; i++) {
        if (group[i] != best) note_below(best, group[i], &notes);
    }
    return best;
}

static void fold_regions(GPtrArray *findings)
{
    guint kept = 0;
    g_ptr_array_sort(findings, by_region);
    for (guint i = 0, end; i < findings->len; i = end) {
        struct finding *const *group = (struct finding *const *)findings->pdata + i;
        for (end = i + 1; end < findings->len && has_region(group[0]); end++) {
            if (compare_region(group[0], findings->pdata[end]) != 0) break;
        }
        findings->pdata[kept++] = fold_region(group, end - i);
    }
    g_ptr_array_set_size(findings, (gint)kept);
}

/* ---- by the region, if it has many ---- */

enum { CROWD = 4 }; /* who mends so many functions that are called in a region moves the region instead */

static bool calls_in_region(const struct finding *f)
{
    return has_region(f) && f->steps[1].role == STEP_CALL;
}

static int compare_beginning(const struct finding *a, const struct finding *b)
{
    int c = compare_number(calls_in_region(a), calls_in_region(b));
    if (!c) c = compare_number(a->suppressed != SYM_NONE, b->suppressed != SYM_NONE);
    if (!c && calls_in_region(a)) c = compare_number(a->check, b->check);
    return c || !calls_in_region(a) ? c : compare_step_place(&a->steps[0], &b->steps[0]);
}

static gint by_beginning(gconstpointer a, gconstpointer b)
{
    const struct finding *x = *(const struct finding *const *)a, *y = *(const struct finding *const *)b;
    int c = compare_beginning(x, y);
    if (!c) c = compare_number(y->confidence, x->confidence); /* definite first */
    return c ? c : finding_compare(x, y);
}

/* One note for all of them. */
static void note_crowd(struct finding *f, struct finding *const *others, guint n)
{
    struct step *s = &f->steps[f->nsteps++];
    GString *lines = g_string_new(NULL);
    sym last = SYM_NONE;
    for (guint i = 0; i < n; i++) {
        g_string_append(lines, i ? ", " : "");
        if (others[i]->file != last) g_string_append_printf(lines, "%s:", sym_text(others[i]->file));
        g_string_append_printf(lines, "%u", others[i]->line);
        last = others[i]->file;
    }
    *s = f->steps[0];
    s->role = STEP_NOTE;
    s->message = sym_fmt("%u more calls in it may sleep: %s", n, lines->str);
    g_string_free(lines, TRUE);
}

static void fold_crowds(GPtrArray *findings)
{
    guint kept = 0;
    g_ptr_array_sort(findings, by_beginning);
    for (guint i = 0, end; i < findings->len; i = end) {
        struct finding **group = (struct finding **)findings->pdata + i;
        for (end = i + 1; end < findings->len && calls_in_region(group[0]); end++) {
            if (compare_beginning(group[0], findings->pdata[end]) != 0) break;
        }
        bool crowd = calls_in_region(group[0]) && end - i >= CROWD;
        if (crowd) note_crowd(group[0], group + 1, end - i - 1);
        for (guint k = 0; k < (crowd ? 1 : end - i); k++) findings->pdata[kept++] = group[k];
    }
    g_ptr_array_set_size(findings, (gint)kept);
}

/* ---- by the place ---- */

static void fold_places(GPtrArray *findings)
{
    guint kept = 0;
    findings_sort(findings);
    for (guint i = 0; i < findings->len; i++) {
        struct finding *f = findings->pdata[i], *last = kept ? findings->pdata[kept - 1] : NULL;
        if (last && compare_cause(last, f) == 0) {
            if (compare_chain(last, f)) last->more_callers++;
        } else {
            findings->pdata[kept++] = f;
        }
    }
    g_ptr_array_set_size(findings, (gint)kept);
}

void findings_finish(GPtrArray *findings)
{
    fold_regions(findings);
    fold_places(findings);
    fold_crowds(findings);
    findings_sort(findings);
    number_fingerprints(findings);
}
