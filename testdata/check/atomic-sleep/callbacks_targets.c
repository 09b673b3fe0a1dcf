/* SCSI targets: what the core asks their fabric under its locks, and what it calls from its work queues. */
#include <linux/mutex.h>
#include <linux/slab.h>

struct se_session;
struct se_cmd;
struct se_portal_group {
	struct mutex lock;
	u16 tag;
};

struct target_core_fabric_ops {
	char *(*tpg_get_wwn)(struct se_portal_group *);
	u16 (*tpg_get_tag)(struct se_portal_group *);
	u32 (*tpg_get_inst_index)(struct se_portal_group *);
	u32 (*sess_get_index)(struct se_session *);
	u32 (*sess_get_initiator_sid)(struct se_session *, unsigned char *, u32);
	void (*close_session)(struct se_session *);
	int (*queue_status)(struct se_cmd *);
};

static DEFINE_MUTEX(sessions);

static char *wwn(struct se_portal_group *group)
{
	return kasprintf(GFP_KERNEL, "%u", group->tag); // expect: atomic-alloc {{question about a portal group}}
}

static u16 tag(struct se_portal_group *group)
{
	u16 t;

	mutex_lock(&group->lock); // expect: atomic-sleep {{question about a portal group}}
	t = group->tag;
	mutex_unlock(&group->lock);
	return t;
}

static u32 instance(struct se_portal_group *group)
{
	return READ_ONCE(group->tag);
}

static u32 session_index(struct se_session *session)
{
	mutex_lock(&sessions); // expect: atomic-sleep {{question about a session}}
	mutex_unlock(&sessions);
	return 0;
}

static u32 initiator(struct se_session *session, unsigned char *buf, u32 size)
{
	buf[0] = 0;
	return 1;
}

static void close_session(struct se_session *session)
{
	mutex_lock(&sessions);
	mutex_unlock(&sessions);
}

static int status(struct se_cmd *cmd)
{
	mutex_lock(&sessions);
	mutex_unlock(&sessions);
	return 0;
}

const struct target_core_fabric_ops fabric = {
	.tpg_get_wwn = wwn,
	.tpg_get_tag = tag,
	.tpg_get_inst_index = instance,
	.sess_get_index = session_index,
	.sess_get_initiator_sid = initiator,
	.close_session = close_session,
	.queue_status = status,
};
