/* Model of linux/pci.h. */
#ifndef _MODEL_LINUX_PCI_H
#define _MODEL_LINUX_PCI_H

#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/io.h>
#include <linux/module.h>

#define PCI_VENDOR_ID 0
#define PCI_DEVICE_ID 2
#define PCI_COMMAND 4
#define PCI_COMMAND_MASTER 4
#define PCI_COMMAND_MEMORY 2
#define PCI_STATUS 6
#define PCI_REVISION_ID 8
#define PCI_INTERRUPT_LINE 0x3c
#define PCI_STD_NUM_BARS 6
#define PCI_EXP_LNKSTA 18
#define PCI_DEVFN(slot, func) ((((slot) & 0x1f) << 3) | ((func) & 7))
#define PCI_SLOT(devfn) (((devfn) >> 3) & 0x1f)
#define PCI_FUNC(devfn) ((devfn) & 7)
#define PCI_IRQ_INTX 1
#define PCI_IRQ_LEGACY 1
#define PCI_IRQ_MSI 2
#define PCI_IRQ_MSIX 4
#define PCI_IRQ_AFFINITY 8
#define PCI_IRQ_ALL_TYPES 7
#define PCI_DEVICE(v, d) .vendor = (v), .device = (d), .subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID
#define PCI_VDEVICE(v, d) .vendor = PCI_VENDOR_ID_##v, .device = (d), .subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID
#define PCI_DEVICE_SUB(v, d, sv, sd) .vendor = (v), .device = (d), .subvendor = (sv), .subdevice = (sd)
#define PCI_DEVICE_DATA(v, d, data) .vendor = PCI_VENDOR_ID_##v, .device = PCI_DEVICE_ID_##v##_##d, .driver_data = (kernel_ulong_t)(data)
#define DEFINE_PCI_DEVICE_TABLE(t) const struct pci_device_id t[]
#define PCI_VENDOR_ID_INTEL 0x8086
#define PCI_VENDOR_ID_REALTEK 0x10ec
#define PCI_VENDOR_ID_BROADCOM 0x14e4
typedef int pci_power_t;
#define PCI_D0 0
#define PCI_D3hot 3
#define PCI_D3cold 4
typedef unsigned int pci_channel_state_t, pci_ers_result_t;
#define pci_channel_io_perm_failure 3
#define PCI_ERS_RESULT_DISCONNECT 4
#define PCI_ERS_RESULT_RECOVERED 5
#define PCI_ERS_RESULT_NEED_RESET 3
#define PCI_ERS_RESULT_CAN_RECOVER 2
struct pci_bus { unsigned char number; struct device dev; };
struct pci_dev {
	struct pci_bus *bus;
	unsigned int devfn;
	unsigned short vendor, device, subsystem_vendor, subsystem_device;
	unsigned int class;
	u8 revision, pin;
	u64 dma_mask;
	struct device dev;
	unsigned int irq;
	struct resource resource[11];
	unsigned int msi_enabled : 1, msix_enabled : 1, is_virtfn : 1, is_physfn : 1;
	pci_power_t current_state;
	pci_channel_state_t error_state;
};
struct pci_error_handlers {
	pci_ers_result_t (*error_detected)(struct pci_dev *dev, pci_channel_state_t error);
	pci_ers_result_t (*mmio_enabled)(struct pci_dev *dev);
	pci_ers_result_t (*slot_reset)(struct pci_dev *dev);
	void (*reset_prepare)(struct pci_dev *dev);
	void (*reset_done)(struct pci_dev *dev);
	void (*resume)(struct pci_dev *dev);
};
struct pci_driver {
	const char *name;
	const struct pci_device_id *id_table;
	int (*probe)(struct pci_dev *dev, const struct pci_device_id *id);
	void (*remove)(struct pci_dev *dev);
	int (*suspend)(struct pci_dev *dev, pm_message_t state);
	int (*resume)(struct pci_dev *dev);
	void (*shutdown)(struct pci_dev *dev);
	int (*sriov_configure)(struct pci_dev *dev, int num_vfs);
	const struct pci_error_handlers *err_handler;
	const struct attribute_group **groups;
	struct device_driver driver;
};
struct msix_entry { u32 vector; u16 entry; };
#define to_pci_dev(n) container_of(n, struct pci_dev, dev)
static inline void *pci_get_drvdata(struct pci_dev *pdev)
{
	return dev_get_drvdata(&pdev->dev);
}
static inline void pci_set_drvdata(struct pci_dev *pdev, void *data)
{
	dev_set_drvdata(&pdev->dev, data);
}
#define pci_resource_start(dev, bar) ((dev)->resource[(bar)].start)
#define pci_resource_end(dev, bar)   ((dev)->resource[(bar)].end)
#define pci_resource_flags(dev, bar) ((dev)->resource[(bar)].flags)
#define pci_resource_len(dev, bar)   resource_size(&(dev)->resource[(bar)])
const char *pci_name(const struct pci_dev *pdev);
int __pci_register_driver(struct pci_driver *drv, struct module *owner, const char *mod_name);
#define pci_register_driver(driver) __pci_register_driver(driver, THIS_MODULE, KBUILD_MODNAME)
void pci_unregister_driver(struct pci_driver *drv);
#define module_pci_driver(drv) module_driver(drv, pci_register_driver, pci_unregister_driver)
int pci_enable_device(struct pci_dev *dev);
int pci_enable_device_mem(struct pci_dev *dev);
int pcim_enable_device(struct pci_dev *pdev);
void pci_disable_device(struct pci_dev *dev);
void pci_set_master(struct pci_dev *dev);
void pci_clear_master(struct pci_dev *dev);
int pci_set_mwi(struct pci_dev *dev);
int pci_try_set_mwi(struct pci_dev *dev);
void pci_clear_mwi(struct pci_dev *dev);
void pci_intx(struct pci_dev *dev, int enable);
int pci_request_regions(struct pci_dev *pdev, const char *name);
int pci_request_mem_regions(struct pci_dev *pdev, const char *name);
int pci_request_selected_regions(struct pci_dev *pdev, int bars, const char *name);
int pci_request_region(struct pci_dev *pdev, int bar, const char *name);
void pci_release_regions(struct pci_dev *pdev);
void pci_release_region(struct pci_dev *pdev, int bar);
void pci_release_mem_regions(struct pci_dev *pdev);
void pci_release_selected_regions(struct pci_dev *pdev, int bars);
int pci_select_bars(struct pci_dev *dev, unsigned long flags);
void __iomem *pci_iomap(struct pci_dev *dev, int bar, unsigned long max);
void __iomem *pci_ioremap_bar(struct pci_dev *pdev, int bar);
void pci_iounmap(struct pci_dev *dev, void __iomem *addr);
int pcim_iomap_regions(struct pci_dev *pdev, int mask, const char *name);
void __iomem *pcim_iomap(struct pci_dev *pdev, int bar, unsigned long max);
void __iomem *const *pcim_iomap_table(struct pci_dev *pdev);
int pci_alloc_irq_vectors(struct pci_dev *dev, unsigned int min, unsigned int max, unsigned int flags);
void pci_free_irq_vectors(struct pci_dev *dev);
int pci_irq_vector(struct pci_dev *dev, unsigned int nr);
int pci_enable_msi(struct pci_dev *dev);
void pci_disable_msi(struct pci_dev *dev);
int pci_enable_msix_range(struct pci_dev *dev, struct msix_entry *entries, int minvec, int maxvec);
void pci_disable_msix(struct pci_dev *dev);
int pci_request_irq(struct pci_dev *dev, unsigned int nr, irq_handler_t handler, irq_handler_t thread_fn, void *dev_id,
		    const char *fmt, ...);
