#!/usr/bin/env bash
# Two runs give the same bytes, apart from the seconds, whatever the order of the input.
source "$(dirname "$0")/support.bash"
mkdir a b
make_driver a/driver.c
make_driver b/driver.c
make_driver other.c
: >empty.c
report() {
    local code=0
    "$GFPCHECK" --no-db --format "$1" "${@:2}" 2>&1 || code=$?
    ((code == 2)) || echo "exit $code"
}
same_but_seconds() { sed -E 's/"seconds": [0-9.e-]+/"seconds": 0/; s/, [0-9.]+ s\b/, 0 s/'; }
for format in text json; do
    report $format a b other.c empty.c | same_but_seconds >first
    report $format a b other.c empty.c | same_but_seconds >second
    report $format empty.c other.c b a/driver.c a | same_but_seconds >third
    grep -q 'a/driver.c' first
    cmp first second
    cmp first third
done
