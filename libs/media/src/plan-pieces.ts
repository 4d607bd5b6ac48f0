import { pictureFilters } from './cut.js';
import type { SourceFacts } from './media-facts.js';
import type { PicturePiece } from './piece-tools.js';
import {
  aacOptions,
  expectedFrames,
  oneFile,
  publishedMp4Options,
  type MediaPlan,
  type PlannedFile,
  type PlannedOutput,
  type PlanSetting,
} from './plan.js';
import { encoderOptions, ladder, levelledSound, pictureGraph } from './plan-renditions.js';

/** Distance of key frames, ms: pieces begin at multiples of it. */
export const cellMs = 2_000;
/** Frames that a piece shows at the moment of the source's first picture, before its own: see {@link planPiece}. */
export const anchorCount = 3;
/** Seconds between those. */
const anchorStep = 0.1;
/** Seconds encoded past the end, so that a frame that is rounded across it is where the next piece has it. */
const overrunSeconds = 0.5;
/** Seconds added to the time stamps of pieces: those before the first picture must not be negative. */
const clockSeconds = 10;
/** Fewest frames in the two seconds before a piece. */
const minFlow = 10;

/** File of the levelled sound. */
export const soundTrackFile = 'sound.mp4';

/** Nothing of the source but its picture or sound, as in `publishedOptions`. */
const bareOptions = ['-map_metadata', '-1', '-map_metadata:s', '-1', '-map_chapters', '-1', '-sn', '-dn'];

const piecePrefix = 'piece-';
/** The file of the finished rung that a file of a piece belongs to. */
export const renditionFile = (pieceFile: string) => pieceFile.replace(piecePrefix, 'rendition-');

/** Names of the files of a piece, largest rung first. */
export function pieceFiles(facts: SourceFacts): string[] {
  return encodedRungs(facts).map(({ lines }) => `${piecePrefix}${lines}.mp4`);
}

/** The file of the rung that is a copy of the source; undefined where all are encoded. */
export function copiedFile(facts: SourceFacts): string | undefined {
  const copied = ladder(facts).find(({ isCopy }) => isCopy);
  return copied && `rendition-${copied.lines}.mp4`;
}

const encodedRungs = (facts: SourceFacts) => ladder(facts).filter(({ isCopy }) => !isCopy);

/**
 * Divides a picture into pieces of about the same length.
 * @param cells frames in each two seconds, from the first picture on
 * @param fps of the source: a piece begins only where at least half as many flow before it
 * @param pieceMs wanted length, ms, 4000 or more
 * @returns two pieces or more, each at least half as long; or none
 */
