struct image {
	void *data;
	void *pages;
};

void *image_alloc(unsigned long size);
int image_init(struct image *i);
void image_free(void *data);
void image_vfree(void *data);
