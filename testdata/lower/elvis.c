/* `a ?: b`: libclang lists `a` three times, it is evaluated once. */
int a(void), b(void);
void take(int);

int value(void)
{
    return a() ?: b();
}

void condition(void)
{
    if (a() ?: b()) take(1);
}

int constant(void)
{
    take(0 ?: 5);
    return 3 ?: b();
}
