import type { z } from 'zod';

/** What of `localStorage` is needed. */
export type SettingsStore = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Settings that were kept in this browser. What is there may come from another version or from a hand: it is checked,
 * and as good as nothing when it does not fit.
 */
export function recallSettings<Settings>(
  store: SettingsStore,
  key: string,
  schema: z.ZodType<Settings>,
): Settings | null {
  const text = store.getItem(key);
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
