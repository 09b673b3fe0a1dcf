/* Firmware, scatterlists with their pages, bios, bitmaps. */
#include <linux/bio.h>
#include <linux/bitmap.h>
#include <linux/firmware.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

void images(struct device *dev)
{
	const struct firmware *a, *b;

	if (request_firmware(&a, "a.bin", dev))
		return;
	if (request_firmware(&b, "b.bin", dev) == 0)
		kfree(b); // expect: mismatched-free {{kfree}} {{request_firmware}}
	release_firmware(a);
}

/* A driver's own struct firmware. */
void image_by_hand(void)
{
	struct firmware *fw = kzalloc(sizeof(*fw), GFP_KERNEL);

	release_firmware(fw);
}

void lists(unsigned int *n)
{
	struct scatterlist *a = sgl_alloc(65536, GFP_KERNEL, n), *b = sgl_alloc(65536, GFP_KERNEL, n);

	sgl_free(a);
	kfree(b); // expect: mismatched-free {{sgl_alloc}}
}

void bios(struct block_device *bdev)
{
	struct bio *a = bio_alloc(bdev, 1, REQ_OP_READ, GFP_NOIO), *b = bio_alloc(bdev, 1, REQ_OP_READ, GFP_NOIO);

	bio_put(a);
	kfree(b); // expect: mismatched-free {{bio_alloc}}
}

void bits(void)
{
	unsigned long *a = bitmap_zalloc(64, GFP_KERNEL), *b = bitmap_zalloc(64, GFP_KERNEL);

	bitmap_free(a);
	vfree(b); // expect: mismatched-free {{bitmap_zalloc}}
}
