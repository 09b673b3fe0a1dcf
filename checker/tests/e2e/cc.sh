#!/usr/bin/env bash
# gfpcheck cc: as `make C=1 CHECK="gfpcheck cc"` calls it, with sparse's flags and the compiler's.
source "$(dirname "$0")/support.bash"
mkdir -p linux/drivers/own build
printf 'VERSION = 6\nPATCHLEVEL = 1\n' >linux/Makefile
: >linux/Kbuild >linux/Kconfig
make_driver linux/drivers/own/driver.c
sparse=(-D__linux__ -Dlinux -D__STDC__ -Dunix -D__unix__ -Wbitwise -Wno-return-void -Wno-unknown-attribute
        -D__x86_64__ --arch=x86 -mlittle-endian -m64)
compiler=(-Wp,-MMD,drivers/own/.driver.o.d -nostdinc -I../linux/include -D__KERNEL__ -fno-strict-aliasing -std=gnu11
          -mno-sse -mindirect-branch=thunk-extern -fconserve-stack --param asan-stack=1
          '-DKBUILD_MODNAME="driver"' -DMODULE)

# findings go to stderr, with the path as make's own compiler messages have it, and do not stop the build
cd build
run 0 cc "${sparse[@]}" "${compiler[@]}" ../linux/drivers/own/driver.c
in_err "^\.\./linux/drivers/own/$driver_warning"
in_err '^\.\./linux/drivers/own/driver\.c:13:[0-9]+: note: '
[[ ! -s out ]] || fail 'something on stdout'
[[ $(grep -vcE ':[0-9]+:[0-9]+: (warning|note): ' err) == 0 ]] || fail 'not one message a line, as sparse has it'
run 0 cc "${compiler[@]}" "$work/linux/drivers/own/driver.c"
in_err "^$work/linux/drivers/own/$driver_warning"
cd ../linux
run 0 cc "${compiler[@]}" drivers/own/driver.c
in_err "^drivers/own/$driver_warning"

# nor does a file that can't be parsed
echo 'int f( {' >drivers/own/broken.c
run 0 cc drivers/own/broken.c
in_err '^error: drivers/own/broken\.c: '

# newer kernels first try a checker on a file without a suffix, and want no word of an error
printf 'static inline int u(const int *q)\n{\n    __typeof_unqual__(*q) v = *q;\n    return v;\n}\n' >probe.Xq1
run 0 cc "${sparse[@]}" probe.Xq1
[[ ! -s err ]] || fail 'something on stderr'

# but a wrong call does
run 2 cc -DX
in_err 'no C source file among the arguments'
