/* Errors lose as little as possible: unknown types, members, functions and names. */
#include <no/such/header.h>

struct mine { foo_t value; struct unknown *u; };

int takes_unknown(struct foo_device *dev, foo_t x, other_t *o)
{
    void *p = undeclared_function(x, UNKNOWN_FLAG);

    if (!p) return -ENOMEM;
    dev->count = x;
    dev->ops->start(dev);
    o->field.deep = 1;
    undeclared_release(p);
    goto nowhere;
}

static void still_there(void)
{
    undeclared_function(1, 2);
}
