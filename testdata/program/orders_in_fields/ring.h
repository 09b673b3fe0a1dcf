struct pages {
	void *two;
	void *four;
	void *again;
};
