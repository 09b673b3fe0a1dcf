/* Several cases that lead to one place: it is reached for their values, and for none between them. */
#include <linux/delay.h>
#include <linux/spinlock.h>

enum {
	ERR_NONE,
	ERR_BLOCK,
	ERR_CRC,
	ERR_INODE,
	ERR_JOURNAL,
	ERR_CURSEG,
	ERR_NAT,
	ERR_XATTR,
	ERR_SUM,
	ERR_MODE,
	ERR_LAST
};

struct volume {
	spinlock_t lock;
	int dirty;
};

static void report_error(struct volume *v, unsigned char error)
{
	switch (error) {
	case ERR_BLOCK:
	case ERR_INODE:
	case ERR_NAT:
		msleep(1); // expect: atomic-sleep chain=inode_is_wrong>report_error
		break;
	default: v->dirty = 1;
	}
}

void crc_is_wrong(struct volume *v)
{
	spin_lock(&v->lock);
	report_error(v, ERR_CRC);
	spin_unlock(&v->lock);
}

void inode_is_wrong(struct volume *v)
{
	spin_lock(&v->lock);
	report_error(v, ERR_INODE);
	spin_unlock(&v->lock);
}

/* More cases than the others are remembered one by one. */
static void note_error(struct volume *v, unsigned char error)
{
	switch (error) {
	case ERR_NONE:
	case ERR_BLOCK:
	case ERR_CRC:
	case ERR_INODE:
	case ERR_JOURNAL:
	case ERR_CURSEG:
	case ERR_NAT:
	case ERR_SUM:
	case ERR_MODE:
	case ERR_LAST: v->dirty = 1; break;
	default:
		msleep(1); // expect: atomic-sleep chain=xattr_is_wrong>note_error
	}
}

void sum_is_wrong(struct volume *v)
{
	spin_lock(&v->lock);
	note_error(v, ERR_SUM);
	spin_unlock(&v->lock);
}

void xattr_is_wrong(struct volume *v)
{
	spin_lock(&v->lock);
	note_error(v, ERR_XATTR);
	spin_unlock(&v->lock);
}

/* What was found to be none of two values is none of them later. */
static void flush(struct volume *v, int mode)
{
	if (mode == ERR_CRC || mode == ERR_SUM) return;
	v->dirty = 0;
	msleep(1); // expect: atomic-sleep chain=flush_mode>flush
}

void flush_sum(struct volume *v)
{
	spin_lock(&v->lock);
	flush(v, v->dirty ? ERR_CRC : ERR_SUM);
	spin_unlock(&v->lock);
}

void flush_mode(struct volume *v)
{
	spin_lock(&v->lock);
	flush(v, v->dirty ? ERR_NAT : ERR_MODE);
	spin_unlock(&v->lock);
}
