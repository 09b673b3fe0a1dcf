/* Model of rdma/ib_verbs.h: the fast verbs and all completion handlers may not sleep. */
#ifndef _MODEL_RDMA_IB_VERBS_H
#define _MODEL_RDMA_IB_VERBS_H

#include <linux/device.h>
#include <linux/module.h>

struct ib_device;
struct ib_event;
struct ib_pd { struct ib_device *device; };
struct ib_qp { struct ib_device *device; };
struct ib_cq;
struct ib_cq_init_attr { unsigned int cqe, flags; u32 comp_vector; };
struct ib_qp_attr;
struct ib_udata;
struct ib_wc { u64 wr_id; int status; };
struct ib_send_wr { struct ib_send_wr *next; u64 wr_id; };
struct ib_recv_wr { struct ib_recv_wr *next; u64 wr_id; };
enum ib_cq_notify_flags { IB_CQ_SOLICITED = 1, IB_CQ_NEXT_COMP = 2 };
typedef void (*ib_comp_handler)(struct ib_cq *cq, void *cq_context);
struct ib_cq { struct ib_device *device; ib_comp_handler comp_handler; void *cq_context; };
struct ib_qp_init_attr {
	void (*event_handler)(struct ib_event *event, void *context);
	void *qp_context;
	struct ib_cq *send_cq, *recv_cq;
};
struct ib_device_ops {
	struct module *owner;
	int (*post_send)(struct ib_qp *qp, const struct ib_send_wr *wr, const struct ib_send_wr **bad);
	int (*post_recv)(struct ib_qp *qp, const struct ib_recv_wr *wr, const struct ib_recv_wr **bad);
	int (*poll_cq)(struct ib_cq *cq, int num_entries, struct ib_wc *wc);
	int (*req_notify_cq)(struct ib_cq *cq, enum ib_cq_notify_flags flags);
	int (*modify_qp)(struct ib_qp *qp, struct ib_qp_attr *attr, int mask, struct ib_udata *udata);
};
struct ib_device { struct device dev; struct ib_device_ops ops; };
struct ib_cq *__ib_create_cq(struct ib_device *device, ib_comp_handler comp_handler,
			     void (*event_handler)(struct ib_event *event, void *context), void *cq_context,
			     const struct ib_cq_init_attr *attr, const char *caller);
#define ib_create_cq(device, comp, event, context, attr) __ib_create_cq((device), (comp), (event), (context), (attr), "model")
struct ib_qp *ib_create_qp(struct ib_pd *pd, struct ib_qp_init_attr *attr);
void ib_set_device_ops(struct ib_device *device, const struct ib_device_ops *ops);

#endif
