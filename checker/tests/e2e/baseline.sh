#!/usr/bin/env bash
# --baseline and --write-baseline: what is known is not shown, what is new is, and what is gone is told.
source "$(dirname "$0")/support.bash"
mkdir src
make_driver src/driver.c

# written, by its default name or another one, and then all is known
run 0 --write-baseline src -- -DX
in_out '^0 findings in 1 file, 2 functions; 1 known$'
in_err '^gfpcheck: note: \.gfpcheck-baseline: 1 added, 0 dropped$'
run 0 --write-baseline=known src -- -DX
cmp .gfpcheck-baseline known || fail 'two baselines of one run differ'
[[ $(sed -n 1p known) == '# gfpcheck baseline 1' ]] || fail 'the first line is not that of a baseline'
grep -qP '^src/driver\.c\tbug\tatomic-alloc\t[0-9a-f]{32}\tkmalloc\(\) may sleep under spin_lock\(&d->lock\)$' known ||
    fail 'the entry is not there'
run 0 --baseline known src -- -DX
in_out '^0 findings in 1 file, 2 functions; 1 known$'
run 0 --format json --baseline known src -- -DX
in_out '"known": 1'
run 1 src -- -DX

# it stays known when lines move, and with another function changed; a new one is shown
sed -i '1i /* moved */\n' src/driver.c
sed -i '/^void twin/,$s/GFP_ATOMIC/GFP_KERNEL/' src/driver.c
run 1 --baseline known src -- -DX
in_out '^src/driver\.c:23:17: warning: '
in_out '^1 finding in 1 file, 2 functions; 1 known$'
run 0 --baseline known --write-baseline src -- -DX
in_err ': 1 added, 0 dropped$'
[[ $(wc -l <known) == 3 ]] || fail 'not two entries'

# one that was mended is told, and dropped when the baseline is written again
sed -i '16s/GFP_KERNEL/GFP_ATOMIC/' src/driver.c
run 0 --baseline known src -- -DX
in_out '; 1 known$'
gone='^gfpcheck: note: known: no longer found: src/driver\.c: bug\(\): kmalloc\(\) may sleep .* \[atomic-alloc\]$'
in_err "$gone"
cp known before

# but not by a run that could not find it: other checks, the file alone, other headers, a unit that does not compile
not_gone() {
    run "$@"
    ! grep -q 'no longer found' err || fail 'told as gone'
}
not_gone 0 --ignore atomic-alloc --baseline known src -- -DX
not_gone 0 --baseline known src/driver.c -- -DX
not_gone 0 --model --baseline known src
cp src/driver.c whole.c
echo 'int broken' >>src/driver.c
not_gone 2 --baseline known --write-baseline src -- -DX
cmp known before || fail 'an entry of a unit that failed was dropped'
cp whole.c src/driver.c
not_gone 0 --baseline known --write-baseline src/driver.c -- -DX
cmp known before || fail 'an entry of a file that was named alone was dropped'
run 0 --baseline known --write-baseline src -- -DX
in_err "$gone"
in_err ': 0 added, 1 dropped$'
[[ $(wc -l <known) == 2 ]] || fail 'not one entry'

# gone with its file; and suppressed in the source, which is as good
mv src/driver.c src/other.c
run 1 --baseline known src -- -DX
in_err 'no longer found: src/driver\.c: twin'
mv src/other.c src/driver.c
sed -i '23s|$| /* gfpcheck: ignore[atomic-alloc] by hand */|' src/driver.c
run 0 --baseline known src -- -DX
in_out '; 1 suppressed$'
in_err 'no longer found: src/driver\.c: twin'
sed -i '23s| /\* gfp.*||' src/driver.c

# model headers: the baseline says so, and their runs are judged by it
run 0 --model --write-baseline=reduced src
[[ $(sed -n 1p reduced) == '# gfpcheck baseline 1, with reduced precision' ]] || fail 'it does not say so'
sed -i '23s/GFP_KERNEL/GFP_ATOMIC/' src/driver.c
run 0 --model --baseline reduced src
in_err 'no longer found: src/driver\.c: twin'
sed -i '23s/GFP_ATOMIC/GFP_KERNEL/' src/driver.c

# findings that are not sure enough to be shown are not added, and not dropped
cp known before
run 0 --min-confidence definite --baseline known --write-baseline src -- -DX
cmp known before || fail 'another baseline with definite findings alone'

# with rights and links as they are for any file
rm known
ln -s before known
(umask 027 && run 0 --write-baseline=known src -- -DX)
[[ -L known && $(wc -l <before) == 2 ]] || fail 'the baseline is not where the link leads'
(umask 027 && run 0 --write-baseline=new src -- -DX)
[[ $(stat -c %a new) == 640 ]] || fail 'the rights are not those of a new file'

# wrong values and broken files
run 2 --baseline gone src -- -DX
in_err '^gfpcheck: error: gone: no such baseline; --write-baseline makes one$'
run 2 --baseline '' src -- -DX
in_err '^gfpcheck: error: the name of the baseline is empty$'
run 2 --write-baseline=no/such src -- -DX
in_err '^gfpcheck: error: no: no such folder for a baseline$'
run 2 --write-baseline=src src -- -DX
in_err '^gfpcheck: error: the baseline cannot be read: .*src.*Is a directory'
run 2 --write-baseline=src/driver.c src -- -DX
in_err '^gfpcheck: error: src/driver\.c:1: no baseline of gfpcheck$'
grep -q spin_lock src/driver.c || fail 'the source was overwritten'
printf '<<<<<<< HEAD\n' >>new
run 2 --baseline new src -- -DX
in_err '^gfpcheck: error: new:3: no entry: '
run 2 --baseline known --write-baseline=new src -- -DX
in_err '^gfpcheck: error: --baseline and --write-baseline name two files$'
run 2 --write-baseline --diff - src -- -DX
in_err '^gfpcheck: error: --write-baseline is about all that is found: not with --new-from or --diff$'
run 0 --write-baseline=known --baseline known src -- -DX
if ((EUID != 0)); then
    chmod a-w .
    run 2 --write-baseline=nowhere src -- -DX
    in_err 'the baseline cannot be written: '
    chmod u+w .
fi
