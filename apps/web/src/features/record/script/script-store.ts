import { z } from 'zod';
import { recallSettings, type SettingsStore } from '../kept-settings';
import { pace } from './script-pace';

const storageKey = 'outreel.record.script';

/** Sizes of the prompter's letters in pixels. */
export const letterSizes = { min: 16, max: 48, step: 4 } as const;

const storedScript = z.object({
  text: z.string().max(20_000),
  wordsPerMinute: z.number().min(pace.min).max(pace.max),
  letterPx: z.number().min(letterSizes.min).max(letterSizes.max),
  isShown: z.boolean(),
});

/** The rep's script and how it is shown; never leaves the browser. */
export type Script = z.infer<typeof storedScript>;

const blankScript: Script = { text: '', wordsPerMinute: pace.usual, letterPx: 24, isShown: true };

/** The script kept in this browser; a blank one where nothing usable is stored. */
export function rememberedScript(store: SettingsStore): Script {
  return recallSettings(store, storageKey, storedScript) ?? blankScript;
}

/** Keeps a script. */
export function rememberScript(store: SettingsStore, script: Script): void {
  store.setItem(storageKey, JSON.stringify(script));
}

/** Letters some steps larger or smaller, within their limits. */
export function changeLetters(letterPx: number, steps: number): number {
  return Math.min(letterSizes.max, Math.max(letterSizes.min, letterPx + steps * letterSizes.step));
}
