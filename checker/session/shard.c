/* See shard.h. */
#include "session/shard.h"

#include "base/pack.h"
#include "session/db.h"
#include "session/fresh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHARD_KEY  "shard" /* value of the database: "2/4", and while it is being made "2/4 unfinished" */
#define UNFINISHED " unfinished"

/* ---- dividing ---- */

/* Groups that the units of a folder fall into. */
enum { GROUPS = 4 };

struct ranked {
    uint64_t group; /* hash */
    const char *file;
    guint index;
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->group != y->group) return x->group < y->group ? -1 : 1;
    return strcmp(x->file, y->file);
}

static struct ranked rank_of(const struct inputs *in, guint i)
{
    const char *file = inputs_relative(in->root, ((const struct command *)in->commands->pdata[i])->file);
    const char *slash = strrchr(file, '/');
    uint64_t number = hash64_text(file) % GROUPS, folder = hash64(file, slash ? (size_t)(slash - file) : 0);
    return (struct ranked){hash64_more(folder, &number, sizeof number), file, i};
}

/* Groups in the order of a hash: units of one folder, which share headers, stay together for the most part,
 * and those that cost much, which are neighbours in the tree, do not. A new unit moves at most one other from
 * each shard. */
void shard_select(struct inputs *in, unsigned shard, unsigned shards)
{
    GPtrArray *commands = in->commands;
    guint64 n = commands->len, first = n * (shard - 1) / shards, end = n * shard / shards;
    struct ranked *ranks = g_new(struct ranked, n + 1);
    bool *chosen = g_new0(bool, n + 1);
    guint kept = 0;
    for (guint i = 0; i < n; i++) ranks[i] = rank_of(in, i);
    qsort(ranks, n, sizeof *ranks, by_rank);
    for (guint64 i = first; i < end; i++) chosen[ranks[i].index] = true;
    for (guint i = 0; i < n; i++) {
        if (!chosen[i]) continue;
        gpointer command = commands->pdata[i];
        commands->pdata[i] = commands->pdata[kept];
        commands->pdata[kept++] = command;
    }
    g_ptr_array_set_size(commands, (gint)kept); /* frees the others */
    g_free(chosen);
    g_free(ranks);
}

/* ---- one shard ---- */

static void set_error(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void set_error(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, text);
    g_free(text);
}

/* Begins to make the shard `label`; an error if the database holds something else, or can't be written. */
static bool begin(struct store *s, const char *label, GError **error)
{
    const char *before = store_value(s, SHARD_KEY);
    bool same = before && g_str_has_prefix(before, label) && !g_ascii_isdigit(before[strlen(label)]);
    if (!store_is_writable(s)) {
        set_error(error, "%s", store_notes(s));
    } else if (before ? !same : store_max_unit(s) > 0) {
        set_error(error, "%s holds %s%s, not shard %s: each has a database of its own", store_path(s),
                  before ? "shard " : "a whole program", before ? before : "", label);
    } else {
        char *unfinished = g_strconcat(label, UNFINISHED, NULL);
        store_set_value(s, SHARD_KEY, unfinished);
        g_free(unfinished);
        return true;
    }
    return false;
}

static void forget_others(struct gfpcheck_session *s)
{
    const char *const all[] = {"", NULL};
    GPtrArray *gone = fresh_gone(s->store, s->in.commands, all);
    for (guint i = 0; i < gone->len; i++) store_remove_unit(s->store, gone->pdata[i]);
    g_ptr_array_unref(gone);
}

bool shard_run(struct gfpcheck_session *s, GError **error)
{
    char *label = g_strdup_printf("%u/%u", s->options.shard, s->options.shards);
    stats_phase(&s->stats, PHASE_DATABASE);
    bool ok = db_open(s, error) && begin(s->store, label, error);
    if (ok) {
        session_say(s, "shard %s: %u units", label, s->in.commands->len);
        forget_others(s);
        session_parse_changed(s);
        session_report_units(s);
        if (!s->stop) store_set_value(s->store, SHARD_KEY, label);
        store_flush(s->store);
        ok = store_is_writable(s->store);
        const char *notes = store_notes(s->store);
        if (!ok) set_error(error, "%s", notes);
        if (ok && notes) session_note(s, "%s", notes);
    }
    g_free(label);
    return ok;
}

void shard_leave(struct store *s)
{
    store_set_value(s, SHARD_KEY, NULL);
}

/* ---- all of them ---- */

/* Which shards are missing, as "2/4, 3/4" (g_free); NULL: none. */
static char *missing(struct store *const *owners, unsigned shards)
{
    GString *text = g_string_new(NULL);
    for (unsigned i = 1; i <= shards; i++) {
        if (!owners[i]) g_string_append_printf(text, "%s%u/%u", text->len ? ", " : "", i, shards);
    }
    return g_string_free(text, text->len == 0);
}

/* Takes one database in; an error if it is a shard that does not go with the others. */
static bool add(struct store *s, struct store ***owners, unsigned *shards, GError **error)
{
    const char *label = store_value(s, SHARD_KEY);
    unsigned shard, of;
    if (!label) return true;
    if (sscanf(label, "%u/%u", &shard, &of) != 2 || shard < 1 || shard > of) {
        set_error(error, "%s is shard '%s', which is none", store_path(s), label);
    } else if (g_str_has_suffix(label, UNFINISHED)) {
        set_error(error, "%s: shard %u/%u was not finished; run it again", store_path(s), shard, of);
    } else if (*owners && of != *shards) {
        set_error(error, "%s is a shard of %u, others are of %u", store_path(s), of, *shards);
    } else {
        if (!*owners) *owners = g_new0(struct store *, (gsize)of + 1);
        *shards = of;
        struct store *before = (*owners)[shard];
        if (!before) (*owners)[shard] = s;
        if (before) set_error(error, "shard %s is in %s and in %s", label, store_path(before), store_path(s));
        return !before;
    }
    return false;
}

bool shard_are_all(const GPtrArray *stores, GError **error)
{
    struct store **owners = NULL; /* by shard */
    unsigned shards = 0;
    bool ok = true;
    for (guint i = 0; i < stores->len && ok; i++) ok = add(stores->pdata[i], &owners, &shards, error);
    char *lost = ok && owners ? missing(owners, shards) : NULL;
    if (lost) set_error(error, "not all shards are there: %s missing", lost);
    g_free(lost);
    g_free(owners);
    return ok && !lost;
}
