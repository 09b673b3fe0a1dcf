/* Model of sound/soc.h: all of it is in sound/rawmidi.h. */
#include <sound/rawmidi.h>
