#!/usr/bin/env bash
# The config file: found upwards, overruled by the command line, shown, verified, and not trusted with running programs.
source "$(dirname "$0")/support.bash"
export XDG_DATA_HOME=$work/data
mkdir -p repo/src/deep repo/extra
make_driver repo/src/driver.c
make_driver repo/src/deep/other.c
cat >repo/.gfpcheck.yaml <<'END'
# for all of the repository
paths: [src]
exclude: [src/deep]
select:
  - atomic-alloc
  - atomic-free
model: true
END

# found from the current folder and from the first path; paths and patterns are relative to the file
cd repo
run 1
in_out "^src/$driver_warning"
in_out '^1 finding in 1 file'
cd src/deep
run 1
in_out 'driver\.c:14:'
in_out '^1 finding in 1 file'
cd "$work"
run 1 repo/src
in_out '^1 finding in 1 file'
run 0 repo/src/deep/other.c
in_out '^0 findings in 0 files'
run 2
in_err 'no file or folder to check'
run 1 --isolated --model repo/src
in_out '^2 findings in 2 files'

# the command line wins, and --select stands for --ignore as well
cd repo
run 0 --select atomic-sleep
run 0 --ignore atomic-alloc
run 1 src/driver.c --exclude deep
in_out '^1 finding in 1 file'
run 1 --exclude driver.c
in_out 'src/deep/other\.c:14:'
in_out '^1 finding in 1 file'
run 0 --exclude '*.c'
in_out '^0 findings in 0 files'
run 1 src -- -DX
not_in_out 'precision is reduced'
echo 'ignore: [atomic-alloc]' >>.gfpcheck.yaml
run 0
run 1 --select atomic-alloc
sed -i '$d' .gfpcheck.yaml

# another file, and none
echo 'ignore: [atomic-alloc]' >extra/own.yaml
run 0 --config extra/own.yaml --model src
run 1 --config .gfpcheck.yaml
run 2 --config gone.yaml src
in_err '^gfpcheck: error: the config file cannot be read: .*gone\.yaml.*No such file'
run 2 --config extra/own.yaml --isolated src
in_err '^gfpcheck: error: --config and --isolated exclude each other$'

# every other key
run 0 --isolated --write-baseline=known --model src
cat >.gfpcheck.yaml <<'END'
{root: src, format: [json], color: never, min-confidence: likely, fail-level: definite, baseline: known, exit-zero: no,
 rules: [], jobs: 1, unit-timeout: 0, unit-memory: 0, db: some.db, database: gone, model: off, kbuild: gone}
END
run 0 --model --root . src
in_out '"known": 2'
[[ -f some.db ]] || fail 'not the database of the config file'
run 0 --model --no-db --root . src
run 1 --model --no-baseline --format text --root . src
in_out '^2 findings in 2 files'
run 1 --model --no-baseline --format text src
in_out '^driver\.c:14:'
run 2 --model --no-baseline --baseline known src
in_err '^gfpcheck: error: --baseline and --no-baseline exclude each other$'
run 0 --model --no-baseline --exit-zero src
run 0 --model --write-baseline --root . src
in_err '^gfpcheck: note: .*known: 0 added, 0 dropped$'
run 0 --model --write-baseline=own src
in_err '^gfpcheck: note: own: 2 added, 0 dropped$'

# what is shown can be read again
rm some.db
run 0 config show --jobs 3 --select atomic-free --exclude 'a b' --exclude "c'd" src
in_out '^# \.gfpcheck\.yaml$'
in_out '^jobs: 3  # --jobs$'
in_out '^select: \[atomic-free\]  # --select$'
in_out "^exclude: \['a b', 'c''d'\]  # --exclude\$"
in_out '^fail-level: definite  # \.gfpcheck\.yaml:1: fail-level$'
in_out "^baseline: $work/repo/known  # \.gfpcheck\.yaml:1: baseline\$"
in_out "^unit-timeout: 0  # \.gfpcheck\.yaml:2: unit-timeout\$"
in_out '^# ignore: by default$'
cp out shown.yaml
run 0 config show --config shown.yaml
sed 's/ *#.*//; /^paths/d' shown.yaml >once
sed 's/ *#.*//; /^paths/d' out >twice
cmp once twice || fail 'what is shown is not what was read'
run 0 config show --isolated
in_out '^# no config file$'
cd "$work"
run 0 config show
in_out '^# no config file$'
cd repo

