/* Wake functions, releases of references, and inodes. */
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/percpu-refcount.h>
#include <linux/wait.h>

static int woken(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	msleep(1); // expect: atomic-sleep {{wake function}}
	return 0;
}

void watch(struct wait_queue_head *head, struct wait_queue_entry *entry)
{
	init_waitqueue_func_entry(entry, woken);
	add_wait_queue(head, entry);
	msleep(1);
}

static void pool_released(struct percpu_ref *ref)
{
	msleep(1); // expect: atomic-sleep {{percpu reference}}
}

int pool_init(struct percpu_ref *ref)
{
	return percpu_ref_init(ref, pool_released, 0, GFP_KERNEL);
}

static void toyfs_free_inode(struct inode *inode)
{
	msleep(1); // expect: atomic-sleep {{RCU callback}}
}

static int toyfs_drop_inode(struct inode *inode)
{
	msleep(1); // expect: atomic-sleep {{i_lock}}
	return 0;
}

static void toyfs_evict_inode(struct inode *inode)
{
	msleep(1);
}

const struct super_operations toyfs_super = {
	.free_inode = toyfs_free_inode,
	.drop_inode = toyfs_drop_inode,
	.evict_inode = toyfs_evict_inode,
};
