#!/bin/bash
# Each model header parses without a warning alone, and all of them parse together.
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
find . -name '*.h' | sed 's,^\./,,' | sort > "$work/names"
bad=0
while read -r name; do
    head -n 1 "$name" | grep -q '^/\* Model of ' || { echo "$name: does not begin with what it models"; bad=1; }
    echo "#include <$name>"
done < "$work/names" > "$work/lines"
split -l 1 -d -a 4 --additional-suffix=.c <(grep '^#include' "$work/lines") "$work/one"
grep -v '^#include' "$work/lines"
"$clang" "${flags[@]}" "$work"/one*.c || bad=1
grep '^#include' "$work/lines" > "$work/all.c"
"$clang" "${flags[@]}" "$work/all.c" || bad=1
grep '^#include' "$work/lines" | sort -r > "$work/back.c"
"$clang" "${flags[@]}" "$work/back.c" || bad=1
exit $bad
