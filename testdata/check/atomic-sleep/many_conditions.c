/* More conditions than a summary has room for: the mode that a caller passes is kept. */
#include <linux/mutex.h>

struct mnt_idmap;
struct inode {
	int a, b, c, d, e, f, g, h, i, j, k, l;
};
struct inode_operations {
	int (*permission)(struct mnt_idmap *map, struct inode *inode, int mask);
};

static DEFINE_MUTEX(mutex);

static int read_all(struct inode *i)
{
	if (i->a && i->b && i->c && i->d && i->e && i->f && i->g && i->h && i->i && i->j && i->k && i->l) {
		mutex_lock(&mutex); // expect: atomic-sleep {{permission check in rcu-walk}}
		mutex_unlock(&mutex);
	}
	return 0;
}

static int permission(struct mnt_idmap *map, struct inode *i, int mask)
{
	if (mask & 128)
		return -10;
	return read_all(i);
}

static int permission_badly(struct mnt_idmap *map, struct inode *i, int mask)
{
	return read_all(i);
}

const struct inode_operations good = {.permission = permission};
const struct inode_operations bad = {.permission = permission_badly};
