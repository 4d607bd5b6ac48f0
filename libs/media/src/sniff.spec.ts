import * as fc from 'fast-check';
import { sniffContainer } from './sniff.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

it('knows MP4, old QuickTime and Matroska by their first bytes', () => {
  expect(sniffContainer(bytes('\0\0\0\x18ftypisom'))).toBe('mov');
  expect(sniffContainer(bytes('\0\0\0\x08wide\0\0\0\0mdat'))).toBe('mov');
  expect(sniffContainer(bytes('\x1a\x45\xdf\xa3\x9fB\x86\x81'))).toBe('matroska');
});

it.each([
  ['HLS playlist', '#EXTM3U\n#EXT-X-VERSION:3\n'],
  ['ffconcat script', 'ffconcat version 1.0\n'],
  ['DASH manifest', '<?xml version="1.0"?><MPD'],
  ['GIF', 'GIF89a\0\0\0\0'],
  ['AVI', 'RIFF\0\0\0\0AVI '],
  ['HTML in front of a video', '<!doctype html>\0\0\0\x18ftypisom'],
  ['one byte', '\0'],
  ['nothing', ''],
])('refuses: %s', (_, head) => {
  expect(sniffContainer(bytes(head))).toBeUndefined();
});

it('never accepts text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 8 }), (text) => {
      fc.pre(!['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(text.slice(4, 8)));
      expect(sniffContainer(bytes(text))).toBeUndefined();
    }),
  );
});
