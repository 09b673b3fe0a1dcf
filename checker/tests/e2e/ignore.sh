#!/usr/bin/env bash
# Comments that suppress findings: with a reason, of the right check, and not longer than they are needed.
source "$(dirname "$0")/support.bash"
mkdir src
make_driver src/driver.c
(cd src && sed -i '14s|$| /* gfpcheck: ignore[atomic-alloc] nobody knows the lock yet */|' driver.c)

run 0 src -- -DX
in_out '^0 findings in 1 file, 2 functions; 1 suppressed$'
run 0 --format json src -- -DX
in_out '"suppressed": 1'

# it was of use once
sed -i 's/GFP_KERNEL);/GFP_ATOMIC);/' src/driver.c
unused='^src/driver\.c:14:41: warning: the comment suppresses nothing: there is no atomic-alloc here \[unused-ignore\]$'
run 1 src -- -DX
in_out "$unused"
run 0 --ignore unused-ignore src -- -DX
run 0 --select atomic-free,unused-ignore src -- -DX
run 1 --select atomic-alloc,unused-ignore src -- -DX
in_out "$unused"

# a run that does not see all says nothing of it: one file of many, the model headers, a unit that does not compile
run 0 src/driver.c -- -DX
run 0 cc -c src/driver.c
run 0 --model src
echo 'int broken' >>src/driver.c
run 2 src -- -DX
not_in_out unused-ignore
sed -i '$d' src/driver.c
sed -i '1i #include <linux/no-such-header.h>' src/driver.c
run 2 src -- -DX
not_in_out unused-ignore
sed -i 1d src/driver.c

# nor does a comment that says that it may be unused
sed -i '14s/\[/[unused-ignore, /' src/driver.c
run 0 src -- -DX

# what is wrong with a comment is said wherever it is read
sed -i '14s/\].*/] *\//' src/driver.c
run 1 src/driver.c -- -DX
in_out 'driver\.c:14:41: warning: the comment suppresses nothing: it gives no reason \[unused-ignore\]$'
run 0 cc -c src/driver.c
in_err 'it gives no reason'

# that a file has no comment is known to the next run, until it has one
printf 'int f(void) { return 0; }\n' >src/driver.c
for _ in 1 2; do
    run 0 src -- -DX
done
printf 'int f(void) { return 0; } /* gfpcheck: ignore[atomic-alloc] it is fine */\n' >src/driver.c
for _ in 1 2; do
    run 1 src -- -DX
    in_out 'driver\.c:1:.*there is no atomic-alloc here \[unused-ignore\]$'
done
