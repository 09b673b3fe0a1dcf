/* Constants are folded as the compiler folds them, and narrowed where C converts them. */
typedef unsigned int gfp_t;
#define BIT(n) (1UL << (n))
enum bits { FIRST_BIT, IO_BIT = 6, RECLAIM_BIT = 10 };
#define PROBED_BITS ((gfp_t)(BIT(RECLAIM_BIT) | BIT(IO_BIT)))
#define PROBED_NEGATIVE -3
#define PROBED_CALL take(1)
#define PROBED_FUNCTION(x) x
static const int fixed = 7;
extern const int unknown;
void take(long), take_flags(gfp_t), take_u8(unsigned char), take_ull(unsigned long long), take_bool(_Bool);

void constants(void)
{
    take_flags(PROBED_BITS);
    take_flags(PROBED_BITS & ~(gfp_t)BIT(RECLAIM_BIT));
    take_flags(-1);
    take_u8(300);
    take((char)200);
    take((signed char)-3 - 'a');
    take_ull(-1);
    take_ull(~0ULL >> 60);
    take_bool(4);
    take(~0ULL > 5);
    take(-1 < 0u);
    take(fixed + unknown);
    take(sizeof(struct { char c[12]; }));
    take(1 ? IO_BIT : FIRST_BIT);
    take(2.5);
    take("text"[0]);
}
