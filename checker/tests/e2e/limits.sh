#!/usr/bin/env bash
# A unit that takes too long, needs too much memory or crashes costs itself alone, and is named with its reason; what an
# earlier run knew of it does not stand in for it.
source "$(dirname "$0")/support.bash"
make_driver driver.c
make_driver odd.c
cp odd.c sound.c

costs_itself() { # costs_itself REASON ARGS...: without a database, with one that knew the unit, and with what that left
    local reason=$1
    shift
    cp odd.c "$reason.c"
    cp sound.c odd.c
    run 1 --db kept.db --format json driver.c odd.c
    in_out '"findings": 2'
    mv "$reason.c" odd.c
    for db in --no-db --db=kept.db --db=kept.db; do
        run 2 $db "$@" driver.c odd.c
        in_err "^error: odd\.c: $reason$"
        in_out "^$driver_warning"
        in_out '^1 finding in 1 file, 2 functions; 1 failure'
    done
}

# one that is all macros: its end would take hours
{
    echo '#define X0'
    for ((i = 1; i < 12; i++)); do
        echo "#define X$i X$((i - 1)) X$((i - 1)) X$((i - 1)) X$((i - 1)) X$((i - 1)) X$((i - 1)) X$((i - 1)) X$((i - 1))"
    done
    echo X11
    printf '/* %100000s */\n' 'so large that it comes first'
} >>odd.c
costs_itself 'took longer than 5 s' --unit-timeout 5

# a worker that crashes with it
"$GFPCHECK" --no-db --no-prelude -j1 --unit-timeout 0 driver.c odd.c >out 2>err &
worker=
for ((i = 0; i < 500; i++)); do
    read -r worker _ <"/proc/$!/task/$!/children" || true
    [[ -z $worker ]] || break
    sleep 0.02
done
sleep 0.5
kill -ABRT "$worker"
code=0
wait $! || code=$?
((code == 2)) || fail "exit code $code"
in_err '^error: odd\.c: crashed: Aborted \(signal 6\)$'
in_out "^$driver_warning"
in_out '^1 finding in 1 file, 2 functions; 1 failure'

# one that is too large
cp sound.c odd.c
awk 'BEGIN { for (i = 0; i < 800000; i++) print "int f" i "(int a) { return a + " i "; }" }' >>odd.c
costs_itself 'used more than 150 MiB' --unit-timeout 0 --unit-memory 150
