/* The record of a unit: its IR and outline in bytes, as a worker process sends them to the one that keeps the
 * program database.
 *
 * Needs outline.h, ir/pack.h and store.h. A header function is sent once by each recorder, named by a hash of
 * its content and of the header functions that it calls: equal numbers mean equal functions, whatever units
 * they were seen in.
 */
#ifndef GFPCHECK_PROGRAM_RECORD_H
#define GFPCHECK_PROGRAM_RECORD_H

#include "ir/ir.h"
#include "program/store.h"

struct recorder;

struct recorder *recorder_new(void);
void recorder_free(struct recorder *r);

/* Appends the record of a unit. */
void recorder_add(struct recorder *r, const struct ir_unit *unit, GByteArray *out);

/* Puts what `bytes` record into the database, as unit `u`: it has IR then, and is not analysed unless it is
 * as it was. False if they are no record. */
bool record_put(struct store *s, struct store_unit *u, const void *bytes, size_t n);

#endif
