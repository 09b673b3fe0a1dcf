struct queue {
	spinlock_t lock;
	void *slot;
};

int queue_wait(struct queue *q);
int queue_peek(struct queue *q);

static inline int queue_flush(struct queue *q)
{
	int ret;

	spin_lock(&q->lock);
	ret = queue_wait(q);
	spin_unlock(&q->lock);
	return ret;
}

static inline int queue_look(struct queue *q)
{
	int ret;

	spin_lock(&q->lock);
	ret = queue_peek(q);
	spin_unlock(&q->lock);
	return ret;
}

static inline int queue_fill(struct queue *q)
{
	q->slot = kmalloc(8, GFP_KERNEL);
	return q->slot ? queue_wait(q) : -ENOMEM;
}
