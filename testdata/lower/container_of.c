/* container_of() is INDEX with a negative number of bytes; READ_ONCE() of a variable is the variable. */
#define offsetof(T, m) __builtin_offsetof(T, m)
#define container_of(p, T, m) ({ void *__mptr = (void *)(p); ((T *)(__mptr - offsetof(T, m))); })
#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, v) do { *(volatile typeof(x) *)&(x) = (v); } while (0)
struct work { int pending; };
struct dev { int id; struct work work; };
struct first { struct work work; int id; };

int from_work(struct work *w)
{
    struct dev *d = container_of(w, struct dev, work);
    struct first *f = container_of(w, struct first, work);
    int local = 0;

    WRITE_ONCE(local, READ_ONCE(d->id));
    WRITE_ONCE(f->id, READ_ONCE(local));
    return *(int *)((char *)d + 4) + (&d->work - w);
}
