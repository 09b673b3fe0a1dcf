static inline int helper(int x)
{
    return x + 1;
}

static inline int not_reached(int x)
{
    return helper(x);
}

static inline int outer_helper(int x)
{
    return helper(x) * 2;
}

extern inline __attribute__((gnu_inline)) int external_inline(int x)
{
    return x;
}

static inline int address_taken(int x)
{
    return x;
}

static inline int only_in_dead_code(int x)
{
    return x;
}
