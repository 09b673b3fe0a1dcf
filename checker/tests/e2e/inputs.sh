#!/usr/bin/env bash
# Where flags come from: `--`, -p with flags for gcc or clang, a kernel build folder, and the model headers.
source "$(dirname "$0")/support.bash"
make_driver driver.c
sed -i '1i #ifndef WANTED\n#error WANTED is not defined\n#endif' driver.c
driver_warning=${driver_warning/14/17}

# flags of the command line
run 1 driver.c -- -DWANTED -O2 -Wall -fconserve-stack
in_out "^$driver_warning"
not_in_out 'reduced'
run 2 driver.c -- -DOTHER
in_err 'WANTED is not defined'

# a compilation database, written for gcc and for clang
cat >compile_commands.json <<EOF
[{"directory": "$work", "file": "driver.c",
  "command": "gcc -Wp,-MMD,driver.d -mno-sse -fconserve-stack -falign-jumps=1 --param asan-stack=1 -DWANTED='\"a b\"' -c -o driver.o driver.c"}]
EOF
run 1 -p .
in_out "^$driver_warning"
run 1 -p compile_commands.json driver.c
in_out "^$driver_warning"
cat >compile_commands.json <<EOF
[{"directory": "$work/sub", "file": "../driver.c",
  "arguments": ["clang-19", "--target=x86_64-linux-gnu", "-Xclang", "-fno-validate-pch", "-DWANTED", "-c", "../driver.c"]}]
EOF
mkdir -p sub
run 1 -p .
in_out "^$driver_warning"
(cd sub && run 1 -p .. ../driver.c && in_out "driver.c:17:")

# the model headers
run 0 --model driver.c -- -DWANTED -Dspin_lock=other
make_driver plain.c
run 1 --model plain.c
in_out 'plain.c:14:'
in_out 'precision is reduced: model headers$'

# a kernel build folder: one that answers `make -n` as kbuild does
make_kernel tree -DWANTED='"a; b"'
mkdir module
cp driver.c tree/drivers/own/driver.c
cp driver.c module/driver.c
run 1 --kbuild tree drivers/own
in_out "^drivers/own/$driver_warning"
run 1 --kbuild tree
in_out "^drivers/own/$driver_warning"
run 1 tree/drivers/own/driver.c
in_out "^drivers/own/$driver_warning"
run 1 --kbuild tree module
in_out "^module/$driver_warning"
(cd module && run 1 --kbuild ../tree . && in_out "^driver\.c:17:" && (($(grep -c warning: out) == 1))) ||
    fail 'the current folder is not what "." means'

# nothing is written there, not even what make -n brings up to date
cat >>tree/Makefile <<'EOF'
may-sync-config := 1
ifdef may-sync-config
-include include/config/auto.conf.cmd
include/config/auto.conf.cmd: ; touch synced
endif
EOF
run 1 --kbuild tree tree/drivers/own module
[[ ! -e tree/synced ]] || fail 'make -n wrote the configuration anew'

# the flags of modules are kept: make is not asked again, until the configuration changes
mkdir bin
printf '#!/bin/sh\necho made >>%q/made\nexec %q "$@"\n' "$work" "$(command -v make)" >bin/make
chmod +x bin/make
PATH=$work/bin:$PATH run 1 --kbuild tree module
[[ ! -e made ]] || fail 'make was asked again'
echo 'CONFIG_NEW=y' >>tree/.config
PATH=$work/bin:$PATH run 1 --kbuild tree module
[[ -e made ]] || fail 'make was not asked'

run 2 --kbuild tree drivers/own drivers/gone
in_out "^drivers/own/$driver_warning"
in_err '^error: drivers/gone: no such file or folder$'
[[ $(cd tree && find . -newer .config -name '*.o') == '' ]] || fail 'make -n built something'
