#!/usr/bin/env bash
# gfpcheck init --github and --gitlab: the scripts of the jobs that they write are run here, with a clone on this machine
# as the source, no packages to install, and a kernel build folder that answers as kbuild does.
source "$(dirname "$0")/support.bash"
source "$(dirname "$0")/module.bash"
python3 -c 'import yaml' 2>/dev/null || { echo 'skipped: python3 has no yaml'; exit 77; }

# of FILE EXPRESSION: a value of a YAML file `d`; lists are printed as lines.
of() {
    python3 -c 'import sys, yaml
d = yaml.safe_load(open(sys.argv[1]))
value = eval(sys.argv[2])
print("\n".join(value) if isinstance(value, list) else value)' "$@"
}

# where the jobs get gfpcheck from: what they run of it, as one commit, of which a cache has what was built
git init -q source
cp -r "$SOURCE_ROOT/.ci" source
git -C source add .
git -C source commit -qm source
# built FOLDER
built() {
    cmake --install "$(dirname "$GFPCHECK")" --prefix "$1" >/dev/null
    git -C "$work/source" rev-parse HEAD >"$1/commit"
}
mkdir bin temp modules modules/6.1
printf '#!/bin/sh\necho "$0 $*" >>%q/apt\n' "$work" >bin/apt-get
chmod +x bin/apt-get
PATH=$work/bin:$PATH
make_kernel modules/6.1/build

# script TEXT: a job's script, with the folders of this test, as the service's shell runs it.
script() {
    sh -e -c "$(sed "s,/tmp/,$work/temp/,g; s,/lib/modules/,$work/modules/," <<<"$1")"
}

# a main branch with a bug, and a branch with another one
make_module repo
cd repo
printf '.cache\n*.json\n*.sarif\n' >>.git/info/exclude
run 0 init --github --gitlab --source "$work/source"
in_out '\.github/workflows/gfpcheck\.yml$'
in_out '\.gitlab/gfpcheck\.yml$'
in_out '\.gitlab-ci\.yml$'
git add .
git commit -qm main
base=$(git rev-parse HEAD)
git checkout -qb topic
add_bug .
git commit -qm topic

# judge WHAT: how the checks of the two branches end.
judge() {
    passes "$1: main" check ''
    in_out 'blinker\.c.*kzalloc\(\) may sleep'
    in_out 'krealloc\(\) may sleep'
    stops "$1: topic" check "$base"
    not_in_out 'kzalloc\(\) may sleep'
    in_out 'krealloc\(\) may sleep'
}

# ---- GitHub ----

job=.github/workflows/gfpcheck.yml
export RUNNER_TEMP=$work/temp GITHUB_OUTPUT=$work/output GITHUB_WORKSPACE=$PWD
GFPCHECK_SOURCE=$(of $job 'd["env"]["GFPCHECK_SOURCE"]') GFPCHECK_REVISION=$(of $job 'd["env"]["GFPCHECK_REVISION"]')
export GFPCHECK_SOURCE GFPCHECK_REVISION
step() { script "$(of $job "[s['run'] for s in d['jobs']['gfpcheck']['steps'] if s.get('name') == '$1']")"; }
check() { BASE=$1 step Check; }

passes 'GitHub: headers' step 'Install Git and kernel headers'
grep -q 'install .* linux-headers-amd64' "$work/apt" || fail 'GitHub: no headers are installed'
passes 'GitHub: source' step 'Get gfpcheck'
grep -qx "commit=$(git -C "$work/source" rev-parse HEAD)" "$work/output" || fail 'GitHub: no commit for the cache'
built ~/gfpcheck
passes 'GitHub: install' step 'Install gfpcheck'
in_out '^gfpcheck [0-9]'
judge GitHub
in_out '^::warning file=blinker\.c,'
[[ $(of gfpcheck.sarif 'len(d["runs"][0]["results"])') == 1 ]] || fail 'GitHub: not one finding to upload'
grep -qx "$PWD" <<<"$(git config --global --get-all safe.directory)" || fail 'GitHub: the folder is not safe for Git'

# ---- GitLab ----

job=.gitlab/gfpcheck.yml
rm -r "$work/temp/gfpcheck"
export CI_PROJECT_DIR=$PWD XDG_CACHE_HOME=$PWD/.cache
[[ $(of $job 'd["gfpcheck"]["variables"]["XDG_CACHE_HOME"]') == '$CI_PROJECT_DIR/.cache' ]]
[[ $(of .gitlab-ci.yml 'd["include"][0]["local"]') == "$job" ]] || fail 'GitLab: the job is not included'
check() { CI_MERGE_REQUEST_DIFF_BASE_SHA=$1 script "$(of $job 'd["gfpcheck"]["script"]')"; }

built .cache/gfpcheck-program
passes 'GitLab: install' script "$(of $job 'd["gfpcheck"]["before_script"]')"
in_out '^gfpcheck [0-9]'
judge GitLab
[[ $(of gfpcheck.json '[f["location"]["path"] for f in d]') == blinker.c ]] || fail 'GitLab: not one finding to show'

# ---- what init leaves alone ----

run 2 init --github --source "$work/source"
in_err '\.github/workflows/gfpcheck\.yml is there already, and was left as it is$'
rm -r .gitlab
echo 'stages: [test]' >.gitlab-ci.yml
run 0 init --gitlab --source "$work/source"
in_out '^to be added to \.gitlab-ci\.yml:$'
in_out '^  - local: \.gitlab/gfpcheck\.yml$'
[[ $(cat .gitlab-ci.yml) == 'stages: [test]' ]] || fail '.gitlab-ci.yml was changed'
run 2 init --gitlab --source 'a"b'
in_err "--source is the URL of a Git repository, not 'a\"b'$"
