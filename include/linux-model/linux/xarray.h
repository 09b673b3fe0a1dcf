/* Model of linux/xarray.h: all of it is in linux/idr.h. */
#include <linux/idr.h>
