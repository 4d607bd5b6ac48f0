import type { FileWindow } from './file-window.js';

/** What the elements of a Matroska file say about its wholeness, found without any decoder. */
export interface MatroskaStructure {
  /** An element is cut by the end of the file, misplaced or unreadable: something was lost. */
  readonly isDamaged: boolean;
  readonly isEncrypted: boolean;
}

interface Element {
  readonly id: number;
  readonly body: number;
  /** Undefined: unknown size, as live recorders write it (RFC 8794 §6.2). */
  readonly end: number | undefined;
}

const ids = { ebml: 0x1a45dfa3, segment: 0x18538067, cluster: 0x1f43b675, tracks: 0x1654ae6b };
const contentEncryption = Buffer.from([0x50, 0x35]);
/** Children of Segment, RFC 9559 §5.1, and what may stand beside it. */
const inSegment = new Set([
  0x114d9b74,
  0x1549a966,
  ids.tracks,
  ids.cluster,
  0x1c53bb6b,
  0x1941a469,
  0x1043a770,
  0x1254c367,
  0xec,
  0xbf,
]);
/** Children of Cluster, RFC 9559 §5.1.3. */
const inCluster = new Set([0xe7, 0xa7, 0xab, 0xa3, 0xa0, 0x5854, 0xaf, 0xec, 0xbf]);
const maxElements = 20_000_000;

function vintLength(first: number): number {
  return first === 0 ? 9 : Math.clz32(first) - 23;
}

async function readElement(window: FileWindow, at: number): Promise<Element | undefined> {
  const head = await window.read(at, 12);
  const idLength = vintLength(head[0] ?? 0);
  if (idLength > 4 || head.length < idLength + 1) return undefined;
  const sizeLength = vintLength(head[idLength] ?? 0);
  if (sizeLength > 8 || head.length < idLength + sizeLength) return undefined;
  const id = head.readUIntBE(0, idLength);
  const first = (head[idLength] ?? 0) & (0xff >> sizeLength);
  let size = first;
  let isUnknown = first === 0xff >> sizeLength;
  for (let index = 1; index < sizeLength; index++) {
    const byte = head[idLength + index] ?? 0;
    if (byte !== 0xff) isUnknown = false;
    size = size * 256 + byte;
  }
  const body = at + idLength + sizeLength;
  return { id, body, end: isUnknown ? undefined : body + size };
}

/** @returns true for an element that may follow at this place */
function isExpected(id: number, isInCluster: boolean): boolean {
  return inSegment.has(id) || (isInCluster && inCluster.has(id));
}

/**
 * Walks Segment and the clusters of unknown size. Known sizes are jumped over, so a finished 2 GiB file costs a few reads
 * and a live recording one small step per block.
 * @param window the file, which starts with an EBML header
 */
export async function readMatroskaStructure(window: FileWindow): Promise<MatroskaStructure> {
  const header = await readElement(window, 0);
  if (!header?.end || header.end > window.sizeBytes) return { isDamaged: true, isEncrypted: false };
  const segment = await readElement(window, header.end);
  if (segment?.id !== ids.segment) return { isDamaged: true, isEncrypted: false };
  const until = segment.end ?? window.sizeBytes;
  let isEncrypted = false;
  let isInCluster = false;
  let at = segment.body;
  for (let count = 0; at < Math.min(until, window.sizeBytes) && count < maxElements; count++) {
    const element = await readElement(window, at);
    if (!element || !isExpected(element.id, isInCluster)) return { isDamaged: true, isEncrypted };
    if (element.id === ids.tracks && element.end) {
      const tracks = await window.read(element.body, Math.min(65_536, element.end - element.body));
      isEncrypted ||= tracks.includes(contentEncryption) && tracks.includes(Buffer.from([0x47, 0xe1]));
    }
    if (element.id === ids.cluster) isInCluster = element.end === undefined;
    else if (inSegment.has(element.id) && element.id > 0xffff) isInCluster = false;
    if (element.end === undefined && element.id !== ids.cluster) return { isDamaged: true, isEncrypted };
    at = element.end ?? element.body;
  }
  const follower = at < window.sizeBytes ? await readElement(window, at) : undefined;
  return {
    isDamaged: at > window.sizeBytes || until > window.sizeBytes || follower?.id === ids.ebml,
    isEncrypted,
  };
}
