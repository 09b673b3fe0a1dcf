/* Vblank operations, and fences with their callbacks. */
#include <drm/drm_crtc.h>
#include <linux/delay.h>
#include <linux/dma-fence.h>

static int screen_enable_vblank(struct drm_crtc *crtc)
{
	msleep(1); // expect: atomic-sleep {{vblank_time_lock}}
	return 0;
}

static u32 screen_counter(struct drm_crtc *crtc)
{
	msleep(1); // expect: atomic-sleep {{vblank query}}
	return 0;
}

static void screen_destroy(struct drm_crtc *crtc)
{
	msleep(1);
}

const struct drm_crtc_funcs screen_funcs = {
	.enable_vblank = screen_enable_vblank,
	.get_vblank_counter = screen_counter,
	.destroy = screen_destroy,
};

static void screen_on(struct drm_crtc *crtc, struct drm_atomic_state *state)
{
	msleep(1);
}

const struct drm_crtc_helper_funcs screen_helpers = {
	.atomic_enable = screen_on,
};

static bool job_enable_signaling(struct dma_fence *fence)
{
	msleep(1); // expect: atomic-sleep {{fence operation}}
	return true;
}

static signed long job_wait(struct dma_fence *fence, bool intr, signed long timeout)
{
	msleep(1);
	return timeout;
}

static void job_release(struct dma_fence *fence)
{
	msleep(1); // expect: atomic-sleep {{release}}
}

const struct dma_fence_ops job_fence_ops = {
	.enable_signaling = job_enable_signaling,
	.wait = job_wait,
	.release = job_release,
};

static void job_done(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	msleep(1); // expect: atomic-sleep {{fence callback}}
}

int job_watch(struct dma_fence *fence, struct dma_fence_cb *cb)
{
	return dma_fence_add_callback(fence, cb, job_done);
}
