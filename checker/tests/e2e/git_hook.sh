#!/usr/bin/env bash
# gfpcheck init --git-hook: what a commit brings stops it, and nothing else does.
source "$(dirname "$0")/support.bash"
source "$(dirname "$0")/module.bash"
make_module repo
cd repo

run 0 init --git-hook
in_out '^written: \.git/hooks/pre-commit$'
[[ -x .git/hooks/pre-commit ]] || fail 'the hook cannot be run'

# the first commit: there is nothing that its findings could be older than
stops 'a first commit with a bug' git commit -m first
in_out '^blinker\.c:19:[0-9]+: warning: .* \[atomic-alloc\]$'
passes 'against the hook' git commit --no-verify -m first

# what was there before is nobody's fault
echo '/* the end */' >>blinker.c
passes 'a commit of other lines' git commit -am second
add_bug .
stops 'a commit with a new bug' git commit -m third
in_out '^blinker\.c:[0-9]+:[0-9]+: warning: krealloc\(\)'
not_in_out 'blinker\.c:19:'
sed -i 's/krealloc(pattern, size, GFP_KERNEL)/krealloc(pattern, size, GFP_ATOMIC)/' blinker.c
passes 'the bug mended' git commit -am third

# other files, and files that go
echo 'see blinker.c' >README
git add README
passes 'a commit without C' git commit -m fourth
git rm -q blinker.c
passes 'a commit that deletes' git commit -m fifth
git reset -q --hard HEAD~

# staged in part
echo '/* staged */' >>blinker.c
git add .
echo '/* not staged */' >>blinker.c
passes 'a file that is staged in part' git commit -m fifth
in_out 'note: checked as they are in the work tree, not as they are staged:$'
in_out '^blinker\.c$'

# what is there is left alone
echo 'mine' >.git/hooks/pre-commit
run 2 init --git-hook
in_err '\.git/hooks/pre-commit is there already, and was left as it is$'
[[ $(cat .git/hooks/pre-commit) == mine ]] || fail 'the hook was overwritten'

# hooks that are elsewhere, and a folder below the top
git config core.hooksPath own/hooks
mkdir sub
cd sub
run 0 init --git-hook
in_out 'own/hooks/pre-commit$'
cd ..
[[ -x own/hooks/pre-commit ]] || fail 'core.hooksPath was not respected'

cd ..
run 2 init --git-hook
in_err 'not a git repository'
run 2 init
in_err 'init takes --git-hook, --github or --gitlab; see gfpcheck init --help$'
run 2 init --git-hook hooks
in_err "init takes no 'hooks'"
run 0 init --help
in_out '^  gfpcheck init '
