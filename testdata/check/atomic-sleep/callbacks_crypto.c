/* Ciphers: completions, and operations that may sleep if the request says so. */
#include <crypto/skcipher.h>
#include <linux/delay.h>

static void request_done(void *data, int err)
{
	msleep(1); // expect: atomic-sleep {{completion of a crypto request}} confidence=definite
}

int request_start(struct skcipher_request *req)
{
	skcipher_request_set_callback(req, CRYPTO_TFM_REQ_MAY_BACKLOG, request_done, NULL);
	return crypto_skcipher_encrypt(req);
}

static int engine_setkey(struct crypto_skcipher *tfm, const u8 *key, unsigned int keylen)
{
	msleep(1);
	return 0;
}

static int engine_encrypt(struct skcipher_request *req)
{
	void *map = kmalloc(64, GFP_KERNEL); // expect: atomic-alloc {{crypto operation}} confidence=likely

	kfree(map);
	return map ? 0 : -ENOMEM;
}

static int engine_decrypt(struct skcipher_request *req)
{
	gfp_t gfp = req->base.flags & CRYPTO_TFM_REQ_MAY_SLEEP ? GFP_KERNEL : GFP_ATOMIC;
	void *map = kmalloc(64, gfp);

	kfree(map);
	return map ? 0 : -ENOMEM;
}

struct skcipher_alg engine_alg = {
	.setkey = engine_setkey,
	.encrypt = engine_encrypt,
	.decrypt = engine_decrypt,
};
