#!/usr/bin/env bash
# --new-from and --diff: findings that changed lines touch, and no others.
source "$(dirname "$0")/support.bash"
command -v git >/dev/null || { echo 'skipped: there is no git'; exit 77; }
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=me GIT_AUTHOR_EMAIL=me@example.org
export GIT_COMMITTER_NAME=me GIT_COMMITTER_EMAIL=me@example.org

# found NUMBER WHAT: after a change, so many findings are new to HEAD, by Git and by Git's own diff
found() {
    local code=$(($1 > 0))
    run "$code" -q --terse --new-from HEAD repo -- -DX
    [[ $(grep -c warning: out) == "$1" ]] || fail "--new-from: not $1 findings with $2"
    mv out by_git
    git -C repo diff >diff
    run "$code" -q --terse --root repo --diff diff repo -- -DX
    [[ $(grep -c warning: out) == "$1" ]] || fail "--diff: not $1 findings with $2"
    git -C repo diff --no-prefix -U0 | (cd repo && "$GFPCHECK" -q --terse --diff - . -- -DX) >out || true
    [[ $(grep -c warning: out) == "$1" ]] || fail "--diff -: not $1 findings with $2"
}
# change SCRIPT: sed's, on the driver as it was committed
change() { git -C repo checkout -q . && sed -i "$1" repo/driver.c; }

# the driver's own bug in line 14, one in line 30 under a caller's lock, one of a call in two lines
git init -q repo
make_driver repo/driver.c
cat >>repo/driver.c <<'END'

/* Called with the lock held. */
static void helper(struct device *d)
{
    if (d->buffer)
        return;
    d->buffer = kmalloc(8, GFP_KERNEL);
}

void caller(struct device *d)
{
    spin_lock(&d->lock);
    d->buffer = 0;
    helper(d);
    spin_unlock(&d->lock);
}

void in_two_lines(struct device *d)
{
    spin_lock(&d->lock);
    d->buffer = kmalloc(8,
                        GFP_ATOMIC);
    spin_unlock(&d->lock);
}
END
git -C repo add .
git -C repo commit -qm 'two bugs'
run 1 -q --terse repo -- -DX
[[ $(wc -l <out) == 2 ]] || fail 'not two findings'

found 0 'nothing changed'
change '1i /* moved */'
found 0 'moved lines'
change '/^void twin/,$s/GFP_ATOMIC/GFP_KERNEL/'
found 2 'two new bugs'
grep -q 'driver\.c:21:' by_git && grep -q 'driver\.c:44:' by_git || fail 'not the new ones'
change '14s/8/9/'
found 1 'the line of a finding changed'
change 's/helper(d)/helper(\&d[1])/'
found 1 'a step of the chain changed'
change '/if (d->buffer)/,/return/d'
found 1 'lines removed before a step'
change '/d->buffer = 0/d'
found 1 'lines removed between two steps'
change '/Called with/d'
found 0 'lines removed before a function'
change '/^void caller/,$s/    spin_unlock/    d->buffer = 0;\n&/'
found 0 'lines added behind a chain'

# what is committed counts as well, and a file that Git does not know is new as a whole
change '/^void twin/,/^}/s/GFP_ATOMIC/GFP_KERNEL/'
git -C repo commit -qam 'one more'
run 1 -q --terse --new-from HEAD~1 repo -- -DX
[[ $(<out) =~ ^repo/driver\.c:21: && $(wc -l <out) == 1 ]] || fail 'not the new one'
make_driver "repo/new file ü.c"
run 1 -q --terse --new-from HEAD repo -- -DX
[[ $(<out) =~ ^repo/new\ file\ ü\.c:14: && $(wc -l <out) == 1 ]] || fail 'not the new file'
run 1 -q --terse --new-from HEAD~1 repo -- -DX
[[ $(wc -l <out) == 2 ]] || fail 'not the new file and the line changed'

# inside of a hook of another repository, and through a link
git init -q other
ln -s repo link
(export GIT_DIR=$work/other/.git GIT_INDEX_FILE=$work/other/.git/index && run 1 -q --terse --new-from HEAD repo -- -DX)
[[ $(wc -l <out) == 1 ]] || fail 'not the new file'
run 1 -q --terse --new-from HEAD link -- -DX

# a checkout's own settings run nothing
printf '*.c diff=evil\n' >repo/.git/info/attributes
git -C repo config diff.evil.command "touch $work/ran; false"
git -C repo config diff.evil.textconv "touch $work/ran; cat"
git -C repo config diff.external "touch $work/ran; false"
git -C repo config core.fsmonitor "touch $work/ran; false"
git -C repo config diff.noprefix true
git -C repo config color.ui always
run 1 -q --terse --new-from HEAD repo -- -DX
[[ $(wc -l <out) == 1 ]] || fail 'not the new file'
[[ ! -e ran ]] || fail 'a command of the checkout was run'

# plain diff -u, and one whose files are not there
cp repo/driver.c repo/driver.c.orig
sed -i '14s/8/9/' repo/driver.c
(cd repo && diff -u driver.c.orig driver.c) >diff || true
run 1 -q --terse --root repo --diff diff repo -- -DX
[[ $(<out) =~ ^driver\.c:14: && $(wc -l <out) == 1 ]] || fail 'not the line that diff -u tells'
sed -i 's/driver/gone/' diff
run 2 --root repo --diff diff repo -- -DX
in_err "^gfpcheck: error: diff:2: there is no gone\.c below $work/repo, nor any other file of this diff\$"
: >diff
run 0 --diff diff repo -- -DX

# wrong values
run 2 --new-from no-such repo -- -DX
in_err "^gfpcheck: error: no revision 'no-such' in the Git work tree $work/repo\$"
run 2 --new-from --help repo -- -DX
in_err "no revision '--help'"
make_driver driver.c
run 2 --new-from HEAD driver.c -- -DX
in_err "^gfpcheck: error: $work: git: not a git repository"
cp driver.c x.c
run 2 --new-from HEAD repo x.c -- -DX
in_err "/x\.c is not in the Git work tree $work/repo, of which HEAD is a revision\$"
run 2 --new-from HEAD --diff diff repo -- -DX
in_err '^gfpcheck: error: --new-from and --diff exclude each other$'
run 2 --diff no-such repo -- -DX
in_err '^gfpcheck: error: no-such: cannot be read: No such file or directory$'
run 2 --diff . repo -- -DX
in_err '^gfpcheck: error: \.: cannot be read: Is a directory$'
printf -- '--- a/driver.c\n+++ b/driver.c\n@@ -1,2 +1 @@\n-a\n' >diff
run 2 --diff diff repo -- -DX
in_err '^gfpcheck: error: diff:5: the diff ends within a hunk$'
run 2 --diff - repo -- -DX <driver.c
in_err '^gfpcheck: error: standard input:1: no unified diff$'
git clone -q --depth 1 "file://$work/repo" shallow
run 2 --new-from HEAD~1 shallow -- -DX
in_err "no revision 'HEAD~1' in the Git work tree $work/shallow, which is a shallow clone: fetch more of it\$"
code=0
PATH=$work "$GFPCHECK" --new-from HEAD repo -- -DX 2>err || code=$?
((code == 2)) || fail "without git the exit code is $code"
in_err 'cannot run git: '
