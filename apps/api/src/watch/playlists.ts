import type { StoredRendition } from '@app/database';
import type { SegmentIndex } from '@app/media';
import { basename } from 'node:path';

/** Media type of a playlist. RFC 8216 §4. */
export const playlistType = 'application/vnd.apple.mpegurl';

/** What each of ours begins with: every segment of every rendition can be played by itself. */
const opening = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];

/** A rendition with the index of its file. */
export interface IndexedRendition {
  readonly rendition: StoredRendition;
  readonly index: SegmentIndex;
}

/** Bits a second of the segment that has the most, which a line must carry. RFC 8216 §4.3.4.2. */
const peakOf = ({ segments }: SegmentIndex) =>
  Math.max(...segments.map(({ from, to, seconds }) => Math.ceil(((to - from) * 8) / Math.max(0.1, seconds))));

/**
 * The renditions of a video, largest first: players of HLS change between them as the line allows (RFC 8216 §4.3.4).
 * Their addresses are relative to `hls/` of the page.
 * @param query of the page's media addresses
 */
export function masterPlaylist(renditions: readonly IndexedRendition[], query: string): string {
  const largestFirst = renditions.toSorted((one, other) => other.rendition.height - one.rendition.height);
  const variants = largestFirst.flatMap(({ rendition, index }) => {
    const { key, width, height, bitrateBps } = rendition;
    const [attempt, file = ''] = key.split('/').slice(-2);
    return [
      `#EXT-X-STREAM-INF:BANDWIDTH=${peakOf(index)},AVERAGE-BANDWIDTH=${bitrateBps},RESOLUTION=${width}x${height}`,
      `${attempt}/${basename(file, '.mp4')}.m3u8${query}`,
    ];
  });
  return lines([...opening, ...variants]);
}

/**
 * The segments of one rendition: ranges of the very file that is played from its beginning to its end elsewhere.
 * @param mediaUrl address of that file
 */
export function mediaPlaylist({ headerBytes, segments }: SegmentIndex, mediaUrl: string): string {
  const longest = Math.max(...segments.map(({ seconds }) => seconds));
  return lines([
    ...opening,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(longest))}`,
    `#EXT-X-MAP:URI="${mediaUrl}",BYTERANGE="${headerBytes}@0"`,
    ...segments.flatMap(({ from, to, seconds }) => [
      `#EXTINF:${seconds.toFixed(6)},`,
      `#EXT-X-BYTERANGE:${to - from}@${from}`,
      mediaUrl,
    ]),
    '#EXT-X-ENDLIST',
  ]);
}

const lines = (all: readonly string[]) => `${all.join('\n')}\n`;
