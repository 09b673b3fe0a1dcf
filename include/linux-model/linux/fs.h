/* Model of linux/fs.h, cdev.h, poll.h and miscdevice.h: character devices; file operations run in process context. */
#ifndef _MODEL_LINUX_FS_H
#define _MODEL_LINUX_FS_H

#include <linux/device.h>
#include <linux/mm.h>
#include <linux/sched.h>

#define MINORBITS 20
#define MINORMASK ((1U << MINORBITS) - 1)
#define MAJOR(dev) ((unsigned int)((dev) >> MINORBITS))
#define MINOR(dev) ((unsigned int)((dev) & MINORMASK))
#define MKDEV(ma, mi) (((ma) << MINORBITS) | (mi))
#define FMODE_READ 1
#define FMODE_WRITE 2
#define O_ACCMODE 3
#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_EXCL 0200
#define O_NONBLOCK 04000
#define O_CLOEXEC 02000000
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
struct inode; struct file; struct poll_table_struct; struct kiocb; struct iov_iter; struct pipe_inode_info; struct cdev;
struct dentry; struct super_block; struct module; struct fasync_struct; struct seq_file; struct io_uring_cmd; struct dir_context;
typedef void *fl_owner_t;
struct path { struct dentry *dentry; };
struct file_operations {
	struct module *owner;
	loff_t (*llseek)(struct file *file, loff_t off, int whence);
	ssize_t (*read)(struct file *file, char __user *buf, size_t n, loff_t *pos);
	ssize_t (*write)(struct file *file, const char __user *buf, size_t n, loff_t *pos);
	ssize_t (*read_iter)(struct kiocb *iocb, struct iov_iter *to);
	ssize_t (*write_iter)(struct kiocb *iocb, struct iov_iter *from);
	__poll_t (*poll)(struct file *file, struct poll_table_struct *wait);
	long (*unlocked_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	long (*compat_ioctl)(struct file *file, unsigned int cmd, unsigned long arg);
	int (*mmap)(struct file *file, struct vm_area_struct *vma);
	int (*open)(struct inode *inode, struct file *file);
	int (*flush)(struct file *file, fl_owner_t id);
	int (*release)(struct inode *inode, struct file *file);
	int (*fsync)(struct file *file, loff_t start, loff_t end, int datasync);
	int (*fasync)(int fd, struct file *file, int on);
};
struct inode { umode_t i_mode; dev_t i_rdev; loff_t i_size; void *i_private; struct cdev *i_cdev; struct rw_semaphore i_rwsem; const struct file_operations *i_fop; };
struct file {
	fmode_t f_mode;
	unsigned int f_flags;
	loff_t f_pos;
	struct path f_path;
	struct inode *f_inode;
	const struct file_operations *f_op;
	void *private_data;
};
struct kiocb { struct file *ki_filp; loff_t ki_pos; int ki_flags; };
struct iov_iter { size_t count; };
unsigned int iminor(const struct inode *inode);
unsigned int imajor(const struct inode *inode);
struct inode *file_inode(const struct file *f);
int nonseekable_open(struct inode *inode, struct file *filp);
int stream_open(struct inode *inode, struct file *filp);
int simple_open(struct inode *inode, struct file *filp);
loff_t no_llseek(struct file *file, loff_t off, int whence);
loff_t noop_llseek(struct file *file, loff_t off, int whence);
loff_t default_llseek(struct file *file, loff_t off, int whence);
loff_t fixed_size_llseek(struct file *file, loff_t off, int whence, loff_t size);
ssize_t simple_read_from_buffer(void __user *to, size_t n, loff_t *pos, const void *from, size_t available);
ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *pos, const void __user *from, size_t n);
int fasync_helper(int fd, struct file *file, int on, struct fasync_struct **fa);
void kill_fasync(struct fasync_struct **fa, int sig, int band);
long compat_ptr_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
int register_chrdev(unsigned int major, const char *name, const struct file_operations *fops);
void unregister_chrdev(unsigned int major, const char *name);
int register_chrdev_region(dev_t from, unsigned int count, const char *name);
int alloc_chrdev_region(dev_t *dev, unsigned int base, unsigned int count, const char *name);
void unregister_chrdev_region(dev_t from, unsigned int count);
void inode_lock(struct inode *inode);
void inode_unlock(struct inode *inode);
size_t copy_to_iter(const void *addr, size_t bytes, struct iov_iter *i);
size_t copy_from_iter(void *addr, size_t bytes, struct iov_iter *i);
size_t iov_iter_count(const struct iov_iter *i);
unsigned long model_compat_ptr(unsigned long p);
#define compat_ptr(p) ((void __user *)model_compat_ptr(p))

