/* Model of linux/u64_stats_sync.h: nothing to lock on a 64-bit machine. */
#ifndef _MODEL_LINUX_U64_STATS_SYNC_H
#define _MODEL_LINUX_U64_STATS_SYNC_H

#include <linux/types.h>

struct u64_stats_sync { };
typedef struct { u64 v; } u64_stats_t;
void u64_stats_init(struct u64_stats_sync *s);
void u64_stats_update_begin(struct u64_stats_sync *s);
void u64_stats_update_end(struct u64_stats_sync *s);
unsigned int u64_stats_fetch_begin(const struct u64_stats_sync *s);
bool u64_stats_fetch_retry(const struct u64_stats_sync *s, unsigned int start);
u64 u64_stats_read(const u64_stats_t *p);
void u64_stats_set(u64_stats_t *p, u64 v);
void u64_stats_add(u64_stats_t *p, unsigned long v);
void u64_stats_inc(u64_stats_t *p);

#endif
