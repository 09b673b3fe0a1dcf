/* Path lookup in rcu-walk: the arguments say in which mode an operation is called. */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/fs.h>

static int wise_revalidate(struct inode *dir, const struct qstr *name, struct dentry *dentry, unsigned int flags)
{
	if (flags & LOOKUP_RCU)
		return -ECHILD;
	msleep(1);
	return 1;
}

static int rash_revalidate(struct inode *dir, const struct qstr *name, struct dentry *dentry, unsigned int flags)
{
	msleep(1); // expect: atomic-sleep {{rcu-walk}}
	return 1;
}

static int wise_delete(const struct dentry *dentry)
{
	return 1;
}

static void wise_release(struct dentry *dentry)
{
	msleep(1);
}

const struct dentry_operations wise_dentries = {
	.d_revalidate = wise_revalidate,
	.d_delete = wise_delete,
	.d_release = wise_release,
};

static int rash_delete(const struct dentry *dentry)
{
	msleep(1); // expect: atomic-sleep {{dentry operation}}
	return 1;
}

const struct dentry_operations rash_dentries = {
	.d_revalidate = rash_revalidate,
	.d_delete = rash_delete,
};

static int wise_permission(struct mnt_idmap *idmap, struct inode *inode, int mask)
{
	if (mask & MAY_NOT_BLOCK)
		return -ECHILD;
	msleep(1);
	return 0;
}

static const char *wise_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done)
{
	if (!dentry)
		return ERR_PTR(-ECHILD);
	msleep(1);
	return "target";
}

const struct inode_operations wise_inodes = {
	.permission = wise_permission,
	.get_link = wise_link,
};

static int rash_permission(struct mnt_idmap *idmap, struct inode *inode, int mask)
{
	if (mask & MAY_NOT_BLOCK)
		msleep(1); // expect: atomic-sleep {{permission check}} confidence=definite
	return 0;
}

static const char *rash_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done)
{
	msleep(1); // expect: atomic-sleep {{following of a link}}
	return "target";
}

const struct inode_operations rash_inodes = {
	.permission = rash_permission,
	.get_link = rash_link,
};
