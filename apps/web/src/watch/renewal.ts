import type { PageFacts } from './page-facts.js';

/**
 * The sender has edited the video while this page was open, and the file that played is gone: goes on with the new one
 * from the same moment, unless words would be lost that the viewer has typed.
 * @param nowSeconds where the clock stands
 * @returns false when the page has nothing newer
 */
export async function renew(facts: PageFacts, nowSeconds: number): Promise<boolean> {
  const page = await fetch(location.pathname + location.search).then((reply) => reply.text());
  const fresh = new DOMParser().parseFromString(page, 'text/html').getElementById('page-facts')?.textContent;
  const { edition } = JSON.parse(fresh ?? '{}') as Partial<PageFacts>;
  const hasTyped = [...document.querySelectorAll('textarea')].some(({ value }) => value !== '');
  if (!edition || edition === facts.edition || hasTyped) return false;
  history.replaceState(null, '', `#t=${nowSeconds.toFixed(1)}`);
  location.reload();
  return true;
}

/** The moment that the page's address names (`#t=12.5`), seconds. */
export function momentOfAddress(): number | undefined {
  const seconds = Number(/^#t=([\d.]+)$/.exec(location.hash)?.[1]);
  return Number.isFinite(seconds) ? seconds : undefined;
}
