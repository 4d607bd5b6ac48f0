import { getParser } from 'bowser';
import { type BrowserFamily, releasedAtMs } from './browser-releases.js';
import { remember, rememberedAgents } from './remember.js';

const families: Readonly<Record<string, BrowserFamily>> = {
  Chrome: 'chrome',
  Chromium: 'chrome',
  Firefox: 'firefox',
  Safari: 'safari',
  'Microsoft Edge': 'edge',
  'Internet Explorer': 'internet-explorer',
};

/** Mean length of a year, milliseconds. */
const yearMs = 365.25 * 24 * 60 * 60 * 1000;

/**
 * Age of the browser an agent names, in years at `atMs`; null when the agent names no known family or no version.
 * Other browsers built on Chromium (Samsung Internet, Electron) are judged by the Chromium inside.
 */
export function browserAgeYears(agent: string, atMs: number): number | null {
  const releasedMs = releaseOf(agent);
  return releasedMs === null ? null : (atMs - releasedMs) / yearMs;
}

/** When the browser that an agent names came out, milliseconds since 1970. */
const releaseOf = remember(rememberedAgents, (agent): number | null => {
  if (agent.trim() === '') return null;
  const { name, version } = getParser(agent).getBrowser();
  const family = families[name ?? ''];
  const major = family ? Number.parseInt(version ?? '', 10) : chromiumMajor(agent);
  if (major === null || Number.isNaN(major)) return null;
  return releasedAtMs(family ?? 'chrome', major);
});

/** Major version of the Chromium engine an agent names; null when it names none. */
export function chromiumMajor(agent: string): number | null {
  const match = /\bChrom(?:e|ium)\/(\d+)/.exec(agent);
  return match ? Number(match[1]) : null;
}
