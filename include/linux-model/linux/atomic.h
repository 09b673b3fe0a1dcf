/* Model of linux/atomic.h, refcount.h: none of it sleeps. */
#ifndef _MODEL_LINUX_ATOMIC_H
#define _MODEL_LINUX_ATOMIC_H

#include <linux/types.h>

#define ATOMIC_INIT(i) { (i) }
#define ATOMIC64_INIT(i) { (i) }
#define ATOMIC_LONG_INIT(i) { (i) }
#define MODEL_ATOMIC(p, T, I) \
	I p##_read(const T *v); \
	void p##_set(T *v, I i); \
	void p##_add(I i, T *v); \
	void p##_sub(I i, T *v); \
	void p##_inc(T *v); \
	void p##_dec(T *v); \
	void p##_or(I i, T *v); \
	void p##_and(I i, T *v); \
	void p##_andnot(I i, T *v); \
	I p##_add_return(I i, T *v); \
	I p##_sub_return(I i, T *v); \
	I p##_inc_return(T *v); \
	I p##_dec_return(T *v); \
	I p##_fetch_add(I i, T *v); \
	I p##_fetch_sub(I i, T *v); \
	I p##_fetch_inc(T *v); \
	I p##_fetch_dec(T *v); \
	I p##_fetch_or(I i, T *v); \
	I p##_fetch_and(I i, T *v); \
	I p##_xchg(T *v, I i); \
	I p##_cmpxchg(T *v, I old, I i); \
	bool p##_try_cmpxchg(T *v, I *old, I i); \
	I p##_read_acquire(const T *v); \
	void p##_set_release(T *v, I i); \
	bool p##_dec_and_test(T *v); \
	bool p##_inc_and_test(T *v); \
	bool p##_sub_and_test(I i, T *v); \
	bool p##_add_unless(T *v, I a, I u); \
	bool p##_inc_not_zero(T *v); \
	I p##_dec_if_positive(T *v)
MODEL_ATOMIC(atomic, atomic_t, int);
MODEL_ATOMIC(atomic64, atomic64_t, s64);
MODEL_ATOMIC(atomic_long, atomic_long_t, long);
#undef MODEL_ATOMIC
#define xchg(ptr, v) ({ typeof(*(ptr)) __xo = *(ptr); *(ptr) = (v); __xo; })
#define cmpxchg(ptr, o, n) ({ typeof(*(ptr)) __co = *(ptr); if (__co == (o)) *(ptr) = (n); __co; })
#define try_cmpxchg(ptr, op, n) ({ bool __ok = *(ptr) == *(op); if (__ok) *(ptr) = (n); else *(op) = *(ptr); __ok; })
#define cmpxchg64(ptr, o, n) cmpxchg(ptr, o, n)
#define cmpxchg_relaxed(ptr, o, n) cmpxchg(ptr, o, n)

typedef struct refcount_struct { atomic_t refs; } refcount_t;
#define REFCOUNT_INIT(n) { .refs = ATOMIC_INIT(n) }
unsigned int refcount_read(const refcount_t *r);
void refcount_set(refcount_t *r, int n);
void refcount_add(int i, refcount_t *r);
void refcount_inc(refcount_t *r);
void refcount_dec(refcount_t *r);
bool refcount_inc_not_zero(refcount_t *r);
bool refcount_dec_and_test(refcount_t *r);
bool refcount_sub_and_test(int i, refcount_t *r);

#endif
