/* Flags chosen by a test of the context: each test knows only some ways to be atomic. */
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct log {
	spinlock_t lock;
	void *entry;
};

/* in_interrupt() is false under a plain spinlock, and with interrupts off. */
static void *by_interrupt(void)
{
	return kmalloc(32, in_interrupt() ? GFP_ATOMIC : GFP_KERNEL); // expect: atomic-alloc {{GFP_KERNEL}} {{depending on the test of the context}}
}

void interrupt_test_under_lock(struct log *l)
{
	spin_lock(&l->lock);
	l->entry = by_interrupt();
	spin_unlock(&l->lock);
}

/* With bottom halves off it is true. */
static void *by_interrupt_bh(void)
{
	return kmalloc(32, in_interrupt() ? GFP_ATOMIC : GFP_KERNEL);
}

void interrupt_test_under_bh_lock(struct log *l)
{
	spin_lock_bh(&l->lock);
	l->entry = by_interrupt_bh();
	spin_unlock_bh(&l->lock);
}

static irqreturn_t log_interrupt(int irq, void *data)
{
	struct log *l = data;

	l->entry = by_interrupt_bh();
	return IRQ_HANDLED;
}

int log_start(struct log *l, int irq)
{
	return request_irq(irq, log_interrupt, 0, "log", l);
}

static void *by_task(void)
{
	if (in_task())
		return kmalloc(32, GFP_KERNEL); // expect: atomic-alloc chain=task_test_under_lock>by_task
	return kmalloc(32, GFP_ATOMIC);
}

void task_test_under_lock(struct log *l)
{
	spin_lock(&l->lock);
	l->entry = by_task();
	spin_unlock(&l->lock);
}

static void *by_irqs(void)
{
	gfp_t gfp = irqs_disabled() ? GFP_ATOMIC : GFP_KERNEL;

	return kmalloc(32, gfp); // expect: atomic-alloc chain=irqs_test_under_lock>by_irqs
}

void irqs_test_under_lock(struct log *l)
{
	spin_lock(&l->lock);
	l->entry = by_irqs();
	spin_unlock(&l->lock);
}

void irqs_test_irqs_off(struct log *l)
{
	unsigned long flags;

	spin_lock_irqsave(&l->lock, flags);
	l->entry = by_irqs();
	spin_unlock_irqrestore(&l->lock, flags);
}

/* in_atomic() and preemptible() look at the preempt count, which a spinlock raises. */
static void *by_atomic(void)
{
	if (in_atomic() || irqs_disabled())
		return kmalloc(32, GFP_ATOMIC);
	return kmalloc(32, GFP_KERNEL);
}

static void *by_preemptible(void)
{
	return kmalloc(32, preemptible() ? GFP_KERNEL : GFP_ATOMIC);
}

void atomic_test_under_lock(struct log *l)
{
	spin_lock(&l->lock);
	l->entry = by_atomic();
	l->entry = l->entry ?: by_preemptible();
	spin_unlock(&l->lock);
}

/* A helper that tells whether it may sleep: its callers hear of both ways. */
static bool may_wait(void)
{
	if (in_atomic() || irqs_disabled())
		return false;
	return true;
}

static void *by_helper(void)
{
	return kmalloc(32, may_wait() ? GFP_KERNEL : GFP_ATOMIC);
}

static void *without_helper(void)
{
	return kmalloc(32, GFP_KERNEL); // expect: atomic-alloc chain=helper_under_lock>without_helper
}

void helper_under_lock(struct log *l)
{
	unsigned long flags;

	spin_lock_irqsave(&l->lock, flags);
	l->entry = by_helper();
	l->entry = without_helper();
	spin_unlock_irqrestore(&l->lock, flags);
}

/* A variable that tells whether it may sleep. */
void by_variable(struct log *l)
{
	const bool atomic = in_atomic() || irqs_disabled();
	unsigned long flags;

	l->entry = kmalloc(32, atomic ? GFP_ATOMIC : GFP_KERNEL);
	spin_lock_irqsave(&l->lock, flags);
	l->entry = kmalloc(32, GFP_KERNEL); // expect: atomic-alloc
	spin_unlock_irqrestore(&l->lock, flags);
}

static void *wait_unless(bool busy)
{
	const bool may_wait_here = !in_atomic() && !irqs_disabled();

	if (busy && may_wait_here)
		return kmalloc(32, GFP_KERNEL);
	return NULL;
}

void wait_under_lock(struct log *l, bool busy)
{
	lockdep_assert_held(&l->lock);
	l->entry = wait_unless(busy);
}

/* Where a test has said that it is atomic, and nothing else does, the finding is likely. */
void told_atomic(struct log *l)
{
	const bool atomic = in_atomic() || irqs_disabled();

	if (atomic)
		l->entry = kmalloc(32, GFP_KERNEL); // expect: atomic-alloc {{where a test of the context says}} confidence=likely
}

/* An assertion that goes on says nothing. */
void asserted(struct log *l)
{
	if (irqs_disabled())
		printk("interrupts are off\n");
	l->entry = kmalloc(32, GFP_KERNEL);
}

/* A callee that does one or the other thing by the context says nothing of the caller's. */
static int way_by_context(void)
{
	if (irqs_disabled())
		return 1;
	return 2;
}

void by_way(struct log *l)
{
	if (way_by_context() == 1)
		l->entry = kmalloc(32, GFP_KERNEL);
}

/* The flags themselves are asked. */
static void *by_flags(gfp_t gfp)
{
	void *p = kmalloc(32, gfp & ~__GFP_DIRECT_RECLAIM);

	if (!p && gfpflags_allow_blocking(gfp))
		p = kmalloc(32, GFP_KERNEL); // expect: atomic-alloc chain=flags_test_wrong>by_flags
	return p;
}

void flags_test_wrong(struct log *l)
{
	spin_lock(&l->lock);
	l->entry = by_flags(GFP_KERNEL);
	spin_unlock(&l->lock);
}

void flags_test_right(struct log *l)
{
	spin_lock(&l->lock);
	l->entry = by_flags(GFP_ATOMIC);
	spin_unlock(&l->lock);
}
