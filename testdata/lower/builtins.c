/* The compiler's own functions. */
void *memory(void);
unsigned long object_size(void *p)
{
    return __builtin_object_size(p, 0) + __builtin_object_size(memory(), 1);
}

void overflow(int a, int b, int *result)
{
    if (__builtin_add_overflow(a, b, result)) *result = 0;
}

int folded(int x)
{
    struct { int a; } s;

    __builtin_memset(&s, 0, sizeof(s));
    __builtin_prefetch(memory());
    if (__builtin_expect(x, 0)) __builtin_trap();
    return __builtin_ffs(8) + __builtin_ffs(x) + __builtin_bswap32(1);
}
