struct regs {
	spinlock_t lock;
	void *shadow;
	int value;
};

int regs_settle(struct regs *r);
int regs_read(struct regs *r);
int regs_grow(struct regs *r, gfp_t gfp);
int regs_reset(struct regs *r);
