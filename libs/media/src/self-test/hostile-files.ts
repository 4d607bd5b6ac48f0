/** Sampling rate of {@link canarySound}, in hertz: no real file has it, so whoever prints it has opened that file. */
export const canaryRate = 12_347;

/** A tenth of a second of silence as WAV. */
export function canarySound(): Buffer {
  const samples = Buffer.alloc(2 * Math.floor(canaryRate / 10));
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(canaryRate, 24);
  head.writeUInt32LE(canaryRate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** A script for ffmpeg that opens its neighbour. @param name of the neighbour */
export function concatScript(name: string): string {
  return `ffconcat version 1.0\nfile ${name}\n`;
}

/** A playlist whose only piece is `target`, an address or a name. */
export function hlsPlaylist(target: string): string {
  return `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n${target}\n#EXT-X-ENDLIST\n`;
}

/** An index whose samples lie in another file: `dref` without the self-contained flag (ISO/IEC 14496-12 §8.7.2). */
export function externalMovie(): Buffer {
  const reference = box('alis', Buffer.alloc(4));
  const references = box('dref', uint32(0), uint32(1), reference);
  const media = box('mdia', box('minf', box('dinf', references)));
  return Buffer.concat([
    box('ftyp', Buffer.from('qt  '), uint32(0x200)),
    box('moov', box('trak', media)),
    box('mdat'),
  ]);
}

/** A Matroska of one packet whose codec no plan takes (RFC 8794 for the elements). @param codec e.g. `V_FFV1` */
export function strangeCodec(codec: string): Buffer {
  const picture = element('E0', element('B0', Buffer.of(64)), element('BA', Buffer.of(64)));
  const names = ['D7', '73C5', '83'].map((id) => element(id, Buffer.of(1)));
  const track = element('AE', ...names, element('86', Buffer.from(codec)), picture);
  const packet = element('A3', Buffer.of(0x81, 0, 0, 0x80, 1, 2, 3, 4));
  const cluster = element('1F43B675', element('E7', Buffer.of(0)), packet);
  return Buffer.concat([
    element('1A45DFA3', element('4282', Buffer.from('matroska'))),
    element('18538067', element('1654AE6B', track), cluster),
  ]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([uint32(8 + body.length), Buffer.from(type, 'latin1'), body]);
}

function element(id: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const size = Buffer.alloc(8);
  // A size of eight bytes begins with the marker 01 (RFC 8794 §4.4).
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, 'hex'), size, body]);
}
