/* unused-ignore: a comment that suppresses nothing. No violation of the program is one: filter/ignore.c makes
 * its findings, once all others are there.
 */
#include "checks/check.h"

static bool wants(const struct violation *v)
{
    (void)v;
    return false;
}

const struct check check_UNUSED_IGNORE = {.wants = wants};
