/** What tests ask of a page's document and clipboard. Texts, because the DOM's types are not those of Node. */
import type { Page } from 'playwright-core';

/** What was copied, formatted and plain; empty where there is none. */
export interface Copied {
  readonly text: string;
  readonly html: string;
}

/** Reads the clipboard; empty while it is being changed. */
export function clipboardOf(page: Page): Promise<Copied> {
  return page.evaluate<Copied>(`(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type) => (item?.types.includes(type) ? (await item.getType(type)).text() : '');
    return { text: await read('text/plain'), html: await read('text/html') };
  })().catch((error) => {
    // Something else was copied between the two looks: as good as nothing, look again.
    if (error.name === 'InvalidStateError') return { text: '', html: '' };
    throw error;
  })`);
}

/** Leaves a mark in the document that a reload or another document does not have. */
export async function markDocument(page: Page): Promise<void> {
  await page.evaluate('window.isSameDocument = true');
}

/** Whether the document is still the marked one. */
export function isMarked(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('window.isSameDocument === true');
}

/** Pixels by which the document is wider than the window; 0 when nothing has to be scrolled sideways. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
  );
}

/** A file in somebody's hand. */
export interface HeldFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Drags a file into the window and drops it.
 * @param whileOver called while the file hovers
 * @param target selector of what it is dropped on
 */
export async function dropFile(
  page: Page,
  file: HeldFile,
  whileOver: () => Promise<void>,
  target = 'body',
): Promise<void> {
  const transfer = await page.evaluateHandle(
    `(({ name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.codePointAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type }));
      return transfer;
    })(${JSON.stringify({ ...file, bytes: undefined, base64: Buffer.from(file.bytes).toString('base64') })})`,
  );
  const tell = (type: string) => page.dispatchEvent(target, type, { dataTransfer: transfer });
  await tell('dragenter');
  await tell('dragover');
  await whileOver();
  await tell('drop');
}

/** How much a page has left in the browser beside cookies. */
export interface LeftBehind {
  readonly local: number;
  readonly session: number;
  readonly databases: number;
  readonly caches: number;
}

/** Counts what the page's origin has stored. */
export function storageOf(page: Page): Promise<LeftBehind> {
  return page.evaluate<LeftBehind>(`(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }))()`);
}
