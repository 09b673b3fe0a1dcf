#!/usr/bin/env bash
# A module out of tree against Debian's kernel headers: with --kbuild, and as the checker of make C=1 and C=2.
source "$(dirname "$0")/support.bash"
source "$(dirname "$0")/module.bash"
headers=$(kernel_headers) || { echo 'skipped: no kernel headers of Debian'; exit 77; }
make_module repo
cd repo

run 1 --kbuild "$headers" blinker.c
in_out '^blinker\.c:19:[0-9]+: warning: kzalloc\(\) .* \[atomic-alloc\]$'
not_in_out 'reduced'
: >err

# checked LEVEL: builds with the checker, and leaves what was said in `out`.
checked() {
    passes "make C=$1" make -C "$headers" M="$PWD" C="$1" CHECK="$GFPCHECK cc" modules
}
checked 1
in_out "CHECK +$PWD/blinker\.c$"
in_out "^$PWD/blinker\.c:19:[0-9]+: warning: kzalloc\(\) .* \[atomic-alloc\]$"
in_out "^$PWD/blinker\.c:17:[0-9]+: note: "
[[ -f blinker.ko ]] || fail 'the module was not built'

# up to date: 1 checks what is compiled, 2 everything
checked 1
not_in_out 'warning:'
checked 2
in_out "^$PWD/blinker\.c:19:"

# what the build made is nobody's source
run 1 --kbuild "$headers" .
in_out '^1 finding in 1 file'

# what cannot be parsed is told by the compiler, which the checker leaves its say
echo 'int f( {' >>blinker.c
stops 'make C=1' make -C "$headers" M="$PWD" C=1 CHECK="$GFPCHECK cc" modules
in_out 'blinker\.c:[0-9]+:[0-9]+: error: '
