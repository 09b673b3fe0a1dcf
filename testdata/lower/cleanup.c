/* A cleanup function runs wherever the scope of its variable is left, inner first. Only the printed declaration
 * names it. */
typedef struct lock { int held; } lock_t;
void lock_acquire(lock_t *l);
void lock_release(lock_t *l);
void *alloc(int);
void release(const void *);
int work(int);

typedef struct { lock_t *lock; } class_guard_t;
static inline class_guard_t class_guard_constructor(lock_t *l)
{
    class_guard_t t = { .lock = l };

    lock_acquire(t.lock);
    return t;
}
static inline void class_guard_destructor(class_guard_t *t)
{
    if (t->lock) lock_release(t->lock);
}
static inline void *class_guard_lock_ptr(class_guard_t *t)
{
    return t->lock;
}
static inline void free_memory(void *p)
{
    void *memory = *(void **)p;

    if (memory) release(memory);
}

#define CLASS(name, var) \
    class_##name##_t var __attribute__((cleanup(class_##name##_destructor))) = class_##name##_constructor
#define guard(name) CLASS(name, guard_variable)
#define scoped_guard_with(name, label, args...) \
    for (CLASS(name, scope)(args); class_##name##_lock_ptr(&scope) || 1; ({ goto label; })) \
        if (0) { \
        label: \
            break; \
        } else
#define scoped_guard(args...) scoped_guard_with(guard, guard_label, args)
#define old_scoped_guard(name, args...) \
    for (CLASS(name, scope)(args), *done = (void *)0; class_##name##_lock_ptr(&scope) && !done; done = (void *)1)
#define __free(func) __attribute__((cleanup(func)))
#define no_free_ptr(p) ({ __auto_type __val = (p); (p) = (void *)0; __val; })

int with_guard(lock_t *l, int x)
{
    guard(guard)(l);
    if (x) return work(x);
    work(0);
    return 0;
}

void with_scoped_guard(lock_t *l)
{
    scoped_guard(l) { work(1); }
    work(2);
}

void with_old_scoped_guard(lock_t *l)
{
    old_scoped_guard(guard, l) { work(1); }
    work(2);
}

void *with_free(int x)
{
    void *p __free(free_memory) = alloc(x);
    void *q __attribute__((unused)) __free(free_memory) = alloc(x + 1);

    if (work(x)) return (void *)0;
    return no_free_ptr(p);
}

/* break, continue and goto leave scopes too; a jump within a scope does not. */
void jumps(int x, lock_t *l)
{
    while (x--) {
        guard(guard)(l);
        if (work(1)) break;
        if (work(2)) continue;
        if (work(3)) goto out;
        if (work(4)) goto within;
        work(5);
    within:
        work(6);
    }
again:
    work(7);
    {
        guard(guard)(l);
        if (work(8)) goto again;
        {
            void *p __free(free_memory) = alloc(1);

            if (work(9)) goto out;
        }
    }
out:
    work(10);
}

int in_expression(lock_t *l)
{
    return ({ guard(guard)(l); work(1); }) + 1;
}
