/* Model of linux/clk.h, clk-provider.h and reset.h: prepare sleeps, enable does not. */
#ifndef _MODEL_LINUX_CLK_H
#define _MODEL_LINUX_CLK_H

#include <linux/kernel.h>

struct clk;
struct device;
struct device_node;
struct clk_bulk_data { const char *id; struct clk *clk; };
struct clk *clk_get(struct device *dev, const char *id);
struct clk *clk_get_optional(struct device *dev, const char *id);
struct clk *devm_clk_get(struct device *dev, const char *id);
struct clk *devm_clk_get_optional(struct device *dev, const char *id);
struct clk *devm_clk_get_enabled(struct device *dev, const char *id);
struct clk *devm_clk_get_prepared(struct device *dev, const char *id);
struct clk *devm_clk_get_optional_enabled(struct device *dev, const char *id);
struct clk *of_clk_get(struct device_node *np, int index);
struct clk *of_clk_get_by_name(struct device_node *np, const char *name);
int devm_clk_bulk_get(struct device *dev, int n, struct clk_bulk_data *clks);
int devm_clk_bulk_get_all(struct device *dev, struct clk_bulk_data **clks);
void clk_put(struct clk *clk);
int clk_enable(struct clk *clk);
void clk_disable(struct clk *clk);
int clk_prepare(struct clk *clk);
void clk_unprepare(struct clk *clk);
static inline int clk_prepare_enable(struct clk *clk)
{
	int ret = clk_prepare(clk);

	if (ret) return ret;
	ret = clk_enable(clk);
	if (ret) clk_unprepare(clk);
	return ret;
}
static inline void clk_disable_unprepare(struct clk *clk)
{
	clk_disable(clk);
	clk_unprepare(clk);
}
int clk_bulk_prepare_enable(int n, const struct clk_bulk_data *clks);
void clk_bulk_disable_unprepare(int n, const struct clk_bulk_data *clks);
unsigned long clk_get_rate(struct clk *clk);
long clk_round_rate(struct clk *clk, unsigned long rate);
int clk_set_rate(struct clk *clk, unsigned long rate);
int clk_set_parent(struct clk *clk, struct clk *parent);
struct clk *clk_get_parent(struct clk *clk);

struct clk_hw;
struct clk_rate_request { unsigned long rate, min_rate, max_rate, best_parent_rate; struct clk_hw *best_parent_hw; };
struct clk_ops {
	int (*prepare)(struct clk_hw *hw);
	void (*unprepare)(struct clk_hw *hw);
	int (*is_prepared)(struct clk_hw *hw);
	int (*enable)(struct clk_hw *hw);
	void (*disable)(struct clk_hw *hw);
	int (*is_enabled)(struct clk_hw *hw);
	unsigned long (*recalc_rate)(struct clk_hw *hw, unsigned long parent_rate);
	long (*round_rate)(struct clk_hw *hw, unsigned long rate, unsigned long *parent_rate);
	int (*determine_rate)(struct clk_hw *hw, struct clk_rate_request *req);
	int (*set_parent)(struct clk_hw *hw, u8 index);
	u8 (*get_parent)(struct clk_hw *hw);
	int (*set_rate)(struct clk_hw *hw, unsigned long rate, unsigned long parent_rate);
};
struct clk_init_data { const char *name; const struct clk_ops *ops; const char *const *parent_names; u8 num_parents; unsigned long flags; };
struct clk_hw { void *core; struct clk *clk; const struct clk_init_data *init; };
int devm_clk_hw_register(struct device *dev, struct clk_hw *hw);
int clk_hw_register(struct device *dev, struct clk_hw *hw);
struct clk *clk_register(struct device *dev, struct clk_hw *hw);
struct clk *devm_clk_register(struct device *dev, struct clk_hw *hw);

struct reset_control;
struct reset_control *devm_reset_control_get(struct device *dev, const char *id);
struct reset_control *devm_reset_control_get_exclusive(struct device *dev, const char *id);
struct reset_control *devm_reset_control_get_optional(struct device *dev, const char *id);
struct reset_control *devm_reset_control_get_optional_exclusive(struct device *dev, const char *id);
struct reset_control *devm_reset_control_get_shared(struct device *dev, const char *id);
int reset_control_assert(struct reset_control *rstc);
int reset_control_deassert(struct reset_control *rstc);
int reset_control_reset(struct reset_control *rstc);

#endif
