struct hw {
	spinlock_t lock;
	int state;
};

int hw_wait(struct hw *hw);
int hw_poll(struct hw *hw);
