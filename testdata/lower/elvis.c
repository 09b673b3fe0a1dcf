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

/* Converted, it is not the same cursor three times. */
long mixed(int x, unsigned long size)
{
    return x ?: size;
}
