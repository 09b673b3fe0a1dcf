/* What it means depends on who includes it. */
static inline int level(void)
{
	return LEVEL;
}
