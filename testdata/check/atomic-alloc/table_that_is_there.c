/* A function that allocates only if it was not called before. */
// expect-none
#include <linux/device.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct host {
	spinlock_t lock;
	struct pci_dev *pdev;
	void __iomem *scu;
};

void __iomem *const *pcim_iomap_table(struct pci_dev *pdev)
{
	void *table = pdev->dev.driver_data;

	if (!table)
		table = devres_alloc(NULL, 48, GFP_KERNEL);
	return table;
}

void host_init(struct host *h)
{
	spin_lock_irq(&h->lock);
	h->scu = pcim_iomap_table(h->pdev)[1];
	spin_unlock_irq(&h->lock);
}
