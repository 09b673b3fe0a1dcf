/* Model of scsi/scsi_device.h: all of it is in scsi/scsi_host.h. */
#include <scsi/scsi_host.h>
