/* Model of sound/initval.h: all of it is in sound/core.h. */
#include <sound/core.h>
