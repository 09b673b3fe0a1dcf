#!/usr/bin/env bash
# Options: help, version, wrong values, selection of checks, output.
source "$(dirname "$0")/support.bash"
make_driver driver.c

run 0 --version
in_out '^gfpcheck [0-9]+\.[0-9]+\.[0-9]+$'
run 0 --help
in_out '--kbuild=DIR'
in_out '^  cc  '
run 0 cc --help
in_out 'make C=1'

run 2
in_err 'no file or folder to check'
run 2 --no-such-option driver.c
in_err 'Unknown option --no-such-option; see gfpcheck --help'
run 2 --format tea driver.c
in_err "no format 'tea'; there are: text, json, "
run 2 --min-confidence sure driver.c
in_err "--min-confidence is likely or definite, not 'sure'"
run 2 --select atomic-alloc,tea driver.c
in_err "no check 'tea'; there are: atomic-alloc, "

for wrong in 0 -1 two 2x 1025 99999999999999999999 ''; do
    run 2 -j "$wrong" driver.c
    in_err "^gfpcheck: error: --jobs is a number from 1 to 1024, not '$wrong'\$"
done
run 2 --unit-timeout=1h driver.c
in_err "--unit-timeout is a number from 0 to 86400, not '1h'"
run 2 --unit-memory=-5 driver.c
in_err "--unit-memory is a number from 0 to 1048576, not '-5'"
run 2 --db some.db --no-db driver.c
in_err '--db and --no-db exclude each other'
run 2 --db . driver.c
in_err '^gfpcheck: error: \.: a folder, not a program database'
run 2 --db none/some.db driver.c
in_err '^gfpcheck: error: none: no such folder for a program database'
run 2 --db '' driver.c
in_err 'name of the program database is empty'
run 1 -j2 --jobs 3 --unit-timeout 0 --unit-memory 0 --no-db --no-prelude driver.c
run 1 --db some.db driver.c

run 1 check driver.c
in_out "^$driver_warning"
in_out '^1 finding in 1 file, 2 functions'
run 1 -q driver.c
in_out "^$driver_warning"
not_in_out ' functions, '
run 1 -v driver.c
in_err '^gfpcheck: 1 units from '
run 1 --stats driver.c
for line in 'time: [0-9.]+ s' ' +[0-9.]+ s  parsing units' 'units: 1 asked for, 1 parsed, 0 failed' \
    'analysed: 2 functions, [1-9][0-9]* blocks, [1-9][0-9]* states' 'given up:' ' +0    functions with too many states' ' +0    calls with unknown flags' \
    ' +[0-9.]+ s  driver\.c'; do in_err "^$line\$"; done
in_out "^$driver_warning"
run 0 --stats --dump=ir driver.c
in_err '^units: 1 asked for'
run 1 --db some.db --stats driver.c
in_err '^analysed: nothing'
in_err '^units: 1 asked for, 0 parsed'
run 1 --select atomic-alloc driver.c
run 0 --select atomic-free,atomic-sleep driver.c
run 0 --ignore atomic-alloc driver.c
in_out '^0 findings '

# the source root
mkdir sub
mv driver.c sub
run 1 sub
in_out "^sub/$driver_warning"
run 1 --root sub sub
in_out "^$driver_warning"

# a report in a file appears whole, with the rights of a new file, through a link
: >real
ln -s real report
(umask 022 && run 1 --format json -o report sub)
[[ ! -s out ]] || fail 'something on stdout'
[[ -L report && $(stat -c %a real) == 644 ]] || fail 'the report is not where the link leads'
[[ $(head -c1 report)$(tail -n1 report) == '{}' ]] || fail 'the report is not whole'

# findings that are no reason to stop, and what is one nevertheless
run 0 --exit-zero sub
in_out "^sub/$driver_warning"
run 2 --exit-zero sub none
