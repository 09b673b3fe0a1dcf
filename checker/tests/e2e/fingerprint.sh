#!/usr/bin/env bash
# A finding's fingerprint is of its check, function and cause: neither lines nor callers change it.
source "$(dirname "$0")/support.bash"

# fingerprints: of the findings in driver.c, one a line
fingerprints() {
    run 1 --format json driver.c
    sed -nE 's/^ *"fingerprint": "([0-9a-f]{32})",$/\1/p' out
}
expect_same() { [[ $(fingerprints) == "$before" ]] || fail "the fingerprint is another with $1"; }
expect_other() { [[ $(fingerprints) != "$before" ]] || fail "the fingerprint is the same with $1"; }

make_driver driver.c
before=$(fingerprints)
sed -i '1i /* moved */\n' driver.c
expect_same 'moved lines'
sed -i 's/^void twin/void other_name/; /^void bug/i void more(struct device *d)\n{\n    d->buffer = 0;\n}\n' driver.c
expect_same 'another function changed'
sed -i 's/8, GFP_KERNEL/sizeof(*d), GFP_KERNEL/' driver.c
expect_same 'another size'
sed -i 's/bug(struct/big_bug(struct/' driver.c
expect_other 'another function'
make_driver driver.c
sed -i '14s/$/\n    d->buffer = kmalloc(8, GFP_KERNEL);/' driver.c
[[ $(fingerprints | wc -l) == 2 && $(fingerprints | head -n1) == "$before" ]] || fail 'two are not told apart'
[[ $(fingerprints | sort -u | wc -l) == 2 ]] || fail 'two in one function have one fingerprint'

# the lock is a caller's
make_driver driver.c
cat >>driver.c <<'END'
static void helper(struct device *d)
{
    d->buffer = kmalloc(8, GFP_KERNEL);
}

void caller(struct device *d)
{
    spin_lock(&d->lock);
    helper(d);
    spin_unlock(&d->lock);
}
END
sed -i 14d driver.c
before=$(fingerprints)
sed -i 's/void caller/void other_caller/' driver.c
expect_same 'another caller'
sed -i 's/spin_lock(&d->lock);$/spin_lock(\&d[1].lock);/' driver.c
expect_same 'another lock of the caller'
sed -i 's/    helper(d);/    between(d);/; s/^void other_caller/static void between(struct device *d)\n{\n    helper(d);\n}\n\n&/' driver.c
expect_same 'one more function between'

# what sleeps is in a header's function
cat >>driver.c <<'END'
#include "grow.h"

void below(struct device *d)
{
    spin_lock(&d->lock);
    grow(d);
    spin_unlock(&d->lock);
}
END
cat >grow.h <<'END'
void *vmalloc(unsigned long size);

static inline void grow(struct device *d)
{
    d->buffer = kmalloc(8, GFP_KERNEL);
}
END
before=$(fingerprints)
[[ $(wc -l <<<"$before") == 2 ]] || fail 'not two findings'
sed -i 's/kmalloc(8, GFP_KERNEL)/vmalloc(8)/' grow.h
expect_same 'another sleeper below'
