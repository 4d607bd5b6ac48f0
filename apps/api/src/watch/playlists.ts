import type { StoredRendition } from '@app/database';
import type { SegmentIndex } from '@app/media';
import { basename } from 'node:path';

/** Media type of a playlist. RFC 8216 §4. */
export const playlistType = 'application/vnd.apple.mpegurl';

/** What each of ours begins with: every segment of every rendition can be played by itself. */
const opening = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];

/**
 * The renditions of a video, largest first: players of HLS change between them as the line allows (RFC 8216 §4.3.4).
 * Their addresses are relative to `hls/` of the page.
 * @param query of the page's media addresses
 */
export function masterPlaylist(renditions: readonly StoredRendition[], query: string): string {
  const largestFirst = renditions.toSorted((one, other) => other.height - one.height);
  const variants = largestFirst.flatMap(({ key, width, height, bitrateBps }) => {
    const [attempt, file = ''] = key.split('/').slice(-2);
    return [
      `#EXT-X-STREAM-INF:BANDWIDTH=${Math.max(1, bitrateBps)},RESOLUTION=${width}x${height}`,
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
