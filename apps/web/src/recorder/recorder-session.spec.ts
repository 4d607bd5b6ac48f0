import { CaptureError } from './capture-error';
import { recordingFormats } from './formats';
import type { UploadedRun } from './live-uploader-parts';
import { RecorderSession, type FilmedStage, type SessionParts } from './recorder-session';
import type { RunSink } from './run-recorder';
import type { LostSource } from './stage';
import { TransportError, type RunMetadata, type TusTransport } from './tus-transport';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const turns = async (count = 30) => {
  for (let index = 0; index < count; index += 1) await turn();
};
const choice = { sources: 'camera', cameraId: null, microphoneId: null } as const;

/** A world in memory: what was asked of it can be read, and each part can be told to misbehave. */
class FakeWorld {
  readonly log: string[] = [];
  readonly created: RunMetadata[] = [];
  readonly finished: UploadedRun[] = [];
  sink: RunSink | null = null;
  loseSource: (source: LostSource) => void = () => undefined;
  hasPicture = false;
  nowMs = 0;
  videos = 0;
  createError: TransportError | null = null;
  finishErrors: TransportError[] = [];
  openError: Error | null = null;
  format = recordingFormats[0] ?? null;

  readonly session: RecorderSession = new RecorderSession(this.parts());

  private parts(): SessionParts {
    return {
      api: {
        create: async () => {
          if (this.createError) throw this.createError;
          this.videos += 1;
          const slug = `slug-${this.videos}`;
          return {
            id: `video-${this.videos}`,
            uploadUrl: '/uploads',
            link: { id: 'link', slug, url: `/w/${slug}` },
          };
        },
        finish: async (_videoId, runs) => {
          const error = this.finishErrors.shift();
          if (error) throw error;
          this.finished.push(...runs);
        },
        findUnfinished: async () => null,
        find: async () => null,
        signedInMember: async () => 'member',
        remove: async (videoId) => void this.log.push(`remove ${videoId}`),
      },
      createStage: (sourceLost) => {
        this.loseSource = sourceLost;
        return this.stage();
      },
      findFormat: async () => this.format,
      createRecorder: async (_format, _stream, sink) => {
        this.sink = sink;
        return {
          start: async () => void this.log.push('start'),
          pause: () => void this.log.push('pause'),
          resume: () => void this.log.push('resume'),
          stop: async () => void this.log.push('stop'),
          cancel: async () => void this.log.push('cancel'),
        };
      },
      createTransport: () => this.transport(),
      createHash: async () => ({ update: () => undefined, digest: () => 'f'.repeat(64) }),
      createWaiter: () => ({
        wait: (ms) => {
          this.nowMs += ms;
          return turn();
        },
        wake: () => undefined,
      }),
      now: () => this.nowMs,
      openJournal: async () => null,
      isSameMember: async () => true,
      roomBytes: async () => Infinity,
    };
  }

  private stage(): FilmedStage {
    const isVisible = () => this.hasPicture;
    return {
      stream: {} as MediaStream,
      get hasPicture() {
        return isVisible();
      },
      open: async () => {
        if (this.openError) throw this.openError;
        this.hasPicture = true;
      },
      chooseScreen: async () => undefined,
      lockSize: () => undefined,
      resumeSound: async () => undefined,
      close: async () => void this.log.push('close'),
    };
  }

  private transport(): TusTransport {
    let offset = 0;
    return {
      create: async (metadata) => `/uploads/${this.created.push(metadata)}`,
      head: async () => ({ offset, lengthBytes: null }),
      patch: async (_url, _offset, body) => (offset += body.byteLength),
      terminate: async (url) => void this.log.push(`terminate ${url}`),
    };
  }
}

const worlds: FakeWorld[] = [];

function newWorld(): FakeWorld {
  const world = new FakeWorld();
  worlds.push(world);
  return world;
}

async function recording(): Promise<FakeWorld> {
  const world = newWorld();
  await world.session.open(choice);
  await world.session.start('Hello');
  world.sink?.write(new Uint8Array(1000));
  return world;
}

