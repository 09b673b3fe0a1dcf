/* Model of linux/regulator/consumer.h: all of it sleeps. */
#ifndef _MODEL_LINUX_REGULATOR_CONSUMER_H
#define _MODEL_LINUX_REGULATOR_CONSUMER_H

#include <linux/types.h>

struct device;
struct regulator;
struct regulator_bulk_data { const char *supply; struct regulator *consumer; };
struct regulator *devm_regulator_get(struct device *dev, const char *id);
struct regulator *devm_regulator_get_optional(struct device *dev, const char *id);
struct regulator *regulator_get(struct device *dev, const char *id);
void regulator_put(struct regulator *regulator);
int regulator_enable(struct regulator *regulator);
int regulator_disable(struct regulator *regulator);
int regulator_is_enabled(struct regulator *regulator);
int regulator_set_voltage(struct regulator *regulator, int min_uv, int max_uv);
int regulator_get_voltage(struct regulator *regulator);
int regulator_set_load(struct regulator *regulator, int load);
int devm_regulator_bulk_get(struct device *dev, int n, struct regulator_bulk_data *consumers);
int regulator_bulk_enable(int n, struct regulator_bulk_data *consumers);
int regulator_bulk_disable(int n, struct regulator_bulk_data *consumers);
int devm_regulator_get_enable(struct device *dev, const char *id);
int devm_regulator_bulk_get_enable(struct device *dev, int n, const char *const *id);

#endif
