/* Model of sound/pcm.h: all of it is in sound/core.h. */
#include <sound/core.h>
