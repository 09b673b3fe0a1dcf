/* Model of crypto/skcipher.h, crypto/internal/skcipher.h and linux/crypto.h: requests complete in softirqs. */
#ifndef _MODEL_CRYPTO_SKCIPHER_H
#define _MODEL_CRYPTO_SKCIPHER_H

#include <linux/module.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

#define CRYPTO_TFM_REQ_MAY_SLEEP 0x200
#define CRYPTO_TFM_REQ_MAY_BACKLOG 0x400
typedef void (*crypto_completion_t)(void *data, int err);
struct crypto_tfm { u32 crt_flags; };
struct crypto_alg { const char *cra_name, *cra_driver_name; unsigned int cra_blocksize, cra_ctxsize; };
struct crypto_async_request { crypto_completion_t complete; void *data; struct crypto_tfm *tfm; u32 flags; };
struct crypto_skcipher { unsigned int reqsize; };
struct skcipher_request { unsigned int cryptlen; u8 *iv; struct scatterlist *src, *dst; struct crypto_async_request base; };
struct skcipher_alg {
	int (*setkey)(struct crypto_skcipher *tfm, const u8 *key, unsigned int keylen);
	int (*encrypt)(struct skcipher_request *req);
	int (*decrypt)(struct skcipher_request *req);
	struct crypto_alg base;
};
void skcipher_request_set_callback(struct skcipher_request *req, u32 flags, crypto_completion_t compl, void *data);
int crypto_skcipher_encrypt(struct skcipher_request *req);
int crypto_register_skcipher(struct skcipher_alg *alg);
void crypto_unregister_skcipher(struct skcipher_alg *alg);

#endif
