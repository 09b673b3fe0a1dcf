/* Model of linux/ioport.h: resources. */
#ifndef _MODEL_LINUX_IOPORT_H
#define _MODEL_LINUX_IOPORT_H

#include <linux/types.h>

struct device;
struct resource { resource_size_t start, end; const char *name; unsigned long flags, desc; struct resource *parent; };
#define IORESOURCE_IO       0x00000100
#define IORESOURCE_MEM      0x00000200
#define IORESOURCE_IRQ      0x00000400
#define IORESOURCE_DMA      0x00000800
#define IORESOURCE_PREFETCH 0x00002000
#define IORESOURCE_MEM_64   0x00100000
#define IORESOURCE_BUSY     0x80000000
#define DEFINE_RES_MEM(_start, _size) { .start = (_start), .end = (_start) + (_size) - 1, .flags = IORESOURCE_MEM }
#define DEFINE_RES_IRQ(_irq) { .start = (_irq), .end = (_irq), .flags = IORESOURCE_IRQ }
extern struct resource iomem_resource, ioport_resource;
resource_size_t resource_size(const struct resource *res);
struct resource *request_region(resource_size_t start, resource_size_t n, const char *name);
struct resource *request_mem_region(resource_size_t start, resource_size_t n, const char *name);
void release_region(resource_size_t start, resource_size_t n);
void release_mem_region(resource_size_t start, resource_size_t n);
int request_resource(struct resource *root, struct resource *r);
int release_resource(struct resource *r);
struct resource *devm_request_mem_region(struct device *dev, resource_size_t start, resource_size_t n, const char *name);
struct resource *devm_request_region(struct device *dev, resource_size_t start, resource_size_t n, const char *name);

#endif
