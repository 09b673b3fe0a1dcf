/* Locks taken and released in the arms of a switch. */
#include <linux/slab.h>
#include <linux/spinlock.h>

enum state { IDLE, BUSY, STALLED, BROKEN };

struct unit {
	spinlock_t lock;
	enum state state;
	void *p;
};

void fallthrough_to_unlock(struct unit *u, int how)
{
	spin_lock(&u->lock);
	switch (how) {
	case 0:
		u->state = BUSY;
		fallthrough;
	case 1:
		spin_unlock(&u->lock);
		u->p = kmalloc(8, GFP_KERNEL);
		break;
	case 2:
		u->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
		fallthrough;
	default:
		spin_unlock(&u->lock);
	}
	u->p = u->p ?: kmalloc(8, GFP_KERNEL);
}

void fallthrough_with_lock(struct unit *u)
{
	switch (u->state) {
	case IDLE:
		spin_lock(&u->lock);
		u->state = BUSY;
		fallthrough;
	case BUSY:
		u->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
		break;
	case STALLED:
	case BROKEN:
		u->p = kmalloc(16, GFP_KERNEL);
		return;
	}
}

/* Locked in one switch, allocated for in another: the same value decides. */
void two_switches(struct unit *u, enum state state)
{
	switch (state) {
	case BUSY:
	case STALLED:
		spin_lock(&u->lock);
		break;
	default:
		break;
	}
	switch (state) {
	case IDLE:
	case BROKEN:
		u->p = kmalloc(8, GFP_KERNEL);
		break;
	case BUSY:
		u->p = kmalloc(8, GFP_ATOMIC);
		spin_unlock(&u->lock);
		break;
	case STALLED:
		u->p = kmalloc(8, GFP_KERNEL); // expect: atomic-alloc
		spin_unlock(&u->lock);
		break;
	}
}

void ranges(struct unit *u, int code)
{
	gfp_t gfp;

	switch (code) {
	case 0 ... 9:
		gfp = GFP_ATOMIC;
		break;
	default:
		gfp = GFP_KERNEL;
		break;
	}
	if (code >= 0 && code <= 9)
		spin_lock(&u->lock);
	u->p = kmalloc(8, gfp);
	if (code >= 0 && code <= 9)
		spin_unlock(&u->lock);
}
