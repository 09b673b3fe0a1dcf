/* Model of drm/drm_crtc.h: vblank operations run under a spinlock, modesetting in process context. */
#ifndef _MODEL_DRM_DRM_CRTC_H
#define _MODEL_DRM_DRM_CRTC_H

#include <linux/device.h>

struct drm_atomic_state;
struct drm_crtc;
struct drm_display_mode;
struct drm_device { struct device *dev; };
struct drm_crtc_funcs {
	int (*enable_vblank)(struct drm_crtc *crtc);
	void (*disable_vblank)(struct drm_crtc *crtc);
	u32 (*get_vblank_counter)(struct drm_crtc *crtc);
	void (*destroy)(struct drm_crtc *crtc);
};
struct drm_crtc_helper_funcs {
	void (*atomic_enable)(struct drm_crtc *crtc, struct drm_atomic_state *state);
	void (*atomic_disable)(struct drm_crtc *crtc, struct drm_atomic_state *state);
	bool (*get_scanout_position)(struct drm_crtc *crtc, bool in_vblank_irq, int *vpos, int *hpos, ktime_t *stime,
				     ktime_t *etime, const struct drm_display_mode *mode);
};
struct drm_crtc { struct drm_device *dev; const struct drm_crtc_funcs *funcs; const struct drm_crtc_helper_funcs *helper_private; };
void drm_crtc_helper_add(struct drm_crtc *crtc, const struct drm_crtc_helper_funcs *funcs);
bool drm_crtc_handle_vblank(struct drm_crtc *crtc);

#endif
