/* Short circuits are control flow, in conditions and as values; constants leave one way. */
int a(void), b(void), c(void);
void take(int);

void in_conditions(int x)
{
    if (a() && !(b() || c())) take(1);
    if (!!x) take(2);
    if ((take(3), a()) ? b() : c()) take(4);
    while (a() && b()) take(5);
    if (({ take(6); a() && b(); })) take(7);
    if (__builtin_expect(!!(a() || b()), 1)) take(8);
    if (x = a()) take(9);
}

int as_values(int x)
{
    int y = a() && b();

    y = x || c();
    y = !x;
    take(a() || b() && c());
    return y ? a() : b();
}

void constants(int x)
{
    if (0 && a()) take(1);
    if (1 || a()) take(2);
    if (a() && 0) take(3);
    take(a() && 0);
    take(0 || x);
    take(sizeof(int) == 4 ? a() : b());
    do take(4);
    while (0);
    while (0) take(5);
}
