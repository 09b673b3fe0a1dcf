/* Model of the scsi headers: queuecommand may not sleep, the error handlers may. */
#ifndef _MODEL_SCSI_SCSI_HOST_H
#define _MODEL_SCSI_SCSI_HOST_H

#include <linux/device.h>
#include <linux/module.h>
#include <linux/scatterlist.h>

#define SUCCESS 0x2002
#define FAILED 0x2003
#define DID_OK 0
#define DID_ERROR 7
#define SCSI_MLQUEUE_HOST_BUSY 0x1055
#define SCSI_MLQUEUE_DEVICE_BUSY 0x1056
struct Scsi_Host;
struct scsi_device { struct Scsi_Host *host; u64 lun; unsigned int id, channel; void *hostdata; struct device sdev_gendev; };
struct scsi_cmnd {
	struct scsi_device *device;
	unsigned char *cmnd;
	unsigned short cmd_len;
	int sc_data_direction, result;
	unsigned char *sense_buffer, *host_scribble;
};
struct scsi_host_template {
	struct module *module;
	const char *name;
	int (*queuecommand)(struct Scsi_Host *host, struct scsi_cmnd *cmd);
	int (*eh_abort_handler)(struct scsi_cmnd *cmd);
	int (*eh_device_reset_handler)(struct scsi_cmnd *cmd);
	int (*eh_bus_reset_handler)(struct scsi_cmnd *cmd);
	int (*eh_host_reset_handler)(struct scsi_cmnd *cmd);
	int (*slave_alloc)(struct scsi_device *sdev);
	int (*slave_configure)(struct scsi_device *sdev);
	void (*slave_destroy)(struct scsi_device *sdev);
	int (*change_queue_depth)(struct scsi_device *sdev, int depth);
	const char *proc_name;
	int can_queue, this_id, cmd_per_lun;
	unsigned short sg_tablesize;
	unsigned int max_sectors;
};
struct Scsi_Host {
	spinlock_t *host_lock;
	const struct scsi_host_template *hostt;
	unsigned int host_no, max_id, max_channel, irq;
	u64 max_lun;
	int can_queue;
	struct device shost_gendev;
	unsigned long hostdata[];
};
#define shost_priv(shost) ((void *)(shost)->hostdata)
struct Scsi_Host *scsi_host_alloc(const struct scsi_host_template *sht, int privsize);
int scsi_add_host(struct Scsi_Host *host, struct device *dev);
void scsi_scan_host(struct Scsi_Host *host);
void scsi_remove_host(struct Scsi_Host *host);
void scsi_host_put(struct Scsi_Host *host);
void scsi_done(struct scsi_cmnd *cmd);
int scsi_dma_map(struct scsi_cmnd *cmd);
void scsi_dma_unmap(struct scsi_cmnd *cmd);
unsigned int scsi_bufflen(struct scsi_cmnd *cmd);
struct scatterlist *scsi_sglist(struct scsi_cmnd *cmd);
unsigned int scsi_sg_count(struct scsi_cmnd *cmd);
void scsi_set_resid(struct scsi_cmnd *cmd, unsigned int resid);

#endif
