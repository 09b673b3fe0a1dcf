/* What stands in typeof, sizeof, __alignof__, an unchosen arm of _Generic or __builtin_choose_expr, or in
 * __builtin_constant_p is no call, though libclang lists it as one. */
void *alloc(unsigned long);
int a(void), b(void);
long wide(void);
struct one { int x; };
struct two { int x; };
int take_one(struct one *), take_two(const struct two *);

struct tag { long id; };
struct tag *tag_save(struct tag *);
void tag_restore(struct tag *, struct tag *);
#define alloc_hooks_tag(which, call) \
    ({ \
        typeof(call) _res; \
        if (a()) { \
            struct tag *old = tag_save(which); \
            _res = call; \
            tag_restore(which, old); \
        } else { \
            _res = call; \
        } \
        _res; \
    })
#define alloc_hooks(call) ({ static struct tag _tag = { .id = 3 }; alloc_hooks_tag(&_tag, call); })

void *hooked(unsigned long n)
{
    return alloc_hooks(alloc(n));
}

void never(int n)
{
    typeof(a()) x = sizeof(a()) + _Alignof(int);
    __auto_type y = (typeof(b()))n;

    x = __builtin_types_compatible_p(typeof(a()), int);
    x = __builtin_types_compatible_p(typeof(wide()), typeof(a()));
    x = __builtin_constant_p(a()) + __builtin_constant_p(n) + __builtin_constant_p(5);
    x = __builtin_choose_expr(1, a(), b());
    x = __builtin_choose_expr(sizeof(n) == 8, a(), b());
    if (!__builtin_constant_p(n)) b();
    y = x;
    (void)y;
}

void generic(struct one *one, const struct two *two, int n)
{
    _Generic(one, struct one *: take_one, const struct two *: take_two)(one);
    _Generic(two, struct one *: take_one, const struct two *: take_two)(two);
    n = _Generic(n, long: wide(), int: a());
}

struct many { int first; int arr[4]; };
long offsets(int i)
{
    return __builtin_offsetof(struct many, arr) + __builtin_offsetof(struct many, arr[2]) +
           __builtin_offsetof(struct many, arr[i]);
}

int variadic(int n, ...)
{
    __builtin_va_list ap;
    int x;

    __builtin_va_start(ap, n);
    x = __builtin_va_arg(ap, int);
    __builtin_va_end(ap);
    return x;
}