export function splitCells(
  cells: readonly number[],
  fps: number,
  pieceMs: number,
): Omit<PicturePiece, 'firstPictureUs'>[] {
  const count = Math.floor((cells.length * cellMs) / pieceMs);
  const length = cells.length / Math.max(1, count);
  // As far as two neighbours may come towards each other.
  const reach = Math.floor(length / 4);
  const isSeam = (cell: number) =>
    cell >= 2 && (cells[cell] ?? 0) > 0 && (cells[cell - 1] ?? 0) >= Math.max(minFlow, fps);
  const seams = Array.from({ length: Math.max(0, count - 1) }, (_, index) => {
    const wanted = Math.round((index + 1) * length);
    const near = Array.from({ length: 2 * reach + 1 }, (__, step) => wanted - reach + step);
    const [best] = near
      .filter(isSeam)
      .toSorted((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
    return best;
  }).filter((cell) => cell !== undefined);
  if (seams.length === 0) return [];
  const starts = [0, ...seams];
  return starts.map((cell, index) => {
    const next = starts[index + 1];
    return { fromMs: cell * cellMs, toMs: next === undefined ? null : next * cellMs };
  });
}

/**
 * The picture of one piece, encoded so that its frames have the times and key frames that they have in one command: it
 * keeps the clock of the source, begins two seconds early (rounding of times depends on the frames before), and ends
 * late. Key frames are counted from the first frame there is, so the first three early ones are shown at the moment of
 * the source's first picture. What is early or late is left out when the pieces are joined.
 * @param facts of the source; it has rungs that are encoded
 * @param setting of the machine
 * @param piece one of `splitCells`
 */
export function planPiece(facts: SourceFacts, setting: PlanSetting, piece: PicturePiece): MediaPlan {
  const encoded = encodedRungs(facts);
  const first = piece.firstPictureUs / 1e6;
  const clock = (ms: number, seconds: number) => (first + ms / 1000 + seconds).toFixed(6);
  const isFirst = piece.fromMs === 0;
  const filters = [
    ...(piece.toMs === null ? [] : [`trim=end=${clock(piece.toMs, overrunSeconds)}`]),
    ...pictureFilters(facts, setting, undefined),
    ...(isFirst ? [] : [`setpts='if(lt(N,${anchorCount}),round((${first}+N*${anchorStep})/TB),PTS)'`]),
  ];
  const graph = pictureGraph(facts, filters, encoded).join(';');
  const outputs = encoded.map((rung, index): PlannedOutput => {
    const graphOptions = index === 0 ? ['-filter_complex', graph] : [];
    const picture = ['-map', `[v${index}]`, '-vsync', 'vfr', ...encoderOptions(facts, setting, rung, 'v')];
    const options = [...graphOptions, ...picture, '-an', ...bareOptions, ...pieceContainer];
    return oneFile(pieceFiles(facts)[index] ?? '', options);
  });
  const share = ((piece.toMs ?? facts.durationMs) - piece.fromMs) / facts.durationMs;
  return {
    inputOptions: [
      '-copyts',
      '-start_at_zero',
      ...(isFirst ? [] : ['-ss', clock(piece.fromMs, -cellMs / 1000)]),
    ],
    outputs,
    expectedFrames: Math.max(1, Math.round(expectedFrames(facts) * share)),
  };
}

/** A fragment for every key frame, each with the time on the clock of the source. */
const pieceContainer = [
  '-max_muxing_queue_size',
  '4096',
  '-fflags',
  '+bitexact',
  '-use_editlist',
  '0',
  '-avoid_negative_ts',
  'disabled',
  '-output_ts_offset',
  String(clockSeconds),
  '-movflags',
  '+frag_keyframe+empty_moov+default_base_moof+frag_discont',
  '-f',
  'mp4',
];

/** The sound of the whole, levelled in one pass. @param facts of a source with sound */
export function planSoundTrack(facts: SourceFacts): MediaPlan {
  const graph = levelledSound(facts).join(';');
  const options = ['-filter_complex', graph, '-map', '[a]', ...aacOptions, '-vn', ...bareOptions];
  return {
    inputOptions: [],
    outputs: [oneFile(soundTrackFile, [...options, '-fflags', '+bitexact', '-f', 'mp4'])],
    expectedFrames: 1,
  };
}

/** Takes the clock of pieces back; goes before the joined picture. */
export const joinedInputOptions = ['-copyts', '-itsoffset', `-${clockSeconds}`];

/**
 * One rung as it is published: a picture that is encoded, and the sound of the whole.
 * @param picture index of the picture's stream in the first input
 * @param hasSound whether the sound is the second input
 * @param made how the picture was made, and how long it is, ms
 */
export function planMux(
  file: string,
  picture: number,
  hasSound: boolean,
  { isCopy, durationMs }: Pick<PlannedFile, 'isCopy'> & { readonly durationMs: number },
): MediaPlan {
  const sound = hasSound ? ['-map', '1:a', '-c:a', 'copy'] : ['-an'];
  const options = ['-map', `0:${picture}`, '-c:v', 'copy', ...sound, ...publishedMp4Options(durationMs)];
  return { inputOptions: [], outputs: [oneFile(file, options, isCopy)], expectedFrames: 1 };
}
