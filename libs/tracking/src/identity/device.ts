import { getParser } from 'bowser';

/**
 * Coarse family of a device, e.g. `Chrome on Windows`: enough to say "likely another device", too little to follow anybody.
 * Empty when the agent says neither.
 */
export function deviceOf(agent: string): string {
  if (agent.trim() === '') return '';
  const { browser, os } = getParser(agent).getResult();
  return [browser.name, os.name].filter(Boolean).join(' on ').slice(0, 80);
}
