/* What only one of two merged paths knew still holds where that path was taken. */
#include <linux/delay.h>
#include <linux/spinlock.h>
#include <linux/string.h>

enum { CMD_PING, CMD_FILTER, CMD_LIST, CMD_RESET };

struct request {
	int group;
	int cmd;
	int done;
};

struct port {
	spinlock_t lock;
	int online;
};

/* Some commands of group 0 come from places that must not sleep, and return early. */
static int send_request(struct port *p, struct request *r)
{
	if (r->group == 0) {
		switch (r->cmd) {
		case CMD_FILTER:
		case CMD_LIST:
			r->done = 1;
			return 0;
		}
	}
	p->online = 1;
	msleep(10); // expect: atomic-sleep chain=reset_port>send_request
	return r->done;
}

void filter_port(struct port *p)
{
	struct request r;

	memset(&r, 0, sizeof(r));
	r.group = 0;
	r.cmd = CMD_FILTER;
	spin_lock(&p->lock);
	send_request(p, &r);
	spin_unlock(&p->lock);
}

void reset_port(struct port *p)
{
	struct request r;

	memset(&r, 0, sizeof(r));
	r.group = 0;
	r.cmd = CMD_RESET;
	spin_lock(&p->lock);
	send_request(p, &r);
	spin_unlock(&p->lock);
}

/* A flag that the function itself may take back is the caller's where it is set. */
static void wait_for(struct port *p, int timeout, bool sleep_ok)
{
	int i;

	if (timeout < 0) {
		sleep_ok = false;
		timeout = -timeout;
	}
	for (i = 0; i < timeout; i++) {
		if (p->online)
			break;
		if (sleep_ok)
			msleep(1); // expect: atomic-sleep chain=wait_wrongly>wait_for
		else
			mdelay(1);
	}
}

void wait_quickly(struct port *p, int timeout)
{
	spin_lock(&p->lock);
	wait_for(p, timeout, false);
	spin_unlock(&p->lock);
}

void wait_wrongly(struct port *p)
{
	spin_lock(&p->lock);
	wait_for(p, 100, true);
	spin_unlock(&p->lock);
}

struct message {
	struct request *header;
	int len;
};

static void exchange(struct port *p, struct message *m);

/* The request is all zeros only until the message that points to it has been filled in. */
void count_paths(struct port *p)
{
	struct request r;
	struct message m;

	memset(&r, 0, sizeof(r));
	memset(&m, 0, sizeof(m));
	m.header = &r;
	exchange(p, &m);
	spin_lock(&p->lock);
	if (r.done)
		msleep(1); // expect: atomic-sleep
	spin_unlock(&p->lock);
}

void count_no_paths(struct port *p)
{
	struct request r;
	struct message m;

	memset(&r, 0, sizeof(r));
	memset(&m, 0, sizeof(m));
	m.len = 1;
	exchange(p, &m);
	spin_lock(&p->lock);
	if (r.done)
		msleep(1);
	spin_unlock(&p->lock);
}
