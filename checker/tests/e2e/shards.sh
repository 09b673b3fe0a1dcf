#!/usr/bin/env bash
# Shards: parsed apart, merged and linked they give what a single run gives; and what does not go together is refused.
source "$(dirname "$0")/support.bash"
make_program p 6
printf 'int broken(void) { return 1 +; }\n' >p/broken.c
: >p/empty.c
make_commands . -DX p/*.c

report() { # the report, and on what was not checked
    local code=0
    "$GFPCHECK" --format "$1" -p . "${@:2}" 2>&1 || code=$?
    echo "exit $code"
}

shard() { # shard I/N: into I.db
    run 0 --shard "$1" --db "${1%/*}.db" -p .
    [[ ! -s out ]] || fail 'a shard reports something'
}

# ---- the same as a single run ----

for format in text json; do report $format --no-db >single-$format; done
grep -q 'exit 2' single-text
grep -q '"findings": 5,' single-json
for n in 1 4 40; do
    files=()
    for ((i = 1; i <= n; i++)); do shard $i/$n && files+=($i.db); done
    run 0 db merge all.db "${files[@]}"
    in_out "^all\.db: 14 units of $n databases?$"
    run 0 db check --db all.db
    report text --db all.db >merged && cmp single-text merged
    report json --db all.db >merged && cmp single-json merged
    run 2 -v --db all.db -p .
    in_err '1 of 15 units are to be parsed$' # the empty file, of which there is nothing
    rm ./*.db
done

# what a shard cannot parse it tells, and the rest is there; it goes on where it was
for ((i = 1; i <= 2; i++)); do
    "$GFPCHECK" --shard $i/2 --db $i.db -p . 2>>told || fail 'a file that cannot be parsed fails the shard'
    run 0 -v --shard $i/2 --db $i.db -p .
    in_err '[01] of [78] units are to be parsed$'
done
grep -q '^error: p/broken\.c: ' told && grep -q '^error: p/empty\.c: empty file$' told || fail "told: $(cat told)"
rm p/broken.c p/empty.c ./*.db
make_commands . -DX p/*.c
report json --no-db >single

# --dump shows how the units are divided
for ((i = 1; i <= 3; i++)); do run 0 --shard $i/3 --dump=commands -p . && cat out; done | sort >parts
run 0 --dump=commands -p .
sort out | cmp - parts

# ---- what is not all alike ----

shard 1/3 && shard 2/3 && shard 3/3
run 0 db merge all.db 3.db 1.db 2.db
report json --db all.db >merged && cmp single merged

# a file that changed between two shards costs its units a second parse
rm 2.db
sed -i 's/kmalloc(16, GFP_KERNEL)/kmalloc(16, GFP_ATOMIC)/' p/kernel.h
shard 2/3
run 0 db merge all.db 1.db 2.db 3.db
in_out '; files of [0-9]+ have changed: to be parsed again$'
report json --no-db >single
report json --db all.db >merged && cmp single merged

# databases of several folders; the same unit in two of them
run 1 --db drivers.db -p . p/driver_*.c p/core.c
run 1 --db helpers.db -p . p/helper_*.c p/driver_0.c
run 0 db merge all.db drivers.db helpers.db
in_out '^all\.db: 13 units of 2 databases$'
report json --db all.db >merged && cmp single merged
sed -i 's/GFP_KERNEL/GFP_ATOMIC/' p/driver_0.c
run 1 --db helpers.db -p . p/helper_*.c p/driver_0.c
run 0 db merge all.db drivers.db helpers.db
report json --no-db >single
report json --db all.db >merged && cmp single merged

# ---- what is refused ----

refused() { # refused MESSAGE IN...: and all.db stays as it is
    cp all.db before
    run 2 db merge all.db "${@:2}"
    in_err "^gfpcheck: error: $1"
    cmp -s all.db before || fail 'the database was changed'
    [[ ! -e all.db.new ]] || fail 'something is left'
}
shard 1/3 && shard 3/3
refused 'not all shards are there: 2/3 missing$' 1.db 3.db
refused 'not all shards are there: 1/3, 3/3 missing$' 2.db
cp 2.db again.db
refused "shard 2/3 is in $work/2\.db and in $work/again\.db$" 1.db 2.db 3.db again.db
run 0 --shard 2/4 --db other.db -p .
refused "$work/other\.db is a shard of 4, others are of 3$" 1.db other.db 3.db
refused '1\.db: is named twice' 1.db 2.db 1.db 3.db
ln 1.db link.db
refused 'link\.db: is named twice' 1.db 2.db link.db
refused 'all\.db: is named twice' 1.db all.db 3.db
refused "program database $work/gone\.db: No such file or directory$" 1.db gone.db
refused "program database $work/p/core\.c: is no program database$" 1.db p/core.c
head -c 20000 1.db >cut.db
refused "program database $work/cut\.db cannot be read" cut.db 2.db 3.db
run 0 --shard 1/3 --db root.db --root p -p .
refused "$work/root\.db and $work/2\.db were made for another source root: $work/p and $work$" root.db 2.db 3.db
printf 'facts:\n  - macro: [my_context]\n    means: atomic\n    why: "a macro of this test"\n' >mine.yaml
run 0 --shard 1/3 --db rules.db --rules mine.yaml -p .
refused "$work/rules\.db and $work/2\.db were made for another set of macros in the rules: " rules.db 2.db 3.db
run 2 db merge
in_err 'db merge takes the database to make and at least one to make it of$'
run 2 db merge all.db
in_err 'db merge takes the database to make'
run 2 db merge none/all.db 1.db 2.db 3.db
in_err '^gfpcheck: error: none: no such folder for a program database$'
cp p/core.c foreign
run 2 db merge foreign 1.db 2.db 3.db
in_err "foreign: is another program's file, and left alone$"
cmp foreign p/core.c

# a database of a shard is not one of a whole program, nor of another shard
run 2 --shard 1/3 --db 2.db -p .
in_err "$work/2\.db holds shard 2/3, not shard 1/3: each has a database of its own$"
run 2 --shard 1/3 --db drivers.db -p .
in_err "$work/drivers\.db holds a whole program, not shard 1/3"
run 1 --db 2.db -p .
run 0 db merge all.db 2.db # it is a whole program now

for wrong in 0/3 4/3 1 1/ /3 1/3/5 1/x -1/3 1/10001 ''; do
    run 2 --shard "$wrong" --db s.db -p .
    in_err "--shard is I/N, with I from 1 to N, and N to 10000, not '$wrong'$"
done
run 2 --shard 1/3 -p .
in_err '--shard needs a program database of its own: name it with --db$'
run 2 --shard 1/3 --db s.db -o report -p .
in_err '--shard finds nothing yet: --output is for the run with the merged database$'
