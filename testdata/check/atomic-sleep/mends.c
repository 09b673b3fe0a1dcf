/* What a finding says last: the mend that fits. Each twin is mended so. */
#include <linux/clk.h>
#include <linux/clk-provider.h>
#include <linux/delay.h>
#include <linux/dmaengine.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/iopoll.h>
#include <linux/irq.h>
#include <linux/leds.h>
#include <linux/mutex.h>
#include <linux/netdevice.h>
#include <linux/spi/spi.h>
#include <linux/timer.h>
#include <linux/usb.h>
#include <linux/workqueue.h>
#include <sound/core.h>

struct pwm_device;
struct pwm_state;
int pwm_apply_might_sleep(struct pwm_device *pwm, const struct pwm_state *state);
int pwm_apply_atomic(struct pwm_device *pwm, const struct pwm_state *state);

struct request_queue;
struct request;
struct request *blk_mq_alloc_request(struct request_queue *q, unsigned int op, unsigned int flags);
#define BLK_MQ_REQ_NOWAIT 1

struct card {
	spinlock_t lock;
	struct mutex mutex;
	struct work_struct work;
	struct delayed_work later;
	struct timer_list timer;
	struct clk *clk;
	struct dma_chan *chan;
	struct pwm_device *pwm;
	struct request_queue *queue;
	struct spi_device *spi;
	struct usb_device *udev;
	struct urb *urb;
	void __iomem *regs;
	int irq;
};

/* ---- functions with a sibling that does not wait ---- */

void siblings(struct card *c, struct spi_message *m, const struct pwm_state *state)
{
	u32 v;

	spin_lock(&c->lock);
	disable_irq(c->irq); // expect: atomic-sleep {{mend: use disable_irq_nosync(), which does not wait for the handler; or call disable_irq() outside of spin_lock(&c->lock)}}
	cancel_work_sync(&c->work); // expect: atomic-sleep {{mend: use cancel_work(), which does not wait for a work that runs already; or}}
	cancel_delayed_work_sync(&c->later); // expect: atomic-sleep {{mend: use cancel_delayed_work(), which does not wait for a work that runs already; or}}
	synchronize_rcu(); // expect: atomic-sleep {{mend: use call_rcu() or kfree_rcu(), which come back to it after the grace period; or}}
	usb_kill_urb(c->urb); // expect: atomic-sleep {{mend: use usb_unlink_urb(), which does not wait for the completion; or}}
	usb_control_msg(c->udev, 0, 0, 0, 0, 0, NULL, 0, 100); // expect: atomic-sleep {{mend: submit an urb with a completion function and GFP_ATOMIC; or}}
	spi_sync(c->spi, m); // expect: atomic-sleep {{mend: use spi_async(), whose completion function continues; or}}
	dmaengine_terminate_sync(c->chan); // expect: atomic-sleep {{mend: use dmaengine_terminate_async(), and dmaengine_synchronize() later; or}}
	clk_prepare_enable(c->clk); // expect: atomic-sleep {{mend: prepare the clock once, and use clk_enable() here; or}}
	clk_disable_unprepare(c->clk); // expect: atomic-sleep {{mend: use clk_disable() here, and unprepare the clock at the end; or}}
	readl_poll_timeout(c->regs, v, v & 1, 10, 1000); // expect: atomic-sleep {{mend: use its _atomic form with a short timeout; or call readl_poll_timeout() outside of spin_lock(&c->lock)}}
	pwm_apply_might_sleep(c->pwm, state); // expect: atomic-sleep {{mend: use pwm_apply_atomic(), if pwm_might_sleep() says no; or}}
	blk_mq_alloc_request(c->queue, 0, 0); // expect: atomic-sleep {{mend: give it BLK_MQ_REQ_NOWAIT, and handle its failure; or}}
	spin_unlock(&c->lock);
}

void siblings_mended(struct card *c, struct spi_message *m, const struct pwm_state *state)
{
	u32 v;

	spin_lock(&c->lock);
	disable_irq_nosync(c->irq);
	cancel_work(&c->work);
	cancel_delayed_work(&c->later);
	usb_unlink_urb(c->urb);
	usb_submit_urb(c->urb, GFP_ATOMIC);
	spi_async(c->spi, m);
	dmaengine_terminate_async(c->chan);
	clk_enable(c->clk);
	clk_disable(c->clk);
	readl_poll_timeout_atomic(c->regs, v, v & 1, 10, 1000);
	pwm_apply_atomic(c->pwm, state);
	blk_mq_alloc_request(c->queue, 0, BLK_MQ_REQ_NOWAIT);
	spin_unlock(&c->lock);
}

/* ---- regions ---- */

