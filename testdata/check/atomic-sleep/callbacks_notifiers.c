/* Notifiers: the chain that one is registered with says whether it may sleep. */
#include <linux/delay.h>
#include <linux/notifier.h>

struct driver {
	struct notifier_block early, late;
};

static int on_panic(struct notifier_block *nb, unsigned long action, void *data)
{
	msleep(1); // expect: atomic-sleep {{atomic notifier chain}}
	return NOTIFY_DONE;
}

static struct notifier_block panic_block = {
	.notifier_call = on_panic,
};

static int on_reboot(struct notifier_block *nb, unsigned long action, void *data)
{
	msleep(1);
	return NOTIFY_DONE;
}

static struct notifier_block reboot_block = {
	.notifier_call = on_reboot,
};

static int on_early(struct notifier_block *nb, unsigned long action, void *data)
{
	msleep(1); // expect: atomic-sleep chain=on_early
	return NOTIFY_DONE;
}

static int on_late(struct notifier_block *nb, unsigned long action, void *data)
{
	msleep(1);
	return NOTIFY_DONE;
}

static int on_event(struct notifier_block *nb, unsigned long action, void *data)
{
	msleep(1); // expect: atomic-sleep chain=on_event
	return NOTIFY_DONE;
}

static struct driver only = {
	.early = { .notifier_call = on_event },
};

/* It tells by the interrupts whether it may wait: a panic calls it with interrupts off. */
static int on_halt(struct notifier_block *nb, unsigned long action, void *data)
{
	if (irqs_disabled())
		return NOTIFY_DONE;
	msleep(1); // expect: atomic-sleep {{if it is called with interrupts on}} confidence=likely
	return NOTIFY_DONE;
}

static struct driver halting = {
	.early = { .notifier_call = on_halt },
};

static ATOMIC_NOTIFIER_HEAD(early_chain);
static BLOCKING_NOTIFIER_HEAD(late_chain);

static int register_early(struct notifier_block *nb)
{
	return atomic_notifier_chain_register(&early_chain, nb);
}

int driver_init(struct driver *d)
{
	d->early.notifier_call = on_early;
	d->late.notifier_call = on_late;
	blocking_notifier_chain_register(&late_chain, &d->late);
	register_early(&d->early);
	register_early(&only.early);
	register_early(&halting.early);
	register_reboot_notifier(&reboot_block);
	return atomic_notifier_chain_register(&panic_notifier_list, &panic_block);
}
