/* Initialisers as C reads them: designators, positions, omitted braces, compound literals. */
typedef struct { int x, y; } point_t;
struct inner { int a; int b[3]; point_t p; };
struct outer {
    int first;
    struct inner in;
    union { long as_long; void *as_pointer; };
    int : 4;
    unsigned bits : 3;
    char name[8];
    void (*fn)(int);
};
void f(int), g(int);
void take(struct outer *), take_point(point_t);
point_t make(int);

void locals(int v)
{
    int plain = v, braced = { 3 };
    int array[4] = { 1, [2] = v, 5 };
    struct outer positional = { 1, { 2, { 3, 4 }, { 5, 6 } }, 7, 8, "name", f };
    struct outer designated = { .in.a = 1, .in.p = { .y = 2 }, .as_pointer = &v, .bits = 1, .fn = g, };
    struct outer elided = { 1, 2, 3, 4, 5, 6, 7, 8 };
    struct outer ranged = { .in.b = { [0 ... 1] = 9 } };
    point_t copied = make(v), again = copied;
    const char *text = "a text", letters[] = "letters";

    take(&(struct outer){ .first = v });
    take_point((point_t){ v, plain + braced + array[1] });
    again = (point_t){ .x = 3 };
    positional.in = designated.in;
    elided = ranged;
    *&again.x = make(4).y;
    (void)text, (void)letters;
}

struct ops {
    int (*open)(int);
    void (*close)(void);
    unsigned flags;
    _Bool nonatomic;
    const struct ops *next;
};
static int my_open(int x) { return x; }
static void my_close(void) {}

static const struct ops table = {
    .open = my_open,
    .close = (void *)my_close,
    .flags = 1u << 31,
    .nonatomic = 1,
    .next = &(const struct ops){ .open = &my_open },
};
struct driver { const char *name; struct { struct ops ops; } sub; struct ops more[2]; };
struct driver driver = {
    "name",
    .sub.ops = { my_open, .flags = 3 },
    .more = { [0].close = my_close, 5, [1] = { .flags = -1 } },
};
static const struct { unsigned vendor, device; } ids[] = { { 1, 2 }, { 3, 4 }, { 5, 6 }, { 7, 8 }, { 9, 10 }, {} };

int with_static(void)
{
    static struct ops local_ops = { .open = my_open };

    return local_ops.open(1);
}

/* The first is a range of rows, not one row's element. */
static unsigned char blobs[3][4] = { [0 ... 2] = { 1, [2 ... 3] = 7 } };
int with_blobs(int i) { return blobs[i][0]; }
