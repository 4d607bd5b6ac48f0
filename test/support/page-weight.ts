/** What the watch page costs before it plays. Called by the specs of `test/e2e`. */
import { gzipSync } from 'node:zlib';

/** Everything that a page names to be loaded before or beside the video, be it at once or a moment later. */
const named =
  /<script[^>]* src="([^"]+)"|<link[^>]*stylesheet[^>]* href="([^"]+)"|\bfrom ?"(\.[^"]+)"|\bimport\([`"'](\.[^`"']+)/g;

/** Bytes of a page's HTML, style and script, gzipped, by address. @param url of the page */
export async function weightOf(url: string): Promise<Map<string, number>> {
  const weights = new Map<string, number>();
  for (const waiting = [url]; waiting.length > 0;) {
    const address = String(waiting.pop());
    if (weights.has(address)) continue;
    // oxlint-disable-next-line no-await-in-loop -- what is found tells what is asked for next
    const text = await (await fetch(address)).text();
    weights.set(address, gzipSync(text).length);
    const found = [...text.matchAll(named)];
    waiting.push(...found.map((names) => new URL(names.slice(1).find(Boolean) ?? '', address).href));
  }
  return weights;
}
