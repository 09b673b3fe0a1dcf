/* The labels of an `asm goto` are invisible: it may go to those that nothing else leads to. */
void f(int);

static inline int arch_branch(void)
{
    asm goto("jmp %l[l_yes]" : : : : l_yes);
    return 0;
l_yes:
    return 1;
}

void with_goto(int x)
{
    if (x) goto seen;
    asm goto("" : : "r"(x) : : hidden);
    f(1);
seen:
    f(2);
    return;
hidden:
    f(3);
    if (arch_branch()) f(4);
}

struct regs {
    int a, b;
};

/* Outputs lose their values, inputs are read. */
int operands(struct regs *r, int x)
{
    int y = 1;

    asm volatile("" : "=r"(y), "+m"(r->a) : "r"(x), "r"(r->b) : "memory");
    return y;
}
