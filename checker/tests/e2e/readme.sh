#!/usr/bin/env bash
# Every command of README.md is run, where what it is about is there: a clone that is built, a kernel as testdata/kernel has
# it, a driver's repository. What installs packages and builds is replaced.
source "$(dirname "$0")/support.bash"
source "$(dirname "$0")/module.bash"
readme=$SOURCE_ROOT/README.md

# commands HEADING N: those of the section's Nth fenced block of sh, without comments.
commands() {
    awk -v title="## $1" -v n="$2" '/^## /{on = $0 == title} /^```/{code = on && $0 == "```sh" && ++k == n; next} code' \
        "$readme" | sed -E 's/ +# .*//'
}

# block HEADING N: runs the commands in the current folder. For each there is a line on stdin: the exit code, and a regular
# expression for what it writes, if it does. The running kernel's build folder is the one made here.
block() {
    local lines wanted i line code expected regex
    mapfile -t lines < <(commands "$1" "$2")
    mapfile -t wanted
    : >out >err
    ((${#lines[@]} == ${#wanted[@]})) || fail "README.md, '$1', block $2: not ${#wanted[@]} commands: ${lines[*]}"
    for i in "${!lines[@]}"; do
        line=${lines[i]//\/lib\/modules\/\$(uname -r)/$work} code=0
        read -r expected regex <<<"${wanted[i]}"
        bash -c "$line" >out 2>err </dev/null || code=$?
        ((code == expected)) || fail "README.md: '$line' exited with $code, not $expected"
        [[ ! $regex ]] || grep -Eq -- "$regex" out err || fail "README.md: '$line' did not say '$regex'"
    done
}

# ---- a clone ----
mkdir -p bin clone/build/release clone/testdata clone/drivers/mine
for tool in cmake ctest apt-get apt-cache sudo; do
    printf '#!/bin/sh\necho "%s $*"\n' $tool >bin/$tool
    chmod +x bin/$tool
done
cp -r "$SOURCE_ROOT"/{run,test,.ci,CMakePresets.json} clone
cp -r "$SOURCE_ROOT/testdata/demo" clone/testdata
ln -s "$GFPCHECK" clone/build/release
make_driver clone/drivers/mine/driver.c
cd clone
PATH=$work/bin:$PATH block 'Two commands' 1 <<'END'
1 demo_driver\.c:[0-9]+:[0-9]+: warning: 
1 drivers/mine/driver\.c:14:[0-9]+: warning: 
0 ctest --preset sanitize
END
rm -r build
mkdir build
ln -s "$(dirname "$GFPCHECK")" build/release
block 'Two commands' 2 <<<'0 .local/bin/gfpcheck'

# ---- a kernel ----
cd "$work"
make_kernel linux
(cd linux && rm -r .config include && mkdir -p drivers/usb/core sound/core && touch {drivers/usb,sound/core}/Makefile)
make_driver linux/drivers/usb/core/hub.c
make_driver linux/sound/core/pcm.c
sed -i 's/\bbug\b/max3420_remove/' linux/drivers/usb/core/hub.c
cd linux
block 'A source tree' 1 <<'END'
0
1 ^drivers/usb/core/hub\.c:14:[0-9]+: warning: 
0 drivers/usb/core/hub\.c:14:[0-9]+: warning: 
END
block 'A source tree' 3 <<'END'
0 ^# atomic-sleep$
0 ^max3420_remove\(\) at drivers/usb/core/hub\.c:
0 hub\.c:21:[0-9]+: kmalloc\(\): 
0 ^kmalloc$
END

# ---- a driver elsewhere, its hook and its jobs ----
cd "$work"
make_module driver
make_driver driver/driver.c
cd driver
printf '[{"directory": "%s", "file": "driver.c", "command": "gcc -c driver.c"}]\n' "$PWD" >compile_commands.json
block 'A source tree' 2 <<'END'
1 ^blinker\.c:19:[0-9]+: warning: 
0 driver/blinker\.c:19:[0-9]+: warning: 
1 ^driver\.c:14:[0-9]+: warning: 
1 ^driver\.c:14:[0-9]+: warning: 
1 model headers$
END
git commit -qm first
block 'A hook' 1 <<<'0 ^written: \.git/hooks/pre-commit$'
hook=$(sed -nE 's/^ +- id: (.*)/\1/p' "$readme")
grep -qx -- "- id: $hook" "$SOURCE_ROOT/.pre-commit-hooks.yaml" || fail "README.md: there is no hook '$hook'"
block 'Continuous integration' 1 <<'END'
0 ^written: .*/\.github/workflows/gfpcheck\.yml$
0 ^written: .*/\.gitlab/gfpcheck\.yml$
END
add_bug .
git commit -qm second --no-verify
block 'Continuous integration' 2 <<<'1 warning: krealloc\(\)'
[[ -s report.sarif && -s report.xml ]] || fail 'README.md: no reports were written'

# none is forgotten
(($(grep -c '^```sh$' "$readme") == 8)) || fail 'README.md has blocks of commands that are not run here'
