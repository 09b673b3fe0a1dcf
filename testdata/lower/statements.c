/* Loops, gotos, labels, statement expressions. */
int a(void), b(void);
void take(int);

void loops(int x)
{
    do {
        if (a()) continue;
        if (b()) break;
        take(1);
    } while (x--);
    while (a()) {
        for (;;) {
            if (b()) break;
            if (x) goto out;
        }
        continue;
    }
out:
    take(2);
}

void retry(int x)
{
again:
    if (a()) {
        take(1);
        goto again;
    }
    goto done;
    take(2);
done:;
}

void computed(int i)
{
    static void *const table[] = { &&one, &&two };

    goto *table[i];
one:
    take(1);
two:
    take(2);
}

/* Labels of macros have one name and are many. */
#define HERE() ({ __label__ here; here: (unsigned long)&&here; })
#define SKIP(c) ({ __label__ skip; if (c) goto skip; take(7); skip:; })

int values(int x)
{
    int y = ({ int t = a(); t++; t; });

    take(HERE() != HERE());
    SKIP(a());
    SKIP(b());
    ({ take(3); });
    y = ({ if (x) take(4); x; }) + 1;
    return ({ return y; 5; });
}

void commas(int x, int *p)
{
    x = (take(1), 5);
    x += 2, *p++ = x--, --x;
    p[1] <<= ++x;
    *p |= 4;
}
