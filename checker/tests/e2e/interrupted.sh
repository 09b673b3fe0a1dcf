#!/usr/bin/env bash
# Runs that end early, and runs at the same time: what was done is kept, and the next run finds what it should.
source "$(dirname "$0")/support.bash"

# units that take a moment each
make_program p 8
for file in p/*.c; do
    for ((f = 0; f < 150; f++)); do echo "static int filler_$f(int a) { return a ? filler_$f(a - 1) : $f; }"; done >>"$file"
done
make_commands . -DX p/*.c
units=17

report() { # report DB, of findings alone: notes tell of other runs
    local code=0
    "$GFPCHECK" --db "$1" --format json -j2 -p . 2>>notes || code=$?
    echo "exit $code"
}
"$GFPCHECK" --no-db --format json -p . >single || true
echo 'exit 1' >>single
grep -q '"findings": 6,' single
seed=${SEED:-$RANDOM}
echo "SEED=$seed"
RANDOM=$seed

moment() { sleep "0.$(printf %03d $((RANDOM % $1)))"; }

# ---- killed at any moment: the database is whole, and the next run right ----

for ((i = 0; i < 12; i++)); do
    ((i % 4)) || rm -f killed.db*
    "$GFPCHECK" --db killed.db -j2 -p . >out 2>err &
    moment 700
    kill -9 $! 2>>notes || true
    wait $! 2>>notes || true
    if [[ -s killed.db ]]; then
        run 0 db check --db killed.db
    fi
done
report killed.db >after && cmp single after
run 0 db check --db killed.db

# ---- stopped by Ctrl-C: what was parsed is kept ----

in_the_middle=false
for ((tenths = 9; tenths >= 0; tenths--)); do
    rm -f stopped.db*
    setsid "$GFPCHECK" --db stopped.db -j1 --no-prelude -p . >out 2>err &
    sleep 0.$tenths
    kill -INT $! || true
    code=0
    wait $! || code=$?
    left=$(sed -n "s/.*interrupted: \([0-9]*\) of $units files were not checked/\1/p" err)
    [[ -z $left || $left == "$units" ]] || in_the_middle=true
    $in_the_middle && break
done
if $in_the_middle; then
    ((code == 130)) || fail "Ctrl-C gave exit code $code"
    run 1 -v --db stopped.db -p .
    in_err "^gfpcheck: $left of $units units are to be parsed$"
fi
report stopped.db >after && cmp single after

# ---- several at once on one database: each is right, one of them writes ----

for round in cold warm changed; do
    if [[ $round == changed ]]; then
        sed -i 's/kmalloc(16, GFP_KERNEL)/kmalloc(16, GFP_ATOMIC)/' p/kernel.h
        "$GFPCHECK" --no-db --format json -p . >single || true
        echo 'exit 1' >>single
    fi
    : >notes
    for ((i = 0; i < 3; i++)); do report shared.db >at-once-$i & done
    wait
    for ((i = 0; i < 3; i++)); do cmp single at-once-$i; done
    run 0 db check --db shared.db
done
report shared.db >after && cmp single after

# ---- a merge that is killed leaves the database that was there, or none ----

for ((i = 1; i <= 3; i++)); do run 0 --shard $i/3 --db $i.db -p .; done
for ((i = 0; i < 12; i++)); do
    signal=$( ((i % 2)) && echo INT || echo KILL)
    ((i % 3)) || rm -f merged.db
    "$GFPCHECK" db merge merged.db 1.db 2.db 3.db >out 2>err &
    moment 60
    kill -$signal $! 2>>notes || true
    code=0
    wait $! 2>>notes || code=$?
    [[ $signal == KILL || ! -e merged.db.new ]] || fail 'a merge that was stopped leaves something'
    [[ $signal == KILL || $code == 0 || $code == 130 ]] || fail "a merge that was stopped gave exit code $code"
    if [[ -e merged.db ]]; then
        run 0 db check --db merged.db
        in_out "is whole: $units units"
    fi
done
run 0 db merge merged.db 1.db 2.db 3.db
[[ $(echo merged.db*) == 'merged.db merged.db.lock' ]] || fail "left: $(echo merged.db*)"
report merged.db >after && cmp single after

# while another run writes it, it is not replaced
flock merged.db.lock sleep 5 &
sleep 0.5
run 2 db merge merged.db 1.db 2.db 3.db
in_err 'merged\.db: another run is writing it$'
kill $!
wait
