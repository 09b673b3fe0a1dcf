/* Model of linux/io.h: device memory and ports; mapping sleeps, access does not. */
#ifndef _MODEL_LINUX_IO_H
#define _MODEL_LINUX_IO_H

#include <linux/kernel.h>

#define MODEL_IO(suffix, T) \
	T read##suffix(const volatile void __iomem *addr); \
	void write##suffix(T value, volatile void __iomem *addr); \
	T read##suffix##_relaxed(const volatile void __iomem *addr); \
	void write##suffix##_relaxed(T value, volatile void __iomem *addr); \
	T __raw_read##suffix(const volatile void __iomem *addr); \
	void __raw_write##suffix(T value, volatile void __iomem *addr); \
	T in##suffix(unsigned long port); \
	void out##suffix(T value, unsigned long port)
MODEL_IO(b, u8);
MODEL_IO(w, u16);
MODEL_IO(l, u32);
MODEL_IO(q, u64);
#undef MODEL_IO
u8 ioread8(const void __iomem *addr);
u16 ioread16(const void __iomem *addr);
u32 ioread32(const void __iomem *addr);
u64 ioread64(const void __iomem *addr);
u16 ioread16be(const void __iomem *addr);
u32 ioread32be(const void __iomem *addr);
void iowrite8(u8 v, void __iomem *addr);
void iowrite16(u16 v, void __iomem *addr);
void iowrite32(u32 v, void __iomem *addr);
void iowrite64(u64 v, void __iomem *addr);
void iowrite16be(u16 v, void __iomem *addr);
void iowrite32be(u32 v, void __iomem *addr);
void ioread8_rep(const void __iomem *addr, void *buf, unsigned long n);
void ioread16_rep(const void __iomem *addr, void *buf, unsigned long n);
void ioread32_rep(const void __iomem *addr, void *buf, unsigned long n);
void iowrite8_rep(void __iomem *addr, const void *buf, unsigned long n);
void iowrite16_rep(void __iomem *addr, const void *buf, unsigned long n);
void iowrite32_rep(void __iomem *addr, const void *buf, unsigned long n);
void readsl(const volatile void __iomem *addr, void *buf, unsigned int n);
void writesl(volatile void __iomem *addr, const void *buf, unsigned int n);
void insb(unsigned long port, void *buf, unsigned long n);
void insw(unsigned long port, void *buf, unsigned long n);
void insl(unsigned long port, void *buf, unsigned long n);
void outsb(unsigned long port, const void *buf, unsigned long n);
void outsw(unsigned long port, const void *buf, unsigned long n);
void outsl(unsigned long port, const void *buf, unsigned long n);
void memcpy_fromio(void *to, const volatile void __iomem *from, size_t n);
void memcpy_toio(volatile void __iomem *to, const void *from, size_t n);
void memset_io(volatile void __iomem *addr, int value, size_t n);
void __iowrite32_copy(void __iomem *to, const void *from, size_t n);
void __iowrite64_copy(void __iomem *to, const void *from, size_t n);
void __iomem *ioremap(phys_addr_t offset, size_t size);
void __iomem *ioremap_wc(phys_addr_t offset, size_t size);
void __iomem *ioremap_cache(phys_addr_t offset, size_t size);
void __iomem *ioremap_np(phys_addr_t offset, size_t size);
void iounmap(volatile void __iomem *addr);
void *memremap(resource_size_t offset, size_t size, unsigned long flags);
void memunmap(void *addr);
struct device;
void *devm_memremap(struct device *dev, resource_size_t offset, size_t size, unsigned long flags);
void __iomem *devm_ioremap_wc(struct device *dev, resource_size_t offset, resource_size_t size);
void __iomem *ioport_map(unsigned long port, unsigned int n);
void ioport_unmap(void __iomem *addr);
#define MEMREMAP_WB 1
#define MEMREMAP_WC 4
#define IOMEM(p) ((void __iomem *)(p))
void *phys_to_virt(phys_addr_t p);
phys_addr_t virt_to_phys(const volatile void *x);
int arch_phys_wc_add(unsigned long base, unsigned long size);
void arch_phys_wc_del(int handle);

#endif
