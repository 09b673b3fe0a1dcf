/* An assertion about the context, whose failure ends the way. */
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/kernel.h>

#define ASSERT(c)                                                                                            \
	do {                                                                                                 \
		if (!likely(c))                                                                              \
			panic("%s", #c);                                                                     \
	} while (0)

void panic(const char *format, ...);

static DEFINE_MUTEX(mutex);

void in_task_only(void)
{
	ASSERT(in_task());
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
}

void in_interrupt_only(void)
{
	ASSERT(in_interrupt());
	mutex_lock(&mutex); // expect: atomic-sleep
	mutex_unlock(&mutex);
}
