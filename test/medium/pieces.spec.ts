import { createMediaTools, type PicturePiece, PiecesMismatchError, type SourceFacts } from '@app/media';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

jest.setTimeout(300_000);

const tools = createMediaTools({ sandbox: 'required' });
const pieceMs = 4_000;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-test-pieces-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (tool: 'ffmpeg' | 'ffprobe', ...args: string[]) =>
  execFileSync(tool, ['-v', 'error', ...args], { encoding: 'utf8', maxBuffer: 1e8 });

/** Every packet of a track, in the order in which they lie: times, whether it is a key frame, how long it lasts. */
function packetsOf(path: string, track: 'v' | 'a'): string[] {
  const entries = 'packet=pts_time,dts_time,duration_time,flags';
  const rows = run('ffprobe', '-select_streams', track, '-show_entries', entries, '-of', 'csv=p=0', path);
  return rows.trim().split('\n');
}

/** What the packets of the sound consist of; nothing without sound. */
const soundOf = (path: string) =>
  run(
    'ffprobe',
    '-select_streams',
    'a',
    '-show_entries',
    'packet=pts,data_hash',
    '-show_data_hash',
    'md5',
    path,
  );

/** How alike two videos look, 0–1, by the least alike frame. */
function likeness(one: string, other: string): number {
  const args = ['-hide_banner', '-i', one, '-i', other, '-lavfi', 'ssim=stats_file=-', '-f', 'null', '-'];
  const frames = spawnSync('ffmpeg', args, { encoding: 'utf8' }).stdout.match(/All:[\d.]+/g) ?? [];
  return Math.min(...frames.map((frame) => Number(frame.slice('All:'.length))));
}

interface Source {
  path: string;
  facts: SourceFacts;
}

/** @param args of ffmpeg for a source of about 13 s */
async function source(name: string, args: string): Promise<Source> {
  const path = join(folder, name);
  run('ffmpeg', ...args.split(' '), path);
  return { path, facts: await tools.probe(path) };
}

async function encodePieces({ path, facts }: Source, pieces: readonly PicturePiece[], out: string) {
  const folders = pieces.map((_, index) => join(out, `piece-${index}`));
  for (const [index, piece] of pieces.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- ffmpeg uses every core by itself
    await tools.pieces.encode(path, folders[index] ?? '', facts, piece);
  }
  return async (file: string) => folders.map((each) => join(each, file));
}

/** The ladder in pieces beside the ladder at once. */
async function bothLadders(made: Source) {
  const { path, facts } = made;
  const out = join(folder, `${basename(path)}.out`);
  const pieces = await tools.pieces.split(path, facts, pieceMs);
  const bring = await encodePieces(made, pieces, out);
  const sound = await tools.pieces.encodeSound(path, out, facts);
  const shares: number[] = [];
  const onProgress = (share: number) => shares.push(share);
  const joined = await tools.pieces.assemble(path, out, facts, { pieces, sound, bring }, { onProgress });
  const whole = await tools.makeRenditions(path, join(out, 'whole'), facts);
  return { out, pieces, joined, whole, shares };
}

const picture = (filters: string) => `-f lavfi -i testsrc2=s=448x376:r=30:d=13${filters}`;
const sound = '-f lavfi -i sine=d=13';
const sources: [what: string, name: string, args: string][] = [
  [
    'a variable frame rate that begins after its sound, with bunched frames and a pause',
    'variable.webm',
    `${picture(",select='not(between(t,6.5,7.6))*gt(random(1),0.1)',setpts='PTS+(0.13+0.02*random(2))/TB'")} ${sound} ` +
      '-vsync passthrough -enc_time_base 1/1000 -c:v libvpx -deadline realtime -cpu-used 8 -b:v 1M -c:a libopus',
  ],
  [
    'a recording in H.264 whose top is a copy',
    'recording.mp4',
    `${picture(',fps=30000/1001')} ${sound} -c:v libx264 -preset ultrafast -bf 2 -pix_fmt yuv420p -g 90 -c:a aac ` +
      '-movflags +frag_keyframe+empty_moov+default_base_moof',
  ],
  [
    'a silent phone video of high frame rate and odd size, lying on its side',
    'phone.mov',
    `${picture(',fps=75,scale=363:485')} -c:v mpeg4 -q:v 4 -metadata:s:v rotate=90`,
  ],
];

test.each(sources)('%s is the same in pieces as at once', async (_, name, args) => {
  const made = await source(name, args);
  const { out, pieces, joined, whole, shares } = await bothLadders(made);
  expect(pieces.length).toBeGreaterThanOrEqual(3);
  const shapes = (ladder: typeof whole) =>
    ladder.map(({ sizeBytes: __, bitrateBps: ___, ...shape }) => shape);
  expect(shapes(joined)).toEqual(shapes(whole));
  expect(joined.some(({ isCopy }) => isCopy)).toBe(made.facts.canCopyVideo);
  for (const { file, isCopy, sizeBytes } of joined) {
    const [ours, theirs] = [join(out, file), join(out, 'whole', file)];
    expect(packetsOf(ours, 'v')).toEqual(packetsOf(theirs, 'v'));
    expect(packetsOf(ours, 'a')).toEqual(packetsOf(theirs, 'a'));
    expect(soundOf(ours)).toBe(soundOf(theirs));
    expect(likeness(ours, theirs)).toBeGreaterThan(isCopy ? 0.9999 : 0.95);
    expect(sizeBytes).toBeGreaterThan(1000);
  }
  expect(shares.at(-1)).toBe(1);
  // What was needed on the way does not fill the disk.
  expect((await readdir(out)).filter((left) => left.startsWith('joined-'))).toEqual([]);
  expect(await readdir(join(out, 'piece-0'))).toEqual([]);
});

test('pieces that do not belong together are refused', async () => {
  const made = await source('refused.mov', `${picture('')} -c:v mpeg4 -q:v 4`);
  const out = join(folder, 'refused');
  await mkdir(out);
  const pieces = await tools.pieces.split(made.path, made.facts, pieceMs);
  const moved = pieces.map((piece, index) => (index === 1 ? { ...piece, firstPictureUs: 40_000 } : piece));
  const bring = await encodePieces(made, moved, out);
  const assemble = () => tools.pieces.assemble(made.path, out, made.facts, { pieces, sound: null, bring });
  await expect(assemble()).rejects.toThrow(PiecesMismatchError);
  const [first = '', second = ''] = await bring('piece-376.mp4');
  await copyFile(made.path, second);
  await expect(assemble()).rejects.toThrow(PiecesMismatchError);
  expect(first).toContain('piece-0');
});
