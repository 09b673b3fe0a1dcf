/* Flags that travel in a structure's field, set in the same function or in its caller. */
#include <linux/slab.h>
#include <linux/spinlock.h>

struct request {
	gfp_t gfp;
	void *data;
};

struct engine {
	spinlock_t lock;
	struct request current_request;
};

void local_field(struct engine *e)
{
	struct request r = { .gfp = GFP_KERNEL };

	spin_lock(&e->lock);
	r.data = kmalloc(16, r.gfp); // expect: atomic-alloc
	e->current_request = r;
	spin_unlock(&e->lock);
}

void local_field_atomic(struct engine *e)
{
	struct request r = { .gfp = GFP_ATOMIC };

	spin_lock(&e->lock);
	r.data = kmalloc(16, r.gfp);
	e->current_request = r;
	spin_unlock(&e->lock);
}

void field_behind_pointer(struct engine *e)
{
	struct request *r = &e->current_request;

	r->gfp = GFP_KERNEL;
	spin_lock(&e->lock);
	r->data = kmalloc(16, r->gfp); // expect: atomic-alloc
	spin_unlock(&e->lock);
}

void field_changed(struct engine *e)
{
	struct request *r = &e->current_request;

	r->gfp = GFP_KERNEL;
	r->data = kmalloc(16, r->gfp);
	r->gfp = GFP_ATOMIC;
	spin_lock(&e->lock);
	r->data = r->data ?: kmalloc(16, r->gfp);
	spin_unlock(&e->lock);
}

static void start(struct request *r)
{
	r->data = kmalloc(16, r->gfp); // expect: atomic-alloc chain=field_of_caller>start
}

void field_of_caller(struct engine *e)
{
	struct request r = { .gfp = GFP_NOFS };

	spin_lock(&e->lock);
	start(&r);
	spin_unlock(&e->lock);
}

void field_of_caller_atomic(struct engine *e)
{
	struct request r = { .gfp = GFP_NOWAIT };

	spin_lock(&e->lock);
	start(&r);
	spin_unlock(&e->lock);
}

/* Set by nobody here: nothing is said. */
void unknown_field(struct engine *e)
{
	spin_lock(&e->lock);
	start(&e->current_request);
	spin_unlock(&e->lock);
}
