/* Where things stand in a YAML text.
 *
 * Needs libyaml; gives the line of each mapping by its path, and the row that a line belongs to. libcyaml's
 * structs do not keep lines, and an error without one is no help in a file of hundreds of rows.
 */
#include "yaml/locate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct row {
    uint32_t first, last; /* lines */
    char *name;
};

struct key {
    uint32_t line;
    char *name;
};

struct locations {
    GHashTable *lines; /* path -> GUINT_TO_POINTER(line) */
    GPtrArray *rows;   /* struct row, in order of their start */
    GArray *keys;      /* struct key, in order */
};

/* One open mapping or sequence. */
struct level {
    bool sequence;
    bool at_value;     /* a mapping whose key has been read */
    unsigned index;    /* next entry of a sequence */
    gsize path_length; /* of this node itself */
    struct row *row;   /* the row that this is, or is in */
};

struct walk {
    GArray *levels; /* struct level */
    GString *path;
    struct locations *out;
};

static void row_free(gpointer p)
{
    struct row *row = p;

    g_free(row->name);
    g_free(row);
}

static void key_clear(gpointer p)
{
    g_free(((struct key *)p)->name);
}

void locations_free(struct locations *l)
{
    if (!l) return;
    g_array_free(l->keys, TRUE);
    g_hash_table_destroy(l->lines);
    g_ptr_array_free(l->rows, TRUE);
    g_free(l);
}

static struct level *top(struct walk *w)
{
    return w->levels->len ? &g_array_index(w->levels, struct level, w->levels->len - 1) : NULL;
}

/* A node starts: its path is its parent's with the key (already appended) or the index. */
static void start_node(struct walk *w)
{
    struct level *parent = top(w);

    if (parent && parent->sequence) g_string_append_printf(w->path, "/%u", parent->index++);
}

/* A node has ended: back to the parent's path. */
static void end_node(struct walk *w)
{
    struct level *parent = top(w);

    if (!parent) return;
    parent->at_value = false;
    g_string_truncate(w->path, parent->path_length);
}

static void open_level(struct walk *w, bool sequence, uint32_t line)
{
    struct level *parent = top(w);
    struct level level = {.sequence = sequence, .row = parent ? parent->row : NULL};

    start_node(w);
    level.path_length = w->path->len;
    if (!sequence) {
        if (parent && parent->sequence) {
            level.row = g_new0(struct row, 1);
            level.row->first = line;
            level.row->last = UINT32_MAX;
            g_ptr_array_add(w->out->rows, level.row);
        }
        g_hash_table_insert(w->out->lines, g_strdup(w->path->str), GUINT_TO_POINTER(line));
    }
    g_array_append_val(w->levels, level);
}

static void close_level(struct walk *w, uint32_t line)
{
    struct level level = *top(w);

    g_array_set_size(w->levels, w->levels->len - 1);
    if (!level.sequence && level.row && (!top(w) || top(w)->row != level.row)) level.row->last = line;
    end_node(w);
}

static void scalar(struct walk *w, const char *text, uint32_t line)
{
    static const char *const naming[] = {"/name", "/fn/0", "/field/0", "/macro/0"};
    struct level *parent = top(w);

    if (parent && !parent->sequence && !parent->at_value) {
        struct key key = {line, g_strdup(text)};

        g_array_append_val(w->out->keys, key);
        parent->at_value = true;
        g_string_append_printf(w->path, "/%s", text);
        return;
    }
    if (parent && parent->row && !parent->row->name) {
        start_node(w);
        for (unsigned i = 0; i < G_N_ELEMENTS(naming); i++)
            if (g_str_has_suffix(w->path->str, naming[i])) parent->row->name = g_strdup(text);
    }
    end_node(w);
}

static void take(struct walk *w, const yaml_event_t *event)
{
    uint32_t line = (uint32_t)event->start_mark.line + 1;

    switch (event->type) {
    case YAML_MAPPING_START_EVENT: open_level(w, false, line); break;
    case YAML_SEQUENCE_START_EVENT: open_level(w, true, line); break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: close_level(w, line); break;
    case YAML_SCALAR_EVENT: scalar(w, (const char *)event->data.scalar.value, line); break;
    default: break;
    }
}

struct locations *locations_new(const char *path, const char *text, gsize length, GError **error)
{
    struct locations *l = g_new0(struct locations, 1);
    struct walk w = {g_array_new(FALSE, TRUE, sizeof(struct level)), g_string_new(NULL), l};
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;

    l->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    l->rows = g_ptr_array_new_with_free_func(row_free);
    l->keys = g_array_new(FALSE, FALSE, sizeof(struct key));
    g_array_set_clear_func(l->keys, key_clear);
    if (!yaml_parser_initialize(&parser)) abort(); /* out of memory */
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    while (more) {
        if (!yaml_parser_parse(&parser, &event)) {
            locations_error(error, path, (uint32_t)parser.problem_mark.line + 1, "%s", parser.problem);
            locations_free(l);
            l = NULL;
            break;
        }
        more = event.type != YAML_STREAM_END_EVENT;
        take(&w, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    g_array_free(w.levels, TRUE);
    g_string_free(w.path, TRUE);
    return l;
}

uint32_t locations_line(const struct locations *l, const char *path)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(l->lines, path));
}

uint32_t locations_key_line(const struct locations *l, const char *key, uint32_t line)
{
    for (guint i = 0; i < l->keys->len; i++) {
        const struct key *k = &g_array_index(l->keys, struct key, i);

        if (k->line >= line && strcmp(k->name, key) == 0) return k->line;
    }
    return line;
}

const char *locations_row_name(const struct locations *l, uint32_t line)
{
    const char *name = NULL;

    for (guint i = 0; line && i < l->rows->len; i++) {
        const struct row *row = g_ptr_array_index(l->rows, i);

        if (row->first <= line && line <= row->last && row->name) name = row->name;
    }
    return name;
}

void locations_error(GError **error, const char *path, uint32_t line, const char *format, ...)
{
    GQuark domain = g_quark_from_static_string("gfpcheck-yaml");
    va_list args;
    char *reason;

    va_start(args, format);
    reason = g_strdup_vprintf(format, args);
    va_end(args);
    if (line)
        g_set_error(error, domain, 0, "%s:%u: %s", path, line, reason);
    else
        g_set_error(error, domain, 0, "%s: %s", path, reason);
    g_free(reason);
}