void pci_free_irq(struct pci_dev *dev, unsigned int nr, void *dev_id);
int pci_read_config_byte(const struct pci_dev *dev, int where, u8 *val);
int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val);
int pci_read_config_dword(const struct pci_dev *dev, int where, u32 *val);
int pci_write_config_byte(const struct pci_dev *dev, int where, u8 val);
int pci_write_config_word(const struct pci_dev *dev, int where, u16 val);
int pci_write_config_dword(const struct pci_dev *dev, int where, u32 val);
int pcie_capability_read_word(struct pci_dev *dev, int pos, u16 *val);
int pcie_capability_clear_and_set_word(struct pci_dev *dev, int pos, u16 clear, u16 set);
int pci_find_capability(struct pci_dev *dev, int cap);
int pci_save_state(struct pci_dev *dev);
void pci_restore_state(struct pci_dev *dev);
int pci_set_power_state(struct pci_dev *dev, pci_power_t state);
int pci_enable_wake(struct pci_dev *dev, pci_power_t state, bool enable);
int pci_wake_from_d3(struct pci_dev *dev, bool enable);
int pci_prepare_to_sleep(struct pci_dev *dev);
struct pci_dev *pci_dev_get(struct pci_dev *dev);
void pci_dev_put(struct pci_dev *dev);
DEFINE_FREE(pci_dev_put, struct pci_dev *, if (_T) pci_dev_put(_T))
struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device, struct pci_dev *from);
struct pci_dev *pci_get_domain_bus_and_slot(int domain, unsigned int bus, unsigned int devfn);
bool pci_is_pcie(struct pci_dev *dev);
bool pci_channel_offline(struct pci_dev *pdev);
int pci_num_vf(struct pci_dev *dev);
int pci_enable_sriov(struct pci_dev *dev, int nr);
void pci_disable_sriov(struct pci_dev *dev);
int pci_reset_function(struct pci_dev *dev);
#define pci_err(pdev, fmt, arg...)  dev_err(&(pdev)->dev, fmt, ##arg)
#define pci_warn(pdev, fmt, arg...) dev_warn(&(pdev)->dev, fmt, ##arg)
#define pci_info(pdev, fmt, arg...) dev_info(&(pdev)->dev, fmt, ##arg)
#define pci_dbg(pdev, fmt, arg...)  dev_dbg(&(pdev)->dev, fmt, ##arg)

#endif
