/* Model of sound/pcm_params.h: all of it is in sound/core.h. */
#include <sound/core.h>
