/* A header function belongs to its unit: the macros before its #include are this unit's. */
#define LEVEL 1
#include "header_meaning.h"

int low(void)
{
	return level();
}
