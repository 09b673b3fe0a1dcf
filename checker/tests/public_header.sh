#!/usr/bin/env bash
# The public header stands alone: as strict C11 and as strict C++, with no folder of ours but include/.
set -euo pipefail
header=$SOURCE_ROOT/include/gfpcheck/gfpcheck.h
[[ -f $header ]] || { echo "there is no $header"; exit 1; }

flags=(-fsyntax-only -I"$SOURCE_ROOT/include" -Wall -Wextra -pedantic -Werror)
source='#include <gfpcheck/gfpcheck.h>
int main(void) { return 0; }'
"$CC" -std=c11 -x c "${flags[@]}" - <<<"$source"
"$CC" -std=c++11 -x c++ "${flags[@]}" - <<<"$source"
