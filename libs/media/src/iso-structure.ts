import type { FileWindow } from './file-window.js';

/** What the boxes of an MP4 say about its wholeness and its tricks, found without any decoder. */
export interface IsoStructure {
  readonly hasIndex: boolean;
  /** A box of the recording reaches past the end of the file: the recording was cut. */
  readonly isCut: boolean;
  readonly isEncrypted: boolean;
  /** Samples live in another file (`dref` without the self-contained flag). */
  readonly hasExternalData: boolean;
  /** A compressed index (`cmov`), the shape of a decompression bomb; no recorder of this century writes it. */
  readonly hasCompressedIndex: boolean;
  /** Largest picture the sample entries claim, pixels; the decoder may be told otherwise by the stream. */
  readonly claimedWidth: number;
  readonly claimedHeight: number;
  /** Longest empty edit before the content, in units of the movie, as ms. */
  readonly emptyEditMs: number;
  /** A track counts time in units of 1/0 s. */
  readonly hasZeroTimescale: boolean;
}

interface Box {
  readonly type: string;
  readonly body: number;
  readonly end: number;
}

const topLevel = new Set([
  'ftyp',
  'moov',
  'mdat',
  'moof',
  'free',
  'skip',
  'wide',
  'sidx',
  'mfra',
  'styp',
  'uuid',
  'emsg',
  'prft',
  'meta',
  'udta',
  'pdin',
]);
const parents = new Set(['trak', 'mdia', 'minf', 'stbl', 'dinf', 'edts', 'moov']);
const maxBoxes = 200_000;
const maxDepth = 8;

async function readBox(window: FileWindow, at: number, limit: number): Promise<Box | undefined> {
  const head = await window.read(at, 16);
  if (head.length < 8) return undefined;
  const type = head.toString('latin1', 4, 8);
  const size = head.readUInt32BE(0);
  if (size === 0) return { type, body: at + 8, end: limit };
  if (size === 1) {
    if (head.length < 16) return undefined;
    const large = Number(head.readBigUInt64BE(8));
    return large < 16 ? undefined : { type, body: at + 16, end: at + large };
  }
  return size < 8 ? undefined : { type, body: at + 8, end: at + size };
}

/** Mutable while walking; handed out as `IsoStructure`. */
class IsoWalk {
  hasIndex = false;
  isCut = false;
  isEncrypted = false;
  hasExternalData = false;
  hasCompressedIndex = false;
  claimedWidth = 0;
  claimedHeight = 0;
  emptyEditMs = 0;
  hasZeroTimescale = false;
  #timescale = 1000;
  #boxes = 0;

  constructor(private readonly window: FileWindow) {}

  #mayVisit(): boolean {
    return this.#boxes++ < maxBoxes;
  }

  async top(): Promise<void> {
    let at = 0;
    while (at < this.window.sizeBytes && this.#mayVisit()) {
      const box = await readBox(this.window, at, this.window.sizeBytes);
      if (!box || !topLevel.has(box.type)) return;
      if (box.end > this.window.sizeBytes) this.isCut = true;
      if (box.type === 'moov' && box.end <= this.window.sizeBytes) {
        this.hasIndex = true;
        await this.#inside(box, 0);
      }
      at = box.end;
    }
  }

  async #inside(parent: Box, depth: number): Promise<void> {
    let at = parent.body;
    while (at + 8 <= parent.end && this.#mayVisit()) {
      const box = await readBox(this.window, at, parent.end);
      if (!box || box.end > parent.end) return;
      await this.#visit(box, depth);
      at = box.end;
    }
  }

  async #visit(box: Box, depth: number): Promise<void> {
    if (parents.has(box.type) && depth < maxDepth) await this.#inside(box, depth + 1);
    else if (box.type === 'cmov') this.hasCompressedIndex = true;
    else if (box.type === 'pssh') this.isEncrypted = true;
    else if (box.type === 'mvhd') await this.#movieHeader(box);
    else if (box.type === 'mdhd') await this.#mediaHeader(box);
    else if (box.type === 'elst') await this.#editList(box);
    else if (box.type === 'dref') await this.#dataReferences(box);
    else if (box.type === 'stsd') await this.#sampleEntries(box);
  }

  async #movieHeader(box: Box): Promise<void> {
    const body = await this.window.read(box.body, 32);
    if (body.length < 32) return;
    this.#timescale = Math.max(1, body.readUInt32BE(body[0] === 1 ? 20 : 12));
  }

  async #mediaHeader(box: Box): Promise<void> {
    const body = await this.window.read(box.body, 24);
    if (body.length < 24) return;
    if (body.readUInt32BE(body[0] === 1 ? 20 : 12) === 0) this.hasZeroTimescale = true;
  }

  async #editList(box: Box): Promise<void> {
    const body = await this.window.read(box.body, 28);
    if (body.length < 20 || body.readUInt32BE(4) === 0) return;
    const isWide = body[0] === 1;
    if (isWide && body.length < 24) return;
    const units = isWide ? Number(body.readBigUInt64BE(8)) : body.readUInt32BE(8);
    const mediaTime = isWide ? Number(body.readBigInt64BE(16)) : body.readInt32BE(12);
    if (mediaTime === -1) this.emptyEditMs = Math.max(this.emptyEditMs, (units / this.#timescale) * 1000);
  }

  async #dataReferences(box: Box): Promise<void> {
    let at = box.body + 8;
    while (at + 12 <= box.end && this.#mayVisit()) {
      const entry = await readBox(this.window, at, box.end);
      const flags = await this.window.read(at + 8, 4);
      if (!entry || flags.length < 4) return;
      if ((flags.readUInt32BE(0) & 1) === 0) this.hasExternalData = true;
      at = entry.end;
    }
  }

  async #sampleEntries(box: Box): Promise<void> {
    let at = box.body + 8;
    while (at + 8 <= box.end && this.#mayVisit()) {
      const entry = await readBox(this.window, at, box.end);
      if (!entry) return;
      const bytes = await this.window.read(entry.body, Math.min(4096, entry.end - entry.body));
      // ISO/IEC 14496-12 §8.12: a protected track is renamed enc? and carries `sinf`; some writers do only the latter.
      if (entry.type.startsWith('enc') || (bytes.includes('sinf') && bytes.includes('schm')))
        this.isEncrypted = true;
      if (!entry.type.startsWith('mp4a') && bytes.length >= 70) this.#claim(bytes);
      at = entry.end;
    }
  }

  #claim(entry: Buffer): void {
    // Only a visual sample entry (ISO/IEC 14496-12 §12.1.3) has its resolutions, 72 dpi, behind the picture's size.
    if (entry.readUInt32BE(28) !== 0x480000) return;
    this.claimedWidth = Math.max(this.claimedWidth, entry.readUInt16BE(24));
    this.claimedHeight = Math.max(this.claimedHeight, entry.readUInt16BE(26));
  }
}

/**
 * Walks the boxes of an MP4 or MOV; reads headers only, ≤ 200,000 of them, so a hostile table costs nothing.
 * @param window the file
 */
export async function readIsoStructure(window: FileWindow): Promise<IsoStructure> {
  const walk = new IsoWalk(window);
  await walk.top();
  return walk;
}
