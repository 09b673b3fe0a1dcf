/* Interned names: the same text is the same 32-bit id, so names are compared as numbers.
 *
 * One table for the process; ids are given in order of first use and never taken back. Text is needed at
 * the edges only: reading input, printing. Not safe to use from several threads.
 */
#ifndef GFPCHECK_BASE_SYM_H
#define GFPCHECK_BASE_SYM_H

#include <stddef.h>
#include <stdint.h>

typedef uint32_t sym;

enum { SYM_NONE = 0 }; /* the id of "" */

sym sym_of(const char *text);
sym sym_of_n(const char *text, size_t n);

/* printf into an interned name. */
sym sym_fmt(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The text, valid until the process ends. */
const char *sym_text(sym s);

#endif
