import { createHash } from 'node:crypto';
import { FakeTusServer } from './conformance/fake-tus-server';
import { FakeDirectory } from './journal/conformance/fake-directory';
import { HeldStore } from './journal/held-store';
import { Journal, type JournalRun } from './journal/journal';
import { keptForMs } from './journal/kept-recording';
import { OpfsStore } from './journal/opfs-store';
import type { UploadedRun } from './live-uploader-parts';
import { RecordingUpload } from './recording-upload';
import { Recovery, type RecoveryParts } from './recovery';
import { TransportError } from './tus-transport';

const owner = { memberId: 'ada', workspaceId: 'acme' };
const video = { id: 'video', uploadUrl: '/uploads', link: { id: 'link', slug: 'slug', url: '/w/slug' } };
const noLocks = {
  request: (_name: string, _options: object, whileHeld: (lock: unknown) => Promise<void>) => whileHeld({}),
  query: async () => ({}),
};
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (length: number, seed: number) => Buffer.alloc(length, `part ${seed} `);

/** A device and a server; the browser in between can crash. */
class World {
  folder = new FakeDirectory();
  readonly server = new FakeTusServer();
  readonly finished: UploadedRun[][] = [];
  isVideoThere = true;
  finishError: TransportError | null = null;
  nowMs = Date.parse('2026-11-26T12:00:00Z');
  signedIn = owner.memberId;

  /** A browser opened on what the device holds. */
  open(who = owner): { journal: Journal; parts: RecoveryParts } {
    const journal = new Journal(new HeldStore(new OpfsStore(this.folder.asHandle()), noLocks), who);
    return { journal, parts: this.partsOf(journal, who.memberId) };
  }

  crash(): void {
    this.folder = this.folder.crash();
  }

  private partsOf(journal: Journal, memberId: string): RecoveryParts {
    return {
      api: {
        create: async () => video,
        find: async () => (this.isVideoThere ? { title: 'Renamed', isPlayable: false } : null),
        findUnfinished: async () => null,
        signedInMember: async () => this.signedIn,
        finish: async (_id, runs) => {
          if (this.finishError) throw this.finishError;
          this.finished.push([...runs]);
        },
        remove: async () => undefined,
      },
      createTransport: () => this.server,
      createHash: async () => {
        const hash = createHash('sha256');
        return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('hex') };
      },
      createWaiter: () => ({
        wait: () => new Promise((resolve) => setImmediate(resolve)),
        wake: () => undefined,
      }),
      now: () => 0,
      openJournal: async () => journal,
      isSameMember: async () => this.signedIn === memberId,
      roomBytes: async () => Infinity,
      wallClock: () => this.nowMs,
    };
  }

  /** Leaves a run behind: `sentBytes` of it are on the server. */
  async leaveRun(run: number, sizeBytes: number, sentBytes: number, change = {}): Promise<Buffer> {
    const { journal } = this.open();
    const facts = { recordingId: 'recording', title: 'Hello', run, filename: 'recording.mp4', video };
    const startedAt = new Date(this.nowMs).toISOString();
    const kept = await journal.begin({ ...facts, startedAt, bookingKey: 'key' }, () => undefined);
    const bytes = bytesOf(sizeBytes, run);
    kept.file.append(bytes);
    kept.marks.add(sizeBytes / 2, 1000);
    kept.marks.add(sizeBytes, 2000);
    const address = await this.server.create({ videoId: video.id, run, filename: 'recording.mp4' });
    if (sentBytes > 0) await this.server.patch(address, 0, bytes.subarray(0, sentBytes), null);
    await kept.change({ address, ...change });
    await untilKept(kept);
    this.crash();
    return bytes;
  }

  uploaded(run: number): Buffer | undefined {
    return [...this.server.uploads.values()].find(({ metadata }) => metadata.run === run)?.bytes;
  }
}

async function untilKept({ file }: JournalRun): Promise<void> {
  while (file.keptBytes < file.sizeBytes) await new Promise((resolve) => setImmediate(resolve));
  await file.note('{}');
}

async function lookAgain(world: World, who = owner) {
  const { journal, parts } = world.open(who);
  const recovery = new Recovery(parts);
  await recovery.look();
  return { recovery, journal, parts, offers: recovery.snapshot() };
}

