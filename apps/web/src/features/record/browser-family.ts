import type { permissionAdvice, systemAdvice } from './record.texts';

/** The browsers whose permission settings lie in different places. */
export type BrowserFamily = keyof typeof permissionAdvice;

/** The systems whose privacy settings lie in different places. */
export type SystemFamily = keyof typeof systemAdvice;

/** An iPad calls itself a Mac; no Mac has a touch screen. */
const isAppleTouch = (userAgent: string, touchPoints: number) =>
  /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && touchPoints > 1);

/**
 * Which browser this is, for advice only: nothing else may depend on it.
 * @param userAgent `navigator.userAgent`
 * @param touchPoints `navigator.maxTouchPoints`
 */
export function browserFamily(userAgent: string, touchPoints = 0): BrowserFamily {
  if (isAppleTouch(userAgent, touchPoints)) return /CriOS|FxiOS|EdgiOS/.test(userAgent) ? 'ios-other' : 'ios';
  const isAndroid = userAgent.includes('Android');
  if (userAgent.includes('Firefox/')) return isAndroid ? 'android-firefox' : 'firefox';
  if (isAndroid) return 'android';
  return userAgent.includes('Safari/') && !/Chrom(e|ium)\//.test(userAgent) ? 'safari' : 'chrome';
}

/** Which system this is, for advice only. See {@link browserFamily}. */
export function systemFamily(userAgent: string, touchPoints = 0): SystemFamily {
  if (isAppleTouch(userAgent, touchPoints)) return 'ios';
  if (userAgent.includes('Android')) return 'android';
  if (userAgent.includes('Windows')) return 'windows';
  return userAgent.includes('Macintosh') ? 'mac' : 'other';
}
