import { z } from 'zod';
import { bubbleShapes, bubbleSizes, defaultLook, type Look } from '../../../recorder/look';
import { recallSettings, type SettingsStore } from '../kept-settings';

const storageKey = 'outreel.record.look';

const share = z.number().min(0).max(1);
/** The camera never fills the picture by memory: that is decided while talking. */
const storedLook = z.object({
  shape: z.enum(bubbleShapes),
  size: z.enum(bubbleSizes),
  place: z.object({ x: share, y: share }),
  isMirrored: z.boolean(),
  isBackgroundSoft: z.boolean().default(false),
});

/** The look used last in this browser; the default one where nothing usable is stored. */
export function rememberedLook(store: SettingsStore): Look {
  return { ...defaultLook, ...recallSettings(store, storageKey, storedLook) };
}

/** Keeps a look for the next recording. */
export function rememberLook(store: SettingsStore, look: Look): void {
  store.setItem(storageKey, JSON.stringify(storedLook.parse(look)));
}
