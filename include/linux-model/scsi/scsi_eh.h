/* Model of scsi/scsi_eh.h: all of it is in scsi/scsi_host.h. */
#include <scsi/scsi_host.h>
