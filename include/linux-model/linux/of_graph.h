/* Model of linux/of_graph.h: all of it is in linux/of.h. */
#include <linux/of.h>
