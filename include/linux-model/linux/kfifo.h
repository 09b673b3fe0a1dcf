/* Model of linux/kfifo.h: a fifo of records; only kfifo_alloc() allocates. */
#ifndef _MODEL_LINUX_KFIFO_H
#define _MODEL_LINUX_KFIFO_H

#include <linux/slab.h>
#include <linux/spinlock.h>

struct __kfifo { unsigned int in, out, mask, esize; void *data; };
struct kfifo { struct __kfifo kfifo; };
#define DECLARE_KFIFO(fifo, type, size) struct { struct __kfifo kfifo; type buf[size]; } fifo
#define DECLARE_KFIFO_PTR(fifo, type) struct { struct __kfifo kfifo; type *buf; } fifo
#define INIT_KFIFO(fifo) do { (fifo).kfifo.in = (fifo).kfifo.out = 0; } while (0)
int __kfifo_alloc(struct __kfifo *fifo, unsigned int size, size_t esize, gfp_t gfp);
void __kfifo_free(struct __kfifo *fifo);
unsigned int __kfifo_in(struct __kfifo *fifo, const void *buf, unsigned int len);
unsigned int __kfifo_out(struct __kfifo *fifo, void *buf, unsigned int len);
#define kfifo_alloc(fifo, size, gfp) __kfifo_alloc(&(fifo)->kfifo, size, 1, gfp)
#define kfifo_free(fifo) __kfifo_free(&(fifo)->kfifo)
#define kfifo_in(fifo, buf, n) __kfifo_in(&(fifo)->kfifo, buf, n)
#define kfifo_out(fifo, buf, n) __kfifo_out(&(fifo)->kfifo, buf, n)
#define kfifo_put(fifo, val) ({ typeof(val) __v = (val); __kfifo_in(&(fifo)->kfifo, &__v, 1); })
#define kfifo_get(fifo, val) __kfifo_out(&(fifo)->kfifo, val, 1)
#define kfifo_len(fifo) ((fifo)->kfifo.in - (fifo)->kfifo.out)
#define kfifo_is_empty(fifo) (kfifo_len(fifo) == 0)
#define kfifo_is_full(fifo) (kfifo_len(fifo) > (fifo)->kfifo.mask)
#define kfifo_avail(fifo) ((fifo)->kfifo.mask + 1 - kfifo_len(fifo))
#define kfifo_reset(fifo) INIT_KFIFO(*(fifo))
#define kfifo_in_spinlocked(fifo, buf, n, lock) ({ \
	unsigned long __flags; unsigned int __n; \
	spin_lock_irqsave(lock, __flags); __n = kfifo_in(fifo, buf, n); spin_unlock_irqrestore(lock, __flags); __n; })
#define kfifo_out_spinlocked(fifo, buf, n, lock) ({ \
	unsigned long __flags; unsigned int __n; \
	spin_lock_irqsave(lock, __flags); __n = kfifo_out(fifo, buf, n); spin_unlock_irqrestore(lock, __flags); __n; })

#endif
