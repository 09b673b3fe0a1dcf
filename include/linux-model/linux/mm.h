/* Model of linux/mm.h, mm_types.h and highmem.h: pages, mappings and addresses, as far as drivers meet them. */
#ifndef _MODEL_LINUX_MM_H
#define _MODEL_LINUX_MM_H

#include <linux/atomic.h>
#include <linux/gfp.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/vmalloc.h>

#define PAGE_SHIFT 12
#define PAGE_SIZE  (1UL << PAGE_SHIFT)
#define PAGE_MASK  (~(PAGE_SIZE - 1))
#define PAGE_ALIGN(a) ALIGN(a, PAGE_SIZE)
#define PAGE_ALIGNED(a) IS_ALIGNED((unsigned long)(a), PAGE_SIZE)
#define PFN_UP(x)   (((x) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(x) ((x) >> PAGE_SHIFT)
#define PFN_PHYS(x) ((phys_addr_t)(x) << PAGE_SHIFT)
#define offset_in_page(p) ((unsigned long)(p) & ~PAGE_MASK)
#define VM_READ 0x1UL
#define VM_WRITE 0x2UL
#define VM_EXEC 0x4UL
#define VM_SHARED 0x8UL
#define VM_MAYWRITE 0x20UL
#define VM_PFNMAP 0x400UL
#define VM_IO 0x4000UL
#define VM_DONTCOPY 0x20000UL
#define VM_DONTEXPAND 0x40000UL
#define VM_DONTDUMP 0x4000000UL
#define VM_MIXEDMAP 0x10000000UL
#define FOLL_WRITE 1
#define FOLL_LONGTERM 0x100
#define NUMA_NO_NODE (-1)

struct address_space { struct inode *host; void *private_data; };
struct page { unsigned long flags; struct list_head lru; struct address_space *mapping; pgoff_t index; unsigned long private; };
struct folio { struct page page; };
struct page_frag { struct page *page; u32 offset, size; };
struct page_frag_cache { void *va; };
struct mm_struct { struct rw_semaphore mmap_lock; spinlock_t page_table_lock; };
struct vm_operations_struct;
struct vm_area_struct {
	unsigned long vm_start, vm_end, vm_flags, vm_pgoff;
	struct mm_struct *vm_mm;
	pgprot_t vm_page_prot;
	const struct vm_operations_struct *vm_ops;
	struct file *vm_file;
	void *vm_private_data;
};
typedef unsigned int vm_fault_t;
struct vm_fault { struct vm_area_struct *vma; pgoff_t pgoff; unsigned long address; struct page *page; unsigned int flags; };
struct vm_operations_struct {
	void (*open)(struct vm_area_struct *area);
	void (*close)(struct vm_area_struct *area);
	vm_fault_t (*fault)(struct vm_fault *vmf);
	vm_fault_t (*page_mkwrite)(struct vm_fault *vmf);
	int (*access)(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write);
};
#define VM_FAULT_OOM 1
#define VM_FAULT_SIGBUS 2
#define VM_FAULT_NOPAGE 0x100

bool is_vmalloc_addr(const void *x);
bool is_vmalloc_or_module_addr(const void *x);
bool virt_addr_valid(const volatile void *x);
struct page *virt_to_head_page(const void *x);
struct page *pfn_to_page(unsigned long pfn);
unsigned long page_to_pfn(const struct page *page);
phys_addr_t page_to_phys(const struct page *page);
phys_addr_t virt_to_phys(const volatile void *x);
void *phys_to_virt(phys_addr_t p);
unsigned long __phys_addr(unsigned long x);
#define __pa(x) __phys_addr((unsigned long)(x))
#define virt_to_page(x) pfn_to_page(__pa(x) >> PAGE_SHIFT)
#define __va(x) phys_to_virt(x)
void *page_address(const struct page *page);
void get_page(struct page *page);
void put_page(struct page *page);
int page_count(const struct page *page);
int get_order(unsigned long size);
void folio_put(struct folio *folio);
void *kmap(struct page *page);
void kunmap(struct page *page);
void *kmap_atomic(struct page *page);
void kunmap_atomic(const void *addr);
void *kmap_local_page(struct page *page);
void kunmap_local(const void *addr);
void clear_page(void *page);
void copy_page(void *to, void *from);
void SetPageReserved(struct page *page);
void ClearPageReserved(struct page *page);
void lock_page(struct page *page);
void unlock_page(struct page *page);
int set_page_dirty_lock(struct page *page);
bool page_is_pfmemalloc(const struct page *page);
long get_user_pages(unsigned long start, unsigned long n, unsigned int flags, struct page **pages);
int get_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);
int pin_user_pages_fast(unsigned long start, int n, unsigned int flags, struct page **pages);
void unpin_user_pages(struct page **pages, unsigned long n);
void unpin_user_page(struct page *page);
void mmap_read_lock(struct mm_struct *mm);
bool mmap_read_trylock(struct mm_struct *mm);
void mmap_read_unlock(struct mm_struct *mm);
void mmap_write_lock(struct mm_struct *mm);
void mmap_write_unlock(struct mm_struct *mm);
void vm_flags_set(struct vm_area_struct *vma, unsigned long flags);
void vm_flags_clear(struct vm_area_struct *vma, unsigned long flags);
pgprot_t vm_get_page_prot(unsigned long flags);
pgprot_t pgprot_noncached(pgprot_t prot);
pgprot_t pgprot_writecombine(pgprot_t prot);
int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn, unsigned long size, pgprot_t prot);
int io_remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn, unsigned long size, pgprot_t prot);
int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len);
int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page);
int vm_map_pages(struct vm_area_struct *vma, struct page **pages, unsigned long num);
vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn);

#endif
