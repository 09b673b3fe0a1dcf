#!/usr/bin/env bash
# --dump: the IR, the control flow graph and the summaries, of all functions or of one.
source "$(dirname "$0")/support.bash"
make_driver driver.c

run 0 --dump=ir driver.c
in_out 'spin_lock'
in_out 'twin'
not_in_out 'warning:'
run 0 --dump=ir:bug driver.c
in_out 'kmalloc'
not_in_out 'twin'
run 0 --dump=cfg driver.c
in_out 'bug'
run 0 --dump=summary:twin driver.c
in_out 'twin'
not_in_out 'bug'
run 0 --dump=ir,cfg,summary -o report driver.c
[[ -s report && ! -s out ]] || fail 'the dump is not in the file'
run 2 --dump=tea driver.c
in_err "no dump 'tea'; there are: ir cfg summary commands$"
run 0 --dump=commands driver.c -- -DNAME='"a b"'
in_out "'-DNAME=\"a b\"'.*/driver.c'$"
