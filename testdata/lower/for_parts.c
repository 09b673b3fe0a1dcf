/* Which parts of a `for` are missing is not in libclang's tree: written in the file, and out of a macro. */
int a(void), b(void), c(void);

#define EACH_COND(x) for (; x;)
#define EACH_STEP(x) for (;; x)
#define EACH_INIT(x) for (x;;)
#define EACH_TWO(x, y) for (x;; y)
#define FOREVER for (;;)

void in_file(void)
{
    for (; a();) /* for (;;) in a comment; */
        b();
    for (;; b())
        if (a()) break;
    for (a();;)
        if (b()) break;
    for (a(); b();) c();
    for (a();; b())
        if (c()) break;
    for (; a(); b()) c();
    for (int i = 0; i < 3; i++) a();
    for (;;)
        if (a()) break;
}

void in_macro(void)
{
    const char *text = "for (;;)";

    EACH_COND(a()) c();
    EACH_STEP(a())
        if (b()) break;
    EACH_INIT(a())
        if (b()) break;
    EACH_TWO(a(), b())
        if (c()) break;
    FOREVER
        if (text) break;
}

/* The loop is listed three times, but printed once. */
int listed_thrice(void)
{
    int n = ({ EACH_COND(a()) b(); c(); }) ?: 7;

    EACH_STEP(a())
        if (b()) return n;
}
