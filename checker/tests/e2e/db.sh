#!/usr/bin/env bash
# gfpcheck db: figures of the program database, its check and its removal; and which database it is.
source "$(dirname "$0")/support.bash"
make_program p 3

run 0 db --help
in_out '^  stats '
in_out '--kbuild=DIR'
run 2 db
in_err 'db takes a command; see gfpcheck db --help$'
run 2 db tea
in_err "no command 'db tea'"
run 2 db stats p.db
in_err "db stats takes no argument 'p\.db'; the database is named with --db$"
run 2 db stats --tea
in_err 'Unknown option --tea; see gfpcheck db --help$'

# a database that is not there, is none, or is not named
for command in stats check clear; do
    run 2 db $command --db p.db
    in_err 'program database .*/p\.db: No such file or directory$'
    run 2 db $command --db p/core.c
    in_err 'program database .*/p/core\.c: is (no program database|another program.s file, and left alone)$'
    run 2 db $command
    in_err 'no program database: name it, or its build$'
    run 2 db $command --kbuild "$work/gone"
    in_err "$work/gone: no such kernel build folder"
done

run 1 --db p.db p
run 0 db stats --db p.db
in_out "^program database +$work/p\.db$"
in_out "^made by +gfpcheck [0-9.]+ \(format [0-9]+\) with .*clang"
in_out "^source root +$work$"
in_out '^written +[0-9]{4}-[0-9]{2}-[0-9]{2} '
for line in 'units +7' '  analysed +7' '  changed since +0' '  with failures +0' 'functions +7' 'header functions +3' \
    'calls +[1-9][0-9]+' 'violations +[1-9]' 'files +8'; do in_out "^$line$"; done
in_out '^  ir +[0-9]+ in 7 rows$'
run 0 db check --db p.db
in_out "^$work/p\.db is whole: 7 units, 7 functions$"

code=0
"$GFPCHECK" db stats --db p.db >/dev/full 2>err || code=$?
((code == 2)) || fail "a full disk gave exit code $code"
in_err 'standard output: cannot be written: No space left on device$'

# that of a compilation database, whatever way it is written
make_commands build "" p/*.c
run 1 -p build
run 0 db stats -p "$work/build"
in_out "^program database +$XDG_CACHE_HOME/gfpcheck/program-[0-9a-f]+\.db$"
in_out '^units +7$'
run 0 db check -p p/../build/compile_commands.json
run 0 db clear -p build
in_out '/gfpcheck/program-[0-9a-f]+\.db is removed$'
run 2 db stats -p build
in_err 'No such file or directory$'

# what is wrong is told: a part that is lost, a row that is another, and a file that is cut off
damage() { printf 'damage' | dd of="$1" bs=1 seek=$(($(LC_ALL=C grep -aboP "$2" "$1" | head -n1 | cut -d: -f1) + 6)) \
    conv=notrunc status=none; }
cp p.db lost.db
damage lost.db '\x28\xb5\x2f\xfd' # a compressed part
run 2 db check --db lost.db
in_err "^error: lost\.db: [a-z]+: 1 of [0-9]+ are missing or damaged$"
cp p.db row.db
damage row.db "$work/p/core.c"
run 2 db check --db row.db
in_err '^gfpcheck: error: program database .*/row\.db cannot be read'
size=$(stat -c %s p.db)
head -c $((size / 2)) p.db >cut.db
run 2 db check --db cut.db
in_err '^gfpcheck: error: program database .*/cut\.db cannot be read'
run 0 db clear --db cut.db
[[ ! -e cut.db ]] || fail 'the file is still there'

# a run makes a damaged or older one anew, says so, and finds what it should
same_as_without() { # same_as_without DB NOTE
    run 1 --no-db --format json p
    cp out without
    run 1 --db "$1" --format json p
    in_err "^gfpcheck: note: program database $work/$1 $2"
    cmp without out
    run 0 db check --db "$1"
}
same_as_without row.db "is damaged \(.*\): set aside as $work/row\.db\.corrupt and made anew$"
head -c $((size / 2)) p.db >cut.db
same_as_without cut.db 'is damaged'
printf '\1\2\3\4' | dd of=p.db bs=1 seek=60 conv=notrunc status=none # where SQLite keeps the number of the version
same_as_without p.db 'is of another version: made anew$'

# a unit that lacks a header is parsed again once the header is there, and not before
mkdir lacks
printf '#include "made.h"\nmade_t f(made_t x) { return x; }\n' >lacks/a.c
for parsed in 1 0; do
    run 2 -v --db lacks.db lacks -- -Ilacks/include
    in_err "^gfpcheck: $parsed of 1 units are to be parsed$"
    in_err "^error: lacks/a\.c: .*lacks/a\.c:1: 'made\.h' file not found$"
done
mkdir lacks/include
echo 'typedef int made_t;' >lacks/include/made.h
run 0 -v --db lacks.db lacks -- -Ilacks/include
in_err '^gfpcheck: 1 of 1 units are to be parsed$'
