# gfpcheck why-not: what is decided about a line, and about what was left to the callers.
. "$SOURCE_ROOT/checker/tests/e2e/support.bash"

cat >ring.c <<'EOF'
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct ring { spinlock_t lock; void *buffer; int warm; };
void unknown_helper(struct ring *r);

static void fill(struct ring *r)
{
	if (!r->warm)
		r->buffer = kmalloc(8, GFP_KERNEL);
}

void warm_fill(struct ring *r)
{
	spin_lock(&r->lock);
	r->warm = 1;
	fill(r);
	spin_unlock(&r->lock);
}

void quick_fill(struct ring *r)
{
	spin_lock(&r->lock);
	r->buffer = kmalloc(8, GFP_ATOMIC);
	unknown_helper(r);
	spin_unlock(&r->lock);
}

void careful(struct ring *r)
{
	if (!in_interrupt())
		fill(r);
}
EOF
run 0 --model --db db ring.c

# left to the callers, where a condition does not hold
run 0 why-not --db db ring.c:11
in_out 'ring.c:11 in fill\(\):'
in_out 'kmalloc\(\): nothing on this path forbids it: left to the callers'
in_out 'on this path r->warm == 0'
in_out 'in its caller warm_fill\(\):'
in_out 'ring.c:18:2: kmalloc\(\): a condition for coming to it does not hold here'
in_out 'there: preempt \+1 since spin_lock\(&r->lock\) in line 16'
in_out "the function's contexts:"
in_out 'must not sleep: under spin_lock\(&r->lock\)'

# flags that do not sleep, and a function of which nothing is known
run 0 why-not --db db ring.c:25
in_out 'kmalloc\(\): its flags do not let it sleep'
run 0 why-not --db db ring.c:26
in_out 'unknown_helper\(\): it has neither a rule nor a body: nothing is known of it'

# a line with no call
run 0 why-not --db db ring.c:17
in_out 'no call there'

# what is wrong is said
run 2 why-not --db db ring.c:6
in_err 'the program database has no function at ring.c:6'
run 2 why-not --db db ring.c
in_err "'ring.c' is no place of the form FILE:LINE"
run 2 why-not --db db ring.c:0
in_err "no place of the form FILE:LINE"
run 2 why-not --db db
in_err 'why-not takes one place, FILE:LINE; see gfpcheck why-not --help'
run 2 why-not --db nowhere ring.c:11
in_err 'nowhere'
