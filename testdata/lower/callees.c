/* A callee is a function, a member, a parameter, a variable, an element, or has no name at all. */
struct ops {
    int (*run)(int);
    int (*table[4])(int);
};
struct dev {
    const struct ops *ops;
    struct ops own;
};
int direct(int);
int (*global)(int);
int (*choose(int))(int);

void calls(struct dev *d, int (*param)(int), int (**indirect)(int), int i)
{
    int (*local)(int) = direct;

    direct(1);
    (*direct)(2);
    (&direct)(3);
    d->ops->run(4);
    (*d->ops->run)(5);
    d->own.run(6);
    param(7);
    (*param)(8);
    (*indirect)(9);
    (**indirect)(10);
    d->ops->table[i](11);
    global(12);
    local(13);
    choose(14)(15);
    (i ? direct : param)(16);
    ((int (*)(long))direct)(17);
}

void never(void) __attribute__((noreturn));

int after_noreturn(int x)
{
    if (x) never();
    if (x == 2) __builtin_unreachable();
    return x;
}