#define LOOKUP_RCU (1U << 8)
#define MAY_NOT_BLOCK 0x80
struct qstr;
struct mnt_idmap;
struct delayed_call;
struct dentry_operations {
	int (*d_revalidate)(struct inode *dir, const struct qstr *name, struct dentry *dentry, unsigned int flags);
	int (*d_delete)(const struct dentry *dentry);
	void (*d_release)(struct dentry *dentry);
};
struct inode_operations {
	const char *(*get_link)(struct dentry *dentry, struct inode *inode, struct delayed_call *done);
	int (*permission)(struct mnt_idmap *idmap, struct inode *inode, int mask);
};
struct super_operations {
	struct inode *(*alloc_inode)(struct super_block *sb);
	void (*destroy_inode)(struct inode *inode);
	void (*free_inode)(struct inode *inode);
	int (*drop_inode)(struct inode *inode);
	void (*evict_inode)(struct inode *inode);
	void (*put_super)(struct super_block *sb);
};

struct cdev { struct kobject kobj; struct module *owner; const struct file_operations *ops; dev_t dev; };
void cdev_init(struct cdev *cdev, const struct file_operations *fops);
struct cdev *cdev_alloc(void);
int cdev_add(struct cdev *cdev, dev_t dev, unsigned int count);
void cdev_del(struct cdev *cdev);
int cdev_device_add(struct cdev *cdev, struct device *dev);
void cdev_device_del(struct cdev *cdev, struct device *dev);

#define MISC_DYNAMIC_MINOR 255
struct miscdevice {
	int minor;
	const char *name;
	const struct file_operations *fops;
	struct device *parent, *this_device;
	const struct attribute_group **groups;
	const char *nodename;
	umode_t mode;
};
int misc_register(struct miscdevice *misc);
void misc_deregister(struct miscdevice *misc);
#define module_misc_device(m) module_driver(m, misc_register, misc_deregister)

typedef struct poll_table_struct { void *key; } poll_table;
void poll_wait(struct file *file, wait_queue_head_t *wait, poll_table *p);
#define EPOLLIN 1
#define EPOLLPRI 2
#define EPOLLOUT 4
#define EPOLLERR 8
#define EPOLLHUP 16
#define EPOLLRDNORM 64
#define EPOLLWRNORM 256
#define POLLIN EPOLLIN
#define POLLOUT EPOLLOUT
#define POLLERR EPOLLERR
#define POLLHUP EPOLLHUP
#define POLLPRI EPOLLPRI
#define POLLRDNORM EPOLLRDNORM
#define POLLWRNORM EPOLLWRNORM
#define _IOC(dir, type, nr, size) (((dir) << 30) | ((type) << 8) | (nr) | ((size) << 16))
#define _IO(type, nr) _IOC(0U, (type), (nr), 0)
#define _IOR(type, nr, T) _IOC(2U, (type), (nr), sizeof(T))
#define _IOW(type, nr, T) _IOC(1U, (type), (nr), sizeof(T))
#define _IOWR(type, nr, T) _IOC(3U, (type), (nr), sizeof(T))
#define _IOC_SIZE(nr) (((nr) >> 16) & 0x3fff)
#define _IOC_NR(nr) ((nr) & 0xff)
#define _IOC_TYPE(nr) (((nr) >> 8) & 0xff)
#define _IOC_DIR(nr) (((nr) >> 30) & 3)

#endif
