/* Places: the expansion, and the outermost macro. Macros that were asked for are calls of their own name, also as
 * arguments of other macros; what only begins with one is not. */
unsigned preempt(void);
void take(int), log_it(const char *);
#define in_interrupt() (preempt() & 0xff00)
#define in_atomic() (preempt() != 0)
#define assert_atomic() do { if (!preempt()) log_it("not atomic"); } while (0)
#define WARN_ON(condition) ({ int __ret = !!(condition); if (__ret) log_it("warn"); __ret; })
#define TWICE(x) (take(x), take(x))
#define IS_IT() in_interrupt()

void listed(int x)
{
    if (in_interrupt()) take(1);
    if (!in_interrupt() && x) take(2);
    take(in_interrupt() ? 3 : 4);
    if (WARN_ON(in_interrupt())) take(5);
    if (WARN_ON(in_interrupt() && x)) take(6);
    if (WARN_ON(x || in_atomic())) take(7);
    x = in_interrupt() | in_atomic();
    assert_atomic();
}

void not_listed(void)
{
    if (IS_IT()) take(1);
    TWICE(
        preempt());
}

/* as an argument of another macro: its own parentheses and negation are not that one's */
#undef in_atomic
#define in_atomic() (!(preempt() & 7))
#define likely(x) __builtin_expect(!!(x), 1)
#define ASSERT(c)                                                                                            \
	do {                                                                                                 \
		if (!likely(c))                                                                              \
			log_it("x");                                                                           \
	} while (0)
void asserted(void)
{
	ASSERT(in_atomic());
	if (!likely(in_atomic()))
		log_it("x");
}
