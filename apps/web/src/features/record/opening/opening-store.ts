import { z } from 'zod';
import { cardKinds } from '../../../recorder/card-image';
import { recallSettings, type SettingsStore } from '../kept-settings';

const storageKey = 'outreel.record.opening';

export const openingKinds = ['none', ...cardKinds] as const;
export const openingSeconds = [1, 2, 3] as const;

const storedOpening = z.object({
  kind: z.enum(openingKinds),
  /** Of the title card. */
  text: z.string().max(200),
  /** How long the card stays, in seconds of the recording. */
  seconds: z.number().min(1).max(3),
});

/** What a recording opens with. */
export type Opening = z.infer<typeof storedOpening>;

const noOpening: Opening = { kind: 'none', text: '', seconds: 2 };

/** The choice kept in this browser; none where nothing usable is stored. */
export function rememberedOpening(store: SettingsStore): Opening {
  return recallSettings(store, storageKey, storedOpening) ?? noOpening;
}

/** Keeps a choice. */
export function rememberOpening(store: SettingsStore, opening: Opening): void {
  store.setItem(storageKey, JSON.stringify(opening));
}
