/* The same header as in header_meaning.c, with another macro. */
#define LEVEL 2
#include "header_meaning.h"

int high(void)
{
	return level();
}
