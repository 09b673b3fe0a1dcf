/* Model of linux/mailbox_controller.h: all of it is in linux/mailbox_client.h. */
#include <linux/mailbox_client.h>