describe('Recovery', () => {
  it('offers what a crash left, with how much of it is safe', async () => {
    const world = new World();
    await world.leaveRun(0, 1000, 500);
    const { offers } = await lookAgain(world);
    expect(offers).toMatchObject([
      { title: 'Renamed', durationMs: 2000, safeMs: 1000, sizeBytes: 1000, phase: 'offered', video },
    ]);
  });

  it('uploads the rest into the same upload, finishes all runs together and forgets them', async () => {
    const world = new World();
    const runs = [await world.leaveRun(0, 1000, 500), await world.leaveRun(10, 700, 0)];
    const { recovery } = await lookAgain(world);
    await recovery.finish('recording');
    expect(recovery.snapshot()).toMatchObject([{ phase: 'finished', failure: null }]);
    expect(world.uploaded(0)?.equals(runs[0] as Buffer)).toBe(true);
    expect(world.uploaded(10)?.equals(runs[1] as Buffer)).toBe(true);
    expect(world.finished).toEqual([
      [
        { run: 0, sizeBytes: 1000, sha256: sha256(runs[0] as Buffer) },
        { run: 10, sizeBytes: 700, sha256: sha256(runs[1] as Buffer) },
      ],
    ]);
    expect(world.folder.files.size).toBe(0);
  });

  it('keeps a run in its place when its upload was lost and begins again', async () => {
    const world = new World();
    await world.leaveRun(0, 1000, 500);
    await world.leaveRun(10, 700, 0);
    world.server.uploads.delete('/uploads/0');
    const { recovery } = await lookAgain(world);
    await recovery.finish('recording');
    expect(world.finished[0]?.map(({ run }) => run)).toEqual([1, 10]);
  });

  it('keeps everything until the server has confirmed the whole', async () => {
    const world = new World();
    await world.leaveRun(0, 1000, 500);
    world.finishError = new TransportError(413, 'too-large');
    const { recovery } = await lookAgain(world);
    await recovery.finish('recording');
    expect(recovery.snapshot()).toMatchObject([{ phase: 'failed', failure: 'refused' }]);
    world.finishError = null;
    expect(world.folder.files.size).toBe(2);
    // Its hash is known by now: the next time nothing has to be asked.
    expect((await lookAgain(world)).offers).toEqual([]);
    expect(world.finished).toHaveLength(1);
  });

  it('goes on recording behind what there is', async () => {
    const world = new World();
    await world.leaveRun(0, 1000, 200);
    const { recovery, parts, journal } = await lookAgain(world);
    const recording = recovery.recordingOf('recording');
    const upload = new RecordingUpload(parts, { publish: () => undefined, onFull: () => undefined });
    if (recording) await upload.adopt(recording, journal);
    const uploader = await upload.beginRun(
      { engine: 'webcodecs', extension: 'mp4' } as Parameters<RecordingUpload['beginRun']>[0],
      () => true,
    );
    uploader.append(bytesOf(300, 5));
    await uploader.finish();
    await upload.finish(() => true);
    expect(world.finished[0]?.map(({ run, sizeBytes }) => [run, sizeBytes])).toEqual([
      [0, 1000],
      [10, 300],
    ]);
    expect(world.server.uploads.get('/uploads/1')?.metadata.videoId).toBe(video.id);
    await upload.close();
    expect(world.folder.files.size).toBe(0);
  });

  it('shows nothing of another member or another workspace, and deletes nothing of them', async () => {
    const world = new World();
    await world.leaveRun(0, 1000, 500);
    for (const who of [
      { ...owner, memberId: 'bob' },
      { ...owner, workspaceId: 'globex' },
    ])
      expect((await lookAgain(world, who)).offers).toEqual([]);
    expect((await lookAgain(world)).offers).toHaveLength(1);
  });

  it('waits while another member is signed in, and takes nothing for lost', async () => {
    const world = new World();
    await world.leaveRun(0, 1000, 500);
    const { recovery } = await lookAgain(world);
    world.signedIn = 'bob';
    const lost = new Map(world.server.uploads);
    world.server.uploads.clear();
    const finishing = recovery.finish('recording');
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(recovery.snapshot()).toMatchObject([{ phase: 'sending', network: 'other-member' }]);
    expect(world.server.uploads.size).toBe(0);
    for (const [url, upload] of lost) world.server.uploads.set(url, upload);
    world.signedIn = owner.memberId;
    await finishing;
    expect(world.finished[0]).toMatchObject([{ run: 0, sizeBytes: 1000 }]);
  });

  it('says that the video was deleted and still gives the file', async () => {
    const world = new World();
    const bytes = await world.leaveRun(0, 1000, 500);
    world.isVideoThere = false;
    const { recovery, offers } = await lookAgain(world);
    expect(offers).toMatchObject([{ phase: 'failed', failure: 'video-deleted' }]);
    const [file] = await recovery.files('recording');
    expect(bytes.equals(new Uint8Array((await file?.blob.arrayBuffer()) ?? []))).toBe(true);
    await recovery.remove('recording');
    expect([world.folder.files.size, recovery.snapshot()]).toEqual([0, []]);
  });

  it('asks nobody when only the answer of the finish is missing', async () => {
    const world = new World();
    const hash = sha256(bytesOf(1000, 0));
    await world.leaveRun(0, 1000, 1000, { sha256: hash });
    const { offers } = await lookAgain(world);
    expect(offers).toEqual([]);
    expect(world.finished).toEqual([[{ run: 0, sizeBytes: 1000, sha256: hash }]]);
    expect(world.folder.files.size).toBe(0);
  });

  it('removes old recordings only when the server has all of them', async () => {
    const world = new World();
    await world.leaveRun(0, 1000, 1000);
    expect((await lookAgain(world)).offers).toMatchObject([{ safeMs: 2000 }]);
    world.nowMs += keptForMs + 1000;
    expect((await lookAgain(world)).offers).toEqual([]);
    const partly = new World();
    await partly.leaveRun(0, 1000, 999);
    partly.nowMs += keptForMs + 1000;
    expect((await lookAgain(partly)).offers).toHaveLength(1);
  });

  it('offers without a network what it knows, and looks again later', async () => {
    const world = new World();
    await world.leaveRun(0, 1000, 500);
    world.server.trouble = () => 'request-lost';
    const { recovery, offers } = await lookAgain(world);
    expect(offers).toMatchObject([{ title: 'Hello', safeMs: null, phase: 'offered' }]);
    world.server.trouble = () => 'none';
    await recovery.look();
    expect(recovery.snapshot()).toMatchObject([{ safeMs: 1000 }]);
  });
});