describe('RecorderSession', () => {
  // An uploader lives as long as its tab.
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.session.close();
  });

  it('records, pauses, resumes, stops and tells the server', async () => {
    const { session, log, finished, created } = await recording();
    expect(session.snapshot()).toMatchObject({ phase: 'recording', video: { link: { url: '/w/slug-1' } } });
    session.pause();
    session.resume();
    await session.stop();
    expect(session.snapshot().phase).toBe('finished');
    expect(log).toEqual(['start', 'pause', 'resume', 'stop']);
    expect(finished).toEqual([{ run: 0, sizeBytes: 1000, sha256: 'f'.repeat(64) }]);
    expect(created).toEqual([{ videoId: 'video-1', run: 0, filename: 'recording.mp4' }]);
  });

  it('counts 3, 2, 1 and knows the link before the first frame', async () => {
    const world = newWorld();
    const seen: number[] = [];
    await world.session.open(choice);
    world.session.subscribe(() => {
      const { phase, secondsLeft } = world.session.snapshot();
      if (phase === 'countdown' && seen.at(-1) !== secondsLeft) seen.push(secondsLeft);
    });
    await world.session.start('Hello');
    expect(seen).toEqual([0, 3, 2, 1, 0]);
    expect(world.videos).toBe(1);
  });

  it('leaves pauses out of the time', async () => {
    const world = await recording();
    const before = world.session.elapsedMs();
    world.session.pause();
    const atPause = world.session.elapsedMs();
    world.nowMs += 60_000;
    world.session.resume();
    expect(before).toBeLessThanOrEqual(atPause);
    expect(world.session.elapsedMs()).toBe(atPause);
  });

  it('does not record when the countdown is cancelled', async () => {
    const world = newWorld();
    await world.session.open(choice);
    const started = world.session.start('Hello');
    world.session.cancel();
    await started;
    expect(world.session.snapshot().phase).toBe('ready');
    expect(world.log).toEqual([]);
  });

  it('keeps the link on a retake while recording and uploads the next run', async () => {
    const world = await recording();
    await turns();
    await world.session.retake();
    expect(world.log).toEqual(['start', 'cancel', 'terminate /uploads/1']);
    expect(world.session.snapshot()).toMatchObject({ phase: 'ready', video: { id: 'video-1' } });
    await world.session.start('Hello');
    await world.session.stop();
    expect(world.finished[0]?.run).toBe(1);
    expect(world.videos).toBe(1);
  });

  it('makes a new video on a retake after stop', async () => {
    const world = await recording();
    await world.session.stop();
    await world.session.retake();
    expect(world.log).toContain('remove video-1');
    await world.session.start('Hello');
    expect(world.session.snapshot().video?.id).toBe('video-2');
  });

  it('records without a network and creates the video when it is back', async () => {
    const world = newWorld();
    world.createError = new TransportError(null);
    await world.session.open(choice);
    await world.session.start('Hello');
    await turns();
    expect(world.session.snapshot()).toMatchObject({
      phase: 'recording',
      video: null,
      upload: { network: 'waiting' },
    });
    world.createError = null;
    await world.session.stop();
    expect(world.session.snapshot()).toMatchObject({ phase: 'finished', video: { id: 'video-1' } });
  });

  it('does not begin when the video is refused', async () => {
    const world = newWorld();
    world.createError = new TransportError(403, 'not-allowed');
    await world.session.open(choice);
    await world.session.start('Hello');
    expect(world.session.snapshot()).toMatchObject({ phase: 'failed', failure: 'video-refused' });
    expect(world.log).toEqual([]);
  });

  it('repeats finish without an answer and sends again what arrived altered', async () => {
    const world = await recording();
    world.finishErrors = [new TransportError(null), new TransportError(409, 'upload-mismatch')];
    await world.session.stop();
    expect(world.session.snapshot().phase).toBe('finished');
    expect(world.finished).toMatchObject([{ run: 1 }]);
    expect(world.created.map(({ run }) => run)).toEqual([0, 1]);
  });

  it('says so and goes on when a source ends, and pauses when nothing is left to see', async () => {
    const world = await recording();
    world.loseSource('screen');
    expect(world.session.snapshot()).toMatchObject({ phase: 'recording', lostSources: ['screen'] });
    world.hasPicture = false;
    world.loseSource('camera');
    expect(world.session.snapshot()).toMatchObject({ phase: 'paused', lostSources: ['screen', 'camera'] });
  });

  it('keeps saying what is lost until the person has decided about it', async () => {
    const { session, loseSource } = await recording();
    for (const source of ['microphone', 'screen', 'microphone'] as const) loseSource(source);
    expect(session.snapshot().lostSources).toEqual(['microphone', 'screen']);
    await session.chooseScreen();
    expect(session.snapshot().lostSources).toEqual(['microphone']);
    await session.open(choice);
    expect(session.snapshot().lostSources).toEqual([]);
  });

  it('replaces the loss of a source by the refusal to open it, and keeps the others', async () => {
    const world = await recording();
    for (const source of ['microphone', 'camera'] as const) world.loseSource(source);
    world.openError = new CaptureError('camera', 'refused');
    await world.session.open(choice);
    expect(world.session.snapshot()).toMatchObject({
      lostSources: ['microphone'],
      refusal: { source: 'camera' },
    });
  });

  it('makes a video of what was written when the engine breaks', async () => {
    const world = await recording();
    world.sink?.fail(new Error('encoder'));
    await turns();
    expect(world.session.snapshot()).toMatchObject({ phase: 'finished', failure: 'recorder-broke' });
  });

  it('explains a refused camera and stays idle', async () => {
    const world = newWorld();
    world.openError = new CaptureError('camera', 'refused');
    await world.session.open(choice);
    expect(world.session.snapshot()).toMatchObject({ phase: 'idle', refusal: { refusal: 'refused' } });
  });

  it('fails plainly where nothing can be recorded', async () => {
    const world = newWorld();
    world.format = null;
    await world.session.open(choice);
    await world.session.start('Hello');
    expect(world.session.snapshot()).toMatchObject({ phase: 'failed', failure: 'cannot-record' });
  });
});
