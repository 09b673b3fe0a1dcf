/* "record.field": the tag, or the typedef of a record without one; anonymous members are their parent's, unnamed types
 * are called after the member. */
typedef struct lock { int raw; } lock_t;
typedef struct { int counter; } counter_t;
struct dev {
    lock_t lock;
    counter_t refs;
    struct {
        int inside;
        union { int left; long right; };
    };
    struct { int depth; struct { int deeper; } more; } named;
    struct { int element; } list[4];
    unsigned flag : 1;
    const char *const label;
    volatile int state;
    int matrix[2][3];
};
counter_t global;

int read(struct dev *d, struct dev by_value, counter_t counters[], int i)
{
    d->lock.raw = d->refs.counter;
    d->inside = d->left;
    d->named.more.deeper = d->named.depth;
    d->list[i].element = by_value.list[0].element;
    d->flag = 1;
    d->matrix[i][1] = *d->matrix[0];
    (*d).state = (d + 1)->state;
    (&by_value)->right = d->label[3];
    return counters[i].counter + (&counters[1])->counter + global.counter;
}

typeof(((struct dev *)0)->named) *address(struct dev *d)
{
    return &d->named;
}
