/* What a mode decides: an argument, a field that only the caller's kind of request has, a state of the device. */
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct sock;
struct sk_buff;
struct file;
struct device;
struct fsl_mc_io;
struct fsl_mc_command;
struct ib_ah;
struct ib_udata;
struct rdma_ah_init_attr {
	unsigned int flags;
};
struct ib_device_ops {
	int (*create_ah)(struct ib_ah *ah, struct rdma_ah_init_attr *attr, struct ib_udata *udata);
};

int netlink_unicast(struct sock *ssk, struct sk_buff *skb, unsigned int portid, int nonblock);
void fput(struct file *file);
int __pm_runtime_resume(struct device *dev, int rpmflags);
int __pm_runtime_suspend(struct device *dev, int rpmflags);
int __pm_runtime_idle(struct device *dev, int rpmflags);
void acpi_os_printf(const char *text, ...);
int mc_send_command(struct fsl_mc_io *io, struct fsl_mc_command *cmd);
_Bool dc_is_fp_enabled(void);

static spinlock_t lock;
static DEFINE_MUTEX(mutex);

void send(struct sock *s, struct sk_buff *skb)
{
	spin_lock(&lock);
	netlink_unicast(s, skb, 1, 0x40);
	netlink_unicast(s, skb, 1, 0); // expect: atomic-sleep {{netlink_unicast}}
	spin_unlock(&lock);
}

void quiet(struct file *file, struct device *dev)
{
	spin_lock(&lock);
	fput(file);
	acpi_os_printf("x");
	__pm_runtime_resume(dev, 4);
	__pm_runtime_suspend(dev, 4);
	__pm_runtime_idle(dev, 4);
	spin_unlock(&lock);
}

void command(struct fsl_mc_io *io, struct fsl_mc_command *cmd)
{
	spin_lock(&lock);
	mc_send_command(io, cmd); // expect: atomic-sleep {{mc_send_command}} confidence=likely
	spin_unlock(&lock);
}

static void without_fp(void)
{
	_Bool enabled = dc_is_fp_enabled();

	if (enabled)
		preempt_enable();
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	if (enabled)
		preempt_disable();
}

void with_fp(void)
{
	preempt_disable();
	without_fp();
	preempt_enable();
}

void with_fp_and_lock(void)
{
	preempt_disable();
	mutex_lock(&mutex); // expect: atomic-sleep
	mutex_unlock(&mutex);
	preempt_enable();
}

static int create_ah(struct ib_ah *ah, struct rdma_ah_init_attr *attr, struct ib_udata *udata)
{
	if (udata) {
		mutex_lock(&mutex);
		mutex_unlock(&mutex);
	}
	return 0;
}

static int create_ah_badly(struct ib_ah *ah, struct rdma_ah_init_attr *attr, struct ib_udata *udata)
{
	if (!udata) {
		mutex_lock(&mutex); // expect: atomic-sleep {{RDMA verb}}
		mutex_unlock(&mutex);
	}
	return 0;
}

const struct ib_device_ops good = {.create_ah = create_ah};
const struct ib_device_ops bad = {.create_ah = create_ah_badly};
