#!/usr/bin/env bash
# The same input gives the same bytes: whatever its order, the number of workers, and what the database knew before.
source "$(dirname "$0")/support.bash"
mkdir a b
make_driver a/driver.c
make_driver b/driver.c
make_driver other.c
make_program p 6
: >empty.c
report() {
    local code=0
    "$GFPCHECK" --format "$1" "${@:2}" 2>&1 || code=$?
    ((code == 2)) || echo "exit $code"
}
for format in text json; do
    report $format --no-db a b other.c p empty.c >first
    grep -q 'a/driver.c' first
    report $format --no-db a b other.c p empty.c >again && cmp first again
    report $format --no-db p empty.c other.c b a/driver.c a >again && cmp first again
    for jobs in 1 8; do
        report $format --no-db -j $jobs a b other.c p empty.c >again && cmp first again
        report $format --db $format-$jobs.db -j $jobs a b other.c p empty.c >again && cmp first again
        report $format --db $format-$jobs.db -j $jobs a b other.c p empty.c >again && cmp first again
    done
done

# a header function is what each unit's own macros make of it, whatever unit the same worker had before
mkdir own
make_driver own/kernel.h
sed -i '/^#define GFP_/d; /^void bug/,$d' own/kernel.h
cat >own/alloc.h <<'EOF'
#include "kernel.h"
static inline void alloc_locked(struct device *d)
{
    spin_lock(&d->lock);
    d->buffer = kmalloc(8, FLAGS);
    spin_unlock(&d->lock);
}
EOF
for i in 1 2 3 4 5 6; do
    printf '%s\n' "#define FLAGS $( ((i == 3)) && echo 0xcc0u || echo 0x820u)" '#include "alloc.h"' \
        "void use_$i(struct device *d) { alloc_locked(d); }" >own/unit_$i.c
done
for jobs in 1 2 6; do
    for prelude in '' --no-prelude; do
        report json --no-db -j $jobs $prelude own -- -DX >"own-$jobs$prelude"
        cmp own-1 "own-$jobs$prelude"
    done
done
grep -q '"findings": 1,' own-1

# what is kept from before a change is of no weight after it
same_as_cold() {
    report json --db warm.db p >warm
    report json --no-db p >cold
    cmp warm cold || { diff warm cold || true; fail "warm and cold differ: $1"; }
}
same_as_cold 'a new database'
grep -q '"findings": 5,' warm
sed -i 's/kmalloc(16, GFP_KERNEL)/kmalloc(16, GFP_ATOMIC)/' p/kernel.h
same_as_cold 'a header function that was wrong'
grep -q '"findings": 4,' warm
sed -i 's/helper_3(d)/helper_5(d)/' p/helper_4.c
same_as_cold 'a call to another file'
sed -i 's/helper_0;/helper_5;/' p/driver_0.c
rm p/driver_3.c p/driver_4.c
same_as_cold 'files that are gone'
rm p/core.c
same_as_cold 'a file without calls that is gone'
mv p/helper_0.c p/other.c
make_program q 2 && mv q/core.c p/core.c
same_as_cold 'files that are moved and come back'
