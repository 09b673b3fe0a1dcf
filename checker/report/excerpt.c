/* Lines of the sources, as they are shown below a message. See excerpt.h.
 *
 * A line is a row of cells: what one character takes on a terminal. Tabs are blanks, and what would move the
 * cursor, or is no UTF-8, is a replacement character.
 */
#include "report/excerpt.h"

#include <inttypes.h>
#include <string.h>

enum {
    TAB_STOP = 8,
    MAX_COLUMNS = 100, /* of one line; more is cut off, */
    BEFORE_MARK = 60,  /* and so much is left in front of the mark */
};

static const char cut[] = "...";

struct excerpts {
    char *root;        /* or NULL                                                     */
    GHashTable *files; /* sym to GBytes *; empty ones for files that can't be read    */
};

struct excerpts *excerpts_new(const char *root)
{
    struct excerpts *e = g_new0(struct excerpts, 1);
    e->root = g_strdup(root);
    e->files = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    return e;
}

void excerpts_free(struct excerpts *e)
{
    g_hash_table_unref(e->files);
    g_free(e->root);
    g_free(e);
}

/* ---- lines ---- */

/* Not ended by a zero; NULL and NULL if there is no such line. */
struct line {
    const char *text, *end;
};

static GBytes *read_file(const struct excerpts *e, const char *path)
{
    char *contents = NULL;
    size_t length = 0;
    if (!e->root && !g_path_is_absolute(path)) return g_bytes_new(NULL, 0);
    char *full = g_canonicalize_filename(path, e->root);
    if (g_file_test(full, G_FILE_TEST_IS_REGULAR)) g_file_get_contents(full, &contents, &length, NULL);
    g_free(full);
    return g_bytes_new_take(contents, length);
}

static struct line find_line(struct excerpts *e, sym file, uint32_t number)
{
    GBytes *bytes = g_hash_table_lookup(e->files, GUINT_TO_POINTER(file));
    if (!bytes) {
        bytes = read_file(e, sym_text(file));
        g_hash_table_insert(e->files, GUINT_TO_POINTER(file), bytes);
    }
    size_t n;
    const char *text = g_bytes_get_data(bytes, &n), *end = n ? text + n : text;
    for (uint32_t at = 1; text < end; at++) {
        const char *stop = memchr(text, '\n', (size_t)(end - text));
        if (!stop) stop = end;
        if (at == number) return (struct line){text, stop > text && stop[-1] == '\r' ? stop - 1 : stop};
        text = stop + 1;
    }
    return (struct line){NULL, NULL};
}

/* The byte at `column`; NULL if there is none. */
static const char *find_byte(struct line l, uint32_t column)
{
    bool there = l.text && column > 0 && column <= (size_t)(l.end - l.text);
    return there ? l.text + column - 1 : NULL;
}

uint32_t excerpt_characters(struct excerpts *e, sym file, uint32_t line, uint32_t column)
{
    struct line l = find_line(e, file, line);
    const char *byte = find_byte(l, column);
    if (!byte || !g_utf8_validate(l.text, byte - l.text, NULL)) return column;
    return (uint32_t)g_utf8_strlen(l.text, byte - l.text) + 1;
}

/* ---- cells ---- */

struct cell {
    const char *next; /* the character behind it in the source */
    const char *text; /* what is shown for it                  */
    int bytes;        /* of `text`                             */
    unsigned width;   /* in columns                            */
};

static struct cell cell_at(const char *at, const char *end, unsigned column)
{
    gunichar c = g_utf8_get_char_validated(at, end - at);
    if (c == '\t') {
        unsigned width = TAB_STOP - column % TAB_STOP;
        return (struct cell){at + 1, "        ", (int)width, width};
    }
    bool valid = c < (gunichar)-2;
    const char *next = valid ? g_utf8_next_char(at) : at + 1;
    if (!valid || g_unichar_iscntrl(c)) return (struct cell){next, "\xef\xbf\xbd", 3, 1};
    unsigned width = g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    return (struct cell){next, at, (int)(next - at), width};
}

/* Columns from 0: where the mark begins and ends, and where the line ends. */
struct layout {
    unsigned mark, mark_end, end;
};

static struct layout measure(struct line l, const char *byte)
{
    const char *word_end = byte;
    struct layout out = {0};
    while (word_end < l.end && (g_ascii_isalnum(*word_end) || *word_end == '_')) word_end++;
    if (word_end == byte) word_end++;
    struct cell c;
    for (const char *at = l.text; at < l.end; at = c.next) {
        c = cell_at(at, l.end, out.end);
        if (at <= byte) out.mark = out.end;
        out.end += c.width;
        if (at < word_end) out.mark_end = out.end;
    }
    return out;
}

/* Appends the columns from `first` to `last`. */
static void append_cells(GString *out, struct line l, unsigned first, unsigned last)
{
    struct cell c;
    unsigned column = 0;
    for (const char *at = l.text; at < l.end; at = c.next) {
        c = cell_at(at, l.end, column);
        unsigned begin = column;
        column += c.width;
        if (column > last) break;
        if (begin >= first)
            g_string_append_len(out, c.text, c.bytes);
        else if (column > first) /* half of it, or a part of a tab */
            g_string_append_printf(out, "%*s", (int)(column - first), "");
    }
}

bool excerpt_append(struct excerpts *e, GString *out, sym file, uint32_t line, uint32_t column,
                    const char *on, const char *off)
{
    struct line l = find_line(e, file, line);
    const char *byte = find_byte(l, column);
    if (!byte) return false;
    struct layout at = measure(l, byte);
    unsigned first = 0, last = at.end;
    if (at.end > MAX_COLUMNS) {
        first = at.mark > BEFORE_MARK ? at.mark - BEFORE_MARK : 0;
        last = MIN(first + MAX_COLUMNS, at.end);
    }
    const char *before = first > 0 ? cut : "";
    g_string_append_printf(out, "%5" PRIu32 " | %s", line, before);
    append_cells(out, l, first, last);
    g_string_append_printf(out, "%s\n      | %*s%s^", last < at.end ? cut : "",
                           (int)(strlen(before) + at.mark - first), "", on);
    for (unsigned i = at.mark + 1; i < MIN(at.mark_end, last); i++) g_string_append_c(out, '~');
    g_string_append_printf(out, "%s\n", off);
    return true;
}
