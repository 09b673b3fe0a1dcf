struct bus {
	spinlock_t lock;
	unsigned long flags;
	int depth;
};

void bus_lock(struct bus *b);
void bus_unlock(struct bus *b);
bool bus_trylock(struct bus *b);
int bus_transfer(struct bus *b);
int bus_peek(struct bus *b);
