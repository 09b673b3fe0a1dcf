#!/bin/bash
# Each model header parses without a warning alone (those that only include another one are left out), and all of them
# parse together, in either order.
set -u
model=$SOURCE_ROOT/include/linux-model
clang=${CLANG:-}
for name in clang-19 clang-18 clang-17 clang; do
    [ -n "$clang" ] || clang=$(command -v "$name" || true)
done
[ -n "$clang" ] || { echo "no clang here"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-fsyntax-only -std=gnu11 -nostdinc "-I$model" -Wall -Werror -Wno-unused-function)

cd "$model" || exit 1
mapfile -t headers < <(find . -name '*.h' | sed 's,^\./,,' | sort)
bad=0
for name in "${headers[@]}"; do
    head -n 1 "$name" | grep -q '^/\* Model of ' || { echo "$name: does not begin with what it models"; bad=1; }
    grep -q '^#ifndef _MODEL_' "$name" && echo "#include <$name>" > "$work/one-${name//\//-}.c"
    echo "#include <$name>"
done > "$work/lines"
grep -v '^#include' "$work/lines"
grep '^#include' "$work/lines" > "$work/all.c"
tac "$work/all.c" > "$work/back.c"
"$clang" "${flags[@]}" "$work"/*.c || bad=1
exit $bad
