struct codec;

struct codec_ops {
	int (*start)(struct codec *c);
	int (*poke)(struct codec *c);
};

struct codec {
	spinlock_t lock;
	const struct codec_ops *ops;
	int state;
};
