import { z } from 'zod';

/** A device that was chosen by hand: its name is kept for the day it is not plugged in. */
export interface RememberedDevice {
  /** As the browser gives it to this page; `none` = record without one. */
  id: string;
  /** Empty when it was never known. */
  name: string;
}

/** What was chosen last; null = the browser's default. */
export interface RememberedDevices {
  camera: RememberedDevice | null;
  microphone: RememberedDevice | null;
}

const storageKey = 'outreel.record.devices';
const deviceSchema = z.object({ id: z.string().min(1), name: z.string() }).nullable();
const devicesSchema = z.object({ camera: deviceSchema, microphone: deviceSchema });
const nothing: RememberedDevices = { camera: null, microphone: null };

/** Reads what was kept; whatever cannot be read is as good as nothing. @param text as it was kept */
export function parseDevices(text: string | null): RememberedDevices {
  if (!text?.startsWith('{')) return nothing;
  try {
    return devicesSchema.parse(JSON.parse(text));
  } catch (error) {
    // Written by another version, or by hand.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return nothing;
    throw error;
  }
}

/** The devices used last in this browser. */
export const rememberedDevices = (): RememberedDevices => parseDevices(localStorage.getItem(storageKey));

/** Keeps them for the next recording. */
export function rememberDevices(devices: RememberedDevices): void {
  localStorage.setItem(storageKey, JSON.stringify(devices));
}

/**
 * The name of the wanted device when it is not plugged in.
 * @param wanted what was remembered
 * @param plugged ids of what is plugged in; without a single one nothing is known
 * @returns null when it is there, or when any device will do
 */
export function absentDevice(wanted: RememberedDevice | null, plugged: readonly string[]): string | null {
  const isKnown = plugged.some((id) => id !== '');
  if (!wanted || wanted.id === 'none' || !isKnown || plugged.includes(wanted.id)) return null;
  return wanted.name || null;
}