void region(struct card *c)
{
	spin_lock(&c->lock);
	mutex_lock(&c->mutex); // expect: atomic-sleep {{mend: call mutex_lock() outside of spin_lock(&c->lock)}}
	mutex_unlock(&c->mutex);
	spin_unlock(&c->lock);
}

void region_mended(struct card *c)
{
	mutex_lock(&c->mutex);
	spin_lock(&c->lock);
	spin_unlock(&c->lock);
	mutex_unlock(&c->mutex);
}

/* ---- callbacks ---- */

static irqreturn_t handler(int irq, void *data)
{
	struct card *c = data;

	mutex_lock(&c->mutex); // expect: atomic-sleep {{mend: call mutex_lock() in a threaded handler (request_threaded_irq())}}
	mutex_unlock(&c->mutex);
	return IRQ_HANDLED;
}

static irqreturn_t thread(int irq, void *data)
{
	struct card *c = data;

	mutex_lock(&c->mutex);
	mutex_unlock(&c->mutex);
	return IRQ_HANDLED;
}

static void tick(struct timer_list *t)
{
	struct card *c = from_timer(c, t, timer);

	mutex_lock(&c->mutex); // expect: atomic-sleep {{mend: call mutex_lock() in a work function (schedule_work())}}
	mutex_unlock(&c->mutex);
}

static void work(struct work_struct *w)
{
	struct card *c = container_of(w, struct card, work);

	mutex_lock(&c->mutex);
	mutex_unlock(&c->mutex);
}

int set_up(struct card *c, int other)
{
	timer_setup(&c->timer, tick, 0);
	INIT_WORK(&c->work, work);
	if (request_irq(c->irq, handler, 0, "card", c))
		return -EBUSY;
	return request_threaded_irq(other, NULL, thread, IRQF_ONESHOT, "card", c);
}

/* ---- callbacks with a sibling that may sleep ---- */

static DEFINE_MUTEX(bus);

static void mask(struct irq_data *d)
{
	mutex_lock(&bus); // expect: atomic-sleep {{mend: do it in irq_bus_sync_unlock() of the chip, which may sleep}}
	mutex_unlock(&bus);
}

static void sync_unlock(struct irq_data *d)
{
	mutex_unlock(&bus);
}

static void bus_lock(struct irq_data *d)
{
	mutex_lock(&bus);
}

struct irq_chip chip = {.irq_mask = mask};
struct irq_chip chip_mended = {.irq_bus_lock = bus_lock, .irq_bus_sync_unlock = sync_unlock};

static void brightness(struct led_classdev *led, enum led_brightness value)
{
	mutex_lock(&bus); // expect: atomic-sleep {{mend: set brightness_set_blocking in place of brightness_set}}
	mutex_unlock(&bus);
}

static int brightness_mended(struct led_classdev *led, enum led_brightness value)
{
	mutex_lock(&bus);
	mutex_unlock(&bus);
	return 0;
}

struct led_classdev led = {.brightness_set = brightness};
struct led_classdev led_mended = {.brightness_set_blocking = brightness_mended};

static int trigger(struct snd_pcm_substream *substream, int cmd)
{
	mutex_lock(&bus); // expect: atomic-sleep {{mend: set nonatomic of the snd_pcm, if all of its operations may sleep}}
	mutex_unlock(&bus);
	return 0;
}

static int prepare(struct snd_pcm_substream *substream)
{
	mutex_lock(&bus);
	mutex_unlock(&bus);
	return 0;
}

const struct snd_pcm_ops pcm = {.trigger = trigger, .prepare = prepare};

static int enable(struct clk_hw *hw)
{
	mutex_lock(&bus); // expect: atomic-sleep {{mend: do it in prepare and unprepare of the clk_ops, which may sleep}}
	mutex_unlock(&bus);
	return 0;
}

static int prepare_clock(struct clk_hw *hw)
{
	mutex_lock(&bus);
	mutex_unlock(&bus);
	return 0;
}

const struct clk_ops clock = {.enable = enable};
const struct clk_ops clock_mended = {.prepare = prepare_clock};

/* ---- netpoll ---- */

static void card_netpoll(struct net_device *dev)
{
	disable_irq(dev->irq); // expect: atomic-sleep {{mend: use disable_hardirq(), which waits for the handler only, and does not sleep; or}}
	enable_irq(dev->irq);
}

static void card_netpoll_mended(struct net_device *dev)
{
	disable_hardirq(dev->irq);
	enable_irq(dev->irq);
}

const struct net_device_ops card_netdev_ops[] = {
	{ .ndo_poll_controller = card_netpoll },
	{ .ndo_poll_controller = card_netpoll_mended },
};
