struct dev {
	spinlock_t lock;
	int state;
};

int dev_settle(struct dev *d);
int dev_step(struct dev *d);
int dev_stride(struct dev *d);
