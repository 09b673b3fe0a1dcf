/* Model of linux/of.h and its kin, property.h, acpi.h: reading the firmware's description. */
#ifndef _MODEL_LINUX_OF_H
#define _MODEL_LINUX_OF_H

#include <linux/cleanup.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mod_devicetable.h>

struct device;
struct resource;
struct platform_device;
struct fwnode_handle { struct device *dev; };
struct property { char *name; int length; void *value; struct property *next; };
struct device_node { const char *name, *full_name; struct fwnode_handle fwnode; struct property *properties; struct device_node *parent; };
#define MAX_PHANDLE_ARGS 16
struct of_phandle_args { struct device_node *np; int args_count; u32 args[MAX_PHANDLE_ARGS]; };
#define of_match_ptr(p) (p)
#define of_fwnode_handle(node) (&(node)->fwnode)
struct device_node *of_node_get(struct device_node *node);
void of_node_put(struct device_node *node);
DEFINE_FREE(device_node, struct device_node *, if (_T) of_node_put(_T))
const struct of_device_id *of_match_node(const struct of_device_id *matches, const struct device_node *node);
const struct of_device_id *of_match_device(const struct of_device_id *matches, const struct device *dev);
const void *of_device_get_match_data(const struct device *dev);
int of_device_is_compatible(const struct device_node *np, const char *name);
bool of_device_is_available(const struct device_node *np);
bool of_machine_is_compatible(const char *compat);
const void *of_get_property(const struct device_node *np, const char *name, int *len);
struct property *of_find_property(const struct device_node *np, const char *name, int *len);
bool of_property_read_bool(const struct device_node *np, const char *name);
bool of_property_present(const struct device_node *np, const char *name);
int of_property_read_u8(const struct device_node *np, const char *name, u8 *out);
int of_property_read_u16(const struct device_node *np, const char *name, u16 *out);
int of_property_read_u32(const struct device_node *np, const char *name, u32 *out);
int of_property_read_u64(const struct device_node *np, const char *name, u64 *out);
int of_property_read_u32_index(const struct device_node *np, const char *name, u32 index, u32 *out);
int of_property_read_u32_array(const struct device_node *np, const char *name, u32 *out, size_t n);
int of_property_read_u8_array(const struct device_node *np, const char *name, u8 *out, size_t n);
int of_property_read_string(const struct device_node *np, const char *name, const char **out);
int of_property_read_string_index(const struct device_node *np, const char *name, int index, const char **out);
int of_property_match_string(const struct device_node *np, const char *name, const char *string);
int of_property_count_strings(const struct device_node *np, const char *name);
int of_property_count_u32_elems(const struct device_node *np, const char *name);
struct device_node *of_find_node_by_name(struct device_node *from, const char *name);
struct device_node *of_find_compatible_node(struct device_node *from, const char *type, const char *compat);
struct device_node *of_find_matching_node(struct device_node *from, const struct of_device_id *matches);
struct device_node *of_find_node_by_path(const char *path);
struct device_node *of_get_child_by_name(const struct device_node *node, const char *name);
struct device_node *of_get_parent(const struct device_node *node);
struct device_node *of_get_next_child(const struct device_node *node, struct device_node *prev);
struct device_node *of_get_next_available_child(const struct device_node *node, struct device_node *prev);
struct device_node *of_parse_phandle(const struct device_node *np, const char *name, int index);
int of_parse_phandle_with_args(const struct device_node *np, const char *list, const char *cells, int index,
			       struct of_phandle_args *out);
int of_get_child_count(const struct device_node *np);
int of_alias_get_id(const struct device_node *np, const char *stem);
bool of_node_name_eq(const struct device_node *np, const char *name);
int of_irq_get(struct device_node *dev, int index);
int of_irq_get_byname(struct device_node *dev, const char *name);
unsigned int irq_of_parse_and_map(struct device_node *node, int index);
int of_address_to_resource(struct device_node *dev, int index, struct resource *r);
void __iomem *of_iomap(struct device_node *device, int index);
int of_platform_populate(struct device_node *root, const struct of_device_id *matches, const void *lookup, struct device *parent);
int devm_of_platform_populate(struct device *dev);
void of_platform_depopulate(struct device *parent);
struct platform_device *of_find_device_by_node(struct device_node *np);
int of_dma_configure(struct device *dev, struct device_node *np, bool force);
int of_get_mac_address(struct device_node *np, u8 *mac);
int of_get_phy_mode(struct device_node *np, int *interface);
int of_reserved_mem_device_init(struct device *dev);
#define for_each_child_of_node(parent, child) \
	for (child = of_get_next_child(parent, NULL); child != NULL; child = of_get_next_child(parent, child))
#define for_each_available_child_of_node(parent, child) \
	for (child = of_get_next_available_child(parent, NULL); child != NULL; child = of_get_next_available_child(parent, child))
#define for_each_child_of_node_scoped(parent, child) \
	for (struct device_node *child __free(device_node) = of_get_next_child(parent, NULL); child != NULL; \
	     child = of_get_next_child(parent, child))

struct fwnode_handle *dev_fwnode(const struct device *dev);
bool device_property_read_bool(const struct device *dev, const char *name);
bool device_property_present(const struct device *dev, const char *name);
int device_property_read_u8(const struct device *dev, const char *name, u8 *val);
int device_property_read_u16(const struct device *dev, const char *name, u16 *val);
int device_property_read_u32(const struct device *dev, const char *name, u32 *val);
int device_property_read_u32_array(const struct device *dev, const char *name, u32 *val, size_t n);
int device_property_read_u8_array(const struct device *dev, const char *name, u8 *val, size_t n);
int device_property_read_string(const struct device *dev, const char *name, const char **val);
int device_property_count_u32(const struct device *dev, const char *name);
int device_property_match_string(const struct device *dev, const char *name, const char *string);
unsigned int device_get_child_node_count(const struct device *dev);
bool fwnode_property_read_bool(const struct fwnode_handle *fwnode, const char *name);
bool fwnode_property_present(const struct fwnode_handle *fwnode, const char *name);
int fwnode_property_read_u32(const struct fwnode_handle *fwnode, const char *name, u32 *val);
int fwnode_property_read_string(const struct fwnode_handle *fwnode, const char *name, const char **val);
struct fwnode_handle *device_get_next_child_node(const struct device *dev, struct fwnode_handle *child);
void fwnode_handle_put(struct fwnode_handle *fwnode);
#define device_for_each_child_node(dev, child) \
	for (child = device_get_next_child_node(dev, NULL); child; child = device_get_next_child_node(dev, child))
bool is_of_node(const struct fwnode_handle *fwnode);
struct device_node *to_of_node(const struct fwnode_handle *fwnode);

typedef void *acpi_handle;
typedef u32 acpi_status;
#define ACPI_PTR(p) (p)
#define ACPI_FAILURE(s) (s)
#define ACPI_SUCCESS(s) (!(s))
struct acpi_device { acpi_handle handle; };
acpi_handle model_acpi_handle(const struct device *dev);
#define ACPI_HANDLE(dev) model_acpi_handle(dev)
#define ACPI_COMPANION(dev) ((struct acpi_device *)model_acpi_handle(dev))
bool has_acpi_companion(const struct device *dev);
const struct acpi_device_id *acpi_match_device(const struct acpi_device_id *ids, const struct device *dev);

#endif
