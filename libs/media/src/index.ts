// ffmpeg and ffprobe behind one wrapper: probe, playable file, renditions, poster, preview, storyboard, joining of runs.
// The worker calls it with local files, the API reads the index of what it published; it never sees a URL, a database row or
// a setting of the environment.
// Every run passes three fences (7-trust.md): forced demuxer, whitelists, sandbox without network or other files.
// A worker attacks them one by one when it starts (self-test/) and refuses to work if one is open.
// It never trusts a header, never passes metadata of a source on, and imports no other lib.
export { FfmpegRunError, MediaError, MissingToolError, type MediaErrorCode } from './media-error.js';
export type {
  Container,
  Image,
  Rendition,
  SoundPiece,
  SourceFacts,
  Storyboard,
  StoryboardLayout,
} from './media-facts.js';
export { defaultLimits, type MediaLimits } from './media-limits.js';
export { PiecesMismatchError } from './join-pieces.js';
export type { KeptPiece } from './cut.js';
export type { PicturePiece, MadePieces, PieceTools } from './piece-tools.js';
export type {
  MediaLogger,
  MediaTools,
  MediaToolsOptions,
  ProbeOptions,
  PublishOptions,
  RunOptions,
  StreamedLadder,
} from './media-tools.js';
export { createMediaTools } from './create-media-tools.js';
export { playableFile } from './plan-playable.js';
export {
  indexedWithinBytes,
  readSegmentIndex,
  type IndexedSegment,
  type SegmentIndex,
} from './read-segment-index.js';
