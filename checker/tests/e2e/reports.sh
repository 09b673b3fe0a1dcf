#!/usr/bin/env bash
# Where reports go, and how they look: several formats at once, the terse form, excerpts, colours.
source "$(dirname "$0")/support.bash"
make_driver driver.c

# one to standard output, others to files
run 1 --format json --format text=report.txt --format sarif=report.sarif driver.c
in_out '^  "version": 1,$'
grep -Eq "^$driver_warning" report.txt || fail 'no text report'
grep -q '"version": "2.1.0"' report.sarif || fail 'no SARIF report'
run 1 --format json=a.json -o b.txt --format text driver.c
[[ ! -s out ]] || fail 'something on stdout'
grep -q '"version": 1' a.json && grep -Eq "^$driver_warning" b.txt || fail 'a report is not in its file'
run 1 --format json=- --format text=c.txt driver.c
in_out '^  "version": 1,$'

# every format that --help names
run 0 --help
mapfile -t formats < <(sed -n 's/^Formats: //p' out | tr -s ', ' '\n')
((${#formats[@]} >= 9)) || fail 'formats are missing in --help'
args=()
for format in "${formats[@]}"; do args+=(--format "$format=all.$format"); done
run 1 "${args[@]}" driver.c
[[ ! -s out ]] || fail 'something on stdout'
for format in "${formats[@]}"; do grep -q atomic-alloc "all.$format" || fail "$format does not name the check"; done

# orders that contradict themselves
run 2 --format json --format text driver.c
in_err '^gfpcheck: error: two reports, json and text, go to standard output; --format text=FILE names'
run 2 --format json=-  --format text -o - driver.c
in_err 'go to standard output'
run 2 --format json=x --format text -o "$PWD/./x" driver.c
in_err 'two reports, json and text, go to '
run 2 --format json=x -o y driver.c
in_err '^gfpcheck: error: --output y: each --format names a file of its own$'
run 2 --format text=x --format tea=y driver.c
in_err "no format 'tea'"
run 2 --format json= driver.c
in_err 'cannot be written'
run 2 --dump ir --format json driver.c
in_err 'exclude each other'
[[ ! -e x && ! -e y ]] || fail 'a file was made'

# whole or not at all, and a report that fails does not cost the others
echo old >old.txt
run 2 --format text=old.txt --format json=/dev/full driver.c
in_err '^gfpcheck: error: /dev/full: cannot be written: No space left on device$'
grep -Eq "^$driver_warning" old.txt || fail 'the other report is not there'
echo old >old.txt
run 2 --format text=old.txt --format json=none/x driver.c
[[ $(cat old.txt) == old && $(echo old*) == old.txt ]] || fail 'a report of a run that did not begin'

# the source is shown, if it can be read when the report is written
run 1 driver.c
in_out '^   14 \|     d->buffer = kmalloc\(8, GFP_KERNEL\);$'
in_out '^      \|                 \^~~~~~~$'
in_out '^driver\.c:13:5: note: in bug\(\): spin_lock\(&d->lock\) begins'
run 1 --terse driver.c
[[ $(wc -l <out) == 1 ]] || fail 'more than one line'
in_out "^$driver_warning\$"
run 1 -q driver.c
not_in_out ' functions'

# colours: on a terminal; elsewhere if the user or his environment wants them
coloured() { # coloured yes|no VARIABLES... ARGS...
    local want=$1 code=0 is=no
    shift
    env "$@" driver.c >out 2>err || code=$?
    ! grep -q $'\033\\[1m' out || is=yes
    [[ $code == 1 && $is == "$want" ]] || fail "exit $code, colours: $is; $*"
}
run 2 --color tea driver.c
in_err "^gfpcheck: error: --color is auto, always or never, not 'tea'\$"
coloured no "$GFPCHECK"
coloured yes "$GFPCHECK" --color always
coloured yes CLICOLOR_FORCE=1 "$GFPCHECK"
coloured no CLICOLOR_FORCE=1 NO_COLOR=1 "$GFPCHECK"
coloured no CLICOLOR_FORCE=1 "$GFPCHECK" --color=never
coloured yes NO_COLOR=1 "$GFPCHECK" --color=always
if command -v script >/dev/null; then
    on_terminal() { TERM=$1 script -qec "$(printf '%q ' "$GFPCHECK" driver.c)" /dev/null </dev/null >out || true; }
    on_terminal xterm
    in_out $'^\033\\[1mdriver.c:14:'
    on_terminal dumb
    in_out '^driver.c:14:'
fi
