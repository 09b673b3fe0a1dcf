/* XML out: text and attributes made fit for it. Inside report/ only.
 *
 * Needs GLib. What is no UTF-8, and characters that XML can't hold at all, become replacement characters.
 */
#ifndef GFPCHECK_REPORT_XML_H
#define GFPCHECK_REPORT_XML_H

#include <stdint.h>
#include <stdio.h>

/* The first line of every document. */
void xml_declaration(FILE *out);

/* Text between two tags. */
void xml_text(FILE *out, const char *text);

/* ` name="value"` */
void xml_attribute(FILE *out, const char *name, const char *value);
void xml_number(FILE *out, const char *name, uint64_t value);

#endif
