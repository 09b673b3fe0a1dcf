/* Only the first statement after a case is its child; ranges have two constants. */
void f(int), g(void);
enum kind { RED, GREEN = 7 };

void cases(int x)
{
    switch (x) {
    case 1:
        f(1);
        f(11);
        /* falls through */
    case 2 ... 4:
        f(2);
        break;
    case 5:
    case GREEN:
    case 'c': f(5); __attribute__((fallthrough));
    default: f(6);
    }
    g();
}

void without_default(unsigned char x)
{
    switch (x) {
    case 250 ... 255: f(1);
    }
}

/* Of a constant, only the arm taken is left. */
void constant(void)
{
    switch (sizeof(short)) {
    case 1: f(1); break;
    case 2: f(2); break;
    default: f(3);
    }
}

/* Cases inside a loop inside the switch. */
void duff(int n)
{
    switch (n % 4) {
    case 0:
        do {
            f(0);
        case 3: f(3);
        case 2: f(2);
        case 1: f(1);
        } while ((n -= 4) > 0);
    }
}

void nested(int x, int y)
{
    while (g(), x) {
        switch (x) {
        case 1:
            switch (y) {
            case 1: continue;
            case 2: break;
            }
            f(1);
            break;
        case 2: continue;
        }
        f(2);
    }
}
