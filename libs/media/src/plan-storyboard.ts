import type { StoryboardLayout } from './media-facts.js';
import { type MediaPlan, oneFile, toEven } from './plan.js';

const storyboardFile = 'storyboard.jpg';
/** Renditions that we encode have a key frame every two seconds: only those are decoded. */
const keyFrameMs = 2000;
const mostTiles = 100;
const mostColumns = 10;
/** Longer side of a tile, pixels. */
const tileSide = 160;

/** What a storyboard is made of: a rendition. */
export interface StoryboardSource {
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
}

/** @returns few enough pictures to be one small file, near enough to each other to find a place by them */
export function storyboardLayout({ width, height, durationMs }: StoryboardSource): StoryboardLayout {
  const stepMs = keyFrameMs * Math.max(1, Math.ceil(durationMs / keyFrameMs / mostTiles));
  const count = Math.max(1, Math.ceil(durationMs / stepMs));
  const scale = Math.min(1, tileSide / Math.max(width, height));
  return {
    count,
    columns: Math.min(mostColumns, count),
    stepMs,
    tileWidth: toEven(width * scale),
    tileHeight: toEven(height * scale),
  };
}

/** One JPEG with all of them, from the key frames of a rendition, or of those that are nearest. */
export function planStoryboard({
  count,
  columns,
  stepMs,
  tileWidth,
  tileHeight,
}: StoryboardLayout): MediaPlan {
  const filters = [
    // A source whose key frames are rare shows one of them again; the last one as long as there is a place.
    `fps=fps=1000/${stepMs}:start_time=0:eof_action=pass`,
    'tpad=stop=-1:stop_mode=clone',
    `scale=w=${tileWidth}:h=${tileHeight}:out_range=full`,
    'setsar=1',
    'format=yuvj420p',
    `tile=layout=${columns}x${Math.ceil(count / columns)}:nb_frames=${count}`,
  ];
  const encoder = ['-frames:v', '1', '-q:v', '5', '-c:v', 'mjpeg', '-update', '1', '-f', 'image2'];
  const anonymous = ['-map_metadata', '-1', '-fflags', '+bitexact'];
  return {
    // Threads are of use to frames that follow one another.
    inputOptions: ['-threads', '1', '-skip_frame', 'nokey'],
    outputs: [oneFile(storyboardFile, ['-map', '0:v:0', '-vf', filters.join(','), ...anonymous, ...encoder])],
    expectedFrames: 1,
  };
}
