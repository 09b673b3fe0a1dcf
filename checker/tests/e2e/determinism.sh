#!/usr/bin/env bash
# The same input gives the same bytes: whatever its order, the number of workers, and what the database knew before.
source "$(dirname "$0")/support.bash"
mkdir a b
make_driver a/driver.c
make_driver b/driver.c
make_driver other.c
: >empty.c
report() {
    local code=0
    "$GFPCHECK" --format "$1" "${@:2}" 2>&1 || code=$?
    ((code == 2)) || echo "exit $code"
}
for format in text json; do
    report $format --no-db a b other.c empty.c >first
    grep -q 'a/driver.c' first
    report $format --no-db a b other.c empty.c >again && cmp first again
    report $format --no-db empty.c other.c b a/driver.c a >again && cmp first again
    for jobs in 1 8; do
        report $format --no-db -j $jobs a b other.c empty.c >again && cmp first again
        report $format --db $format-$jobs.db -j $jobs a b other.c empty.c >again && cmp first again
        report $format --db $format-$jobs.db -j $jobs a b other.c empty.c >again && cmp first again
    done
done
