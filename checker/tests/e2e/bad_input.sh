#!/usr/bin/env bash
# Input that is wrong: a clear message and exit code 2, and what else was asked for is checked nevertheless.
source "$(dirname "$0")/support.bash"
make_driver driver.c

# a unit that does not compile
printf 'int f(void)\n{\n    return 1 +;\n}\n' >broken.c
run 2 driver.c broken.c -- -DX
in_out "^$driver_warning"
in_err '^error: broken\.c: .*broken\.c:3:.*expected expression'
in_out '; 1 failure'

# an empty file
: >empty.c
run 2 driver.c empty.c
in_out "^$driver_warning"
in_err '^error: empty\.c: empty file$'

# a binary file
printf '\177ELF\0\0\0' >binary.c
run 2 driver.c binary.c
in_out "^$driver_warning"
in_err '^error: binary\.c: binary file, not C source$'
printf '\177ELF\0\0\0' >driver.ko
run 2 driver.ko
in_err '^error: driver\.ko: binary file'

# a folder without sources, and nothing at all
mkdir none
run 2 driver.c none gone.c
in_out "^$driver_warning"
in_err '^error: none: no C source file in this folder$'
in_err '^error: gone\.c: no such file or folder$'

# a file that may not be read (root may read all)
if ((EUID != 0)); then
    cp driver.c secret.c
    chmod 0 secret.c
    run 2 driver.c secret.c
    in_out "^$driver_warning"
    in_err '^error: secret\.c: .*Permission denied'
fi

# all of them are in the JSON report
run 2 --format json driver.c broken.c empty.c binary.c none gone.c -- -DX
for file in broken.c empty.c binary.c none gone.c; do in_out "\"file\": \"$file\""; done
in_out '"findings": 1'

# a compilation database that is missing or wrong
run 2 -p . driver.c
in_err 'compile_commands\.json: no such compilation database$'
printf '[\n  {"file": "driver.c",}\n]\n' >compile_commands.json
run 2 -p .
in_err 'compile_commands\.json:2:[0-9]+: '
printf '[{"file": "other.c", "directory": ".", "command": "cc -c other.c"}]\n' >compile_commands.json
run 2 -p . driver.c
in_err '^error: driver\.c: no compile command for it in \./compile_commands\.json$'

# a kernel build folder that is none
run 2 --kbuild "$work/gone" driver.c
in_err "$work/gone: no such kernel build folder"
run 2 --kbuild "$work" driver.c
in_err "$work: no \.config"

# a rule file with a typo, or missing
printf 'sleepers:\n  - name: x\n    fnn: [msleep]\n' >typo.yaml
run 2 --rules typo.yaml driver.c
in_err 'typo\.yaml:[0-9]+: '
printf 'advice:\n  - check: [atomic-tea]\n    text: wait\n    why: a document\n' >tea.yaml
run 2 --rules tea.yaml driver.c
in_err "tea\.yaml:2: advice for 'atomic-tea', which is no check$"
run 2 --rules gone.yaml driver.c
in_err 'gone\.yaml'

# output that cannot be written
run 2 -o none/gone/report driver.c
in_err 'none/gone/report: cannot be written: No such file or directory$'
run 2 -o none driver.c
in_err 'none: cannot be written: '
for format in text json; do
    run 2 --format $format -o /dev/full driver.c
    in_err '/dev/full: cannot be written: No space left on device$'
    code=0
    "$GFPCHECK" --format $format driver.c >/dev/full 2>err || code=$?
    ((code == 2)) || fail "a full disk gave exit code $code"
    in_err 'standard output: cannot be written: No space left on device$'
done

# a run that fails leaves an old report as it was
echo old >report
run 2 --rules typo.yaml -o report driver.c
[[ $(cat report) == old ]] || fail 'the old report was overwritten'
[[ $(echo report*) == report ]] || fail 'a temporary file was left behind'
