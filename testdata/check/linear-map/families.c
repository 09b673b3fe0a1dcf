/* Memory that is mapped page by page has no single physical address. */
#include <linux/dma-mapping.h>
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

phys_addr_t of_vmalloc(void)
{
	return virt_to_phys(vmalloc(64)); // expect: linear-map {{memory of vmalloc() comes to virt_to_phys()}} {{mend: use kmalloc() memory here, or go through vmalloc() memory page by page with vmalloc_to_page()}} confidence=definite
}

phys_addr_t of_slab(void)
{
	return virt_to_phys(kmalloc(64, GFP_KERNEL));
}

phys_addr_t of_pages(void)
{
	return virt_to_phys((void *)__get_free_pages(GFP_KERNEL, 1));
}

dma_addr_t map(struct device *dev, size_t size)
{
	void *a = kvmalloc(size, GFP_KERNEL), *b = kvmalloc(512, GFP_KERNEL);

	dma_map_single(dev, a, size, DMA_TO_DEVICE); // expect: linear-map {{if the memory is vmalloc memory}} confidence=likely
	return dma_map_single(dev, b, 512, DMA_TO_DEVICE);
}

void tested(struct scatterlist *sg, size_t size)
{
	void *a = kvmalloc(size, GFP_KERNEL);

	if (!is_vmalloc_addr(a))
		sg_init_one(sg, a, size);
}

/* Part of a larger object. */
struct table {
	int n;
	u8 key[16];
};

void part(struct scatterlist *sg)
{
	struct table *t = vmalloc(sizeof(*t)), *u = kmalloc(sizeof(*u), GFP_KERNEL);

	sg_init_one(sg, t->key, sizeof(t->key)); // expect: linear-map
	sg_init_one(sg, u->key, sizeof(u->key));
}

static void send(struct device *dev, void *buffer, size_t n)
{
	dma_map_single(dev, buffer, n, DMA_TO_DEVICE); // expect: linear-map chain=send_wrongly>send
}

void send_wrongly(struct device *dev)
{
	send(dev, vzalloc(64), 64);
}

void send_rightly(struct device *dev)
{
	send(dev, kzalloc(64, GFP_KERNEL), 64);
}

void other_names(void)
{
	virt_to_page(vmalloc(64)); // expect: linear-map
	__pa(vmalloc(64)); // expect: linear-map
	virt_to_page(kmalloc(64, GFP_KERNEL));
}