# verified: each thing that is wrong, with its line
right() { printf '%s\n' "$@" >.gfpcheck.yaml && run 0 config verify && in_out '^\.gfpcheck\.yaml is right$'; }
wrong() { # wrong LINES... MESSAGE, of the last line
    local message=${*: -1}
    printf '%s\n' "${@:1:$#-1}" >.gfpcheck.yaml
    run 2 config verify
    in_err "^gfpcheck: error: \.gfpcheck\.yaml:$(($# - 1)): $message"
    run 2 src
    in_err "^gfpcheck: error: "
}
right 'select: [atomic-alloc]' 'paths: [src]' 'baseline: known' 'db: new.db' 'fail-level: definite' 'exclude: [x/**/y]'
wrong 'jobs: 1' 'tea: 1' 'Unexpected key: tea$'
wrong 'jobs: many' "jobs is a number from 1 to 1024, not 'many'\$"
wrong 'jobs: 1' 'unit-timeout: -1' "unit-timeout is a number from 0 to 86400, not '-1'\$"
wrong 'unit-memory: x' "unit-memory is a number from 0 to 1048576, not 'x'\$"
wrong 'min-confidence: sure' "min-confidence is likely or definite, not 'sure'\$"
wrong 'fail-level: sure' "fail-level is likely or definite, not 'sure'\$"
wrong 'color: blue' "color is auto, always or never, not 'blue'\$"
wrong 'select: [tea]' "select: no check 'tea'; there are: atomic-alloc, "
wrong 'ignore: [tea]' "ignore: no check 'tea'; there are: atomic-alloc, "
wrong 'format: [tea]' "format: no format 'tea'; there are: text, "
wrong 'format: [json=/etc/passwd]' "format: a config file names no file to be written: 'json=/etc/passwd'\$"
wrong 'model: perhaps' 'model: Invalid ENUM value: perhaps; one of true, false, yes, no, on, off$'
wrong 'paths: src' 'paths: '
wrong '- jobs' ''
wrong 'rules: [gone.yaml]' "rules: there is no $work/repo/gone\.yaml\$"
wrong 'baseline: gone' "baseline: there is no $work/repo/gone\$"
rm .gfpcheck.yaml
run 2 config verify
in_err '^gfpcheck: error: there is no \.gfpcheck\.yaml here, nor in a folder above$'
run 2 config
in_err 'config takes a command: show, verify or trust; see gfpcheck config --help$'
run 2 config tea
run 0 config --help
in_out '^  verify '
run 2 --fail-level sure src
in_err "^gfpcheck: error: --fail-level is likely or definite, not 'sure'\$"

# kbuild: make would be run in a folder that may have come with the checkout
mkdir -p build/include/generated
printf 'VERSION = 6\nPATCHLEVEL = 1\n$(shell touch %s/ran)\n' "$work" >build/Makefile
: >build/Kconfig >build/.config >build/include/generated/autoconf.h
chmod -R go+w build
echo 'kbuild: build' >.gfpcheck.yaml
untrusted="^gfpcheck: error: \.gfpcheck\.yaml:1: kbuild: make would be run in $work/repo/build, and \.gfpcheck\.yaml is not trusted"
run 2 src
in_err "$untrusted"
run 2 why bug
in_err "$untrusted"
[[ ! -e $work/ran ]] || fail 'a Makefile of the checkout was run'
run 1 src -- -DX
run 1 --model src
if ((EUID != 0)); then # root's folders are not the checkout's
    run 2 --config <(echo 'kbuild: /usr') src
    in_err '/usr: no \.config'
fi
run 2 config trust --isolated
run 0 config trust
in_out '^\.gfpcheck\.yaml is trusted, as long as it stays as it is$'
run 2 src
in_err 'build: make -n '
[[ -e $work/ran ]] || fail 'the trusted folder was not used'
rm "$work/ran"
echo '# changed' >>.gfpcheck.yaml
run 2 src
in_err "$untrusted"
[[ ! -e $work/ran ]] || fail 'a Makefile of the checkout was run'

# the other commands take from it what they know
printf 'kbuild: build\nignore: [atomic-alloc]\njobs: 2\npaths: [gone]\ndb: gone/gone.db\n' >.gfpcheck.yaml
run 0 cc -c src/driver.c
[[ ! -s err ]] || fail 'ignored, and yet found'
echo 'tea: 1' >>.gfpcheck.yaml
run 2 cc -c src/driver.c
in_err '\.gfpcheck\.yaml:6: Unexpected key: tea$'
printf 'db: gone.db\nroot: src\n' >.gfpcheck.yaml
run 2 why bug
in_err "program database $work/repo/gone\.db: "
run 2 why --isolated bug
! grep -q 'gone\.db' err || fail 'not isolated'
