/* Internal linkage: called by path and name. Header functions come along if something reaches them. */
#include "static_names.h"

static int counter;
int shared;
extern int elsewhere(int);
static int (*pointer)(int) = address_taken;

static int local(int x)
{
    static int calls;

    calls++;
    return x + counter + shared + calls;
}

int use(int x)
{
    extern int shared;

    if (0) only_in_dead_code(x);
    return local(outer_helper(x)) + elsewhere(external_inline(x)) + shared;
}

void *get(void)
{
    return (void *)address_taken;
}
