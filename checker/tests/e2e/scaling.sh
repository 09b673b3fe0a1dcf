#!/usr/bin/env bash
# The graphs of docs/scaling.md, as they stand there, run by make and Ninja: their report is that of a single run.
source "$(dirname "$0")/support.bash"
command -v make >/dev/null && command -v ninja >/dev/null || exit 77
mkdir bin
ln -s "$GFPCHECK" bin/gfpcheck
export PATH=$work/bin:$PATH

block() { awk -v fence="\`\`\`$1" '$0 == fence { on = 1; next } /^```/ { on = 0 } on' "$SOURCE_ROOT/docs/scaling.md"; }

make_program p 6
make_commands . '' p/*.c
run 1 --format json -o single.json -p .

block make >gfpcheck.mk
make -s -f gfpcheck.mk -j4 SHARDS=4 >out 2>err || fail 'make failed'
cmp single.json report.json
[[ $(echo shard-*.db) == 'shard-1.db shard-2.db shard-3.db shard-4.db' ]] || fail "shards: $(echo shard-*)"

# again, after a change
sed -i 's/GFP_KERNEL/GFP_ATOMIC/' p/helper_0.c
run 1 --format json -o single.json -p .
make -s -f gfpcheck.mk -j4 SHARDS=4 >out 2>err || fail 'make failed'
cmp single.json report.json

# a shard that fails stops the graph
ln -sf p shard-2.db
! make -s -f gfpcheck.mk -j4 SHARDS=4 >out 2>err || fail 'make went on'
in_err 'shard-2\.db: a folder, not a program database$'
rm -r shard-* all.db report.json

block ninja | sed 's/--kbuild .*/-p ./' >gfpcheck.ninja
ninja -f gfpcheck.ninja report.json >out 2>err || fail 'ninja failed'
cmp single.json report.json
