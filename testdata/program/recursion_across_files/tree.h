struct tree {
	spinlock_t lock;
	struct tree *left, *right;
	void *note;
	int depth;
};

int tree_visit(struct tree *t, gfp_t gfp);
int tree_visit_children(struct tree *t, gfp_t gfp);
int tree_count(struct tree *t);
int tree_count_children(struct tree *t);
