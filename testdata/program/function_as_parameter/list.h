struct list {
	spinlock_t lock;
	int n;
};

int list_walk(struct list *l, int (*fn)(struct list *l, int i));
int list_walk_locked(struct list *l, int (*fn)(struct list *l, int i));
int step_slowly(struct list *l, int i);
int step(struct list *l, int i);
