/**
 * A real Chromium with a fake camera, microphone and screen, for tests that record and watch
 * (`5-media.md`, Testing with a real browser). Called by the tests in `test/`; no product code imports it.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type BrowserContext } from 'playwright-core';

const run = promisify(execFile);

/** What the fake camera and microphone deliver. */
export interface FakeMedia {
  /** Motion JPEG, 1280×720 at 30 frames a second, with a running clock in the picture. */
  cameraPath: string;
  /** WAV, 48 kHz mono: a tone that beeps once a second. */
  microphonePath: string;
}

/**
 * Makes the fixtures of a fake camera and microphone with ffmpeg.
 * @param directory where they are written
 * @param seconds at least as long as the test records: a looped file steps by about 47 ms
 */
export function makeFakeMedia(directory: string, seconds: number): Promise<FakeMedia> {
  const camera = `testsrc2=size=1280x720:rate=30:duration=${seconds}`;
  const tone = `aevalsrc=0.4*sin(880*2*PI*t)*lt(mod(t\\,1)\\,0.2):s=48000:d=${seconds}`;
  return writeMedia(directory, 'camera', camera, 'microphone', tone);
}

/** A camera whose lens is covered and a microphone that is switched off; may loop, as it stays the same. */
export function makeDarkMedia(directory: string): Promise<FakeMedia> {
  const camera = 'color=black:size=1280x720:rate=30:duration=2';
  return writeMedia(
    directory,
    'dark',
    camera,
    'silence',
    'anullsrc=channel_layout=mono:sample_rate=48000:d=2',
  );
}

async function writeMedia(
  directory: string,
  cameraName: string,
  camera: string,
  microphoneName: string,
  tone: string,
): Promise<FakeMedia> {
  const cameraPath = join(directory, `${cameraName}.mjpeg`);
  const microphonePath = join(directory, `${microphoneName}.wav`);
  await run('ffmpeg', [
    ...`-y -v error -f lavfi -i ${camera} -f lavfi -i`.split(' '),
    tone,
    ...'-map 0:v -c:v mjpeg -q:v 6 -f mjpeg'.split(' '),
    cameraPath,
    ...'-map 1:a -c:a pcm_s16le'.split(' '),
    microphonePath,
  ]);
  return { cameraPath, microphonePath };
}

/** How a test wants its browser. */
export interface BrowserOptions {
  /** Fixtures of {@link makeFakeMedia}; without them Chromium's own test picture and beep. */
  media?: FakeMedia;
  /** Part of the title of the tab that `getDisplayMedia` shares without asking. */
  sharedTabTitle?: string;
  /** false: the browser asks and nobody answers, so every source is refused. */
  isCaptureAllowed?: boolean;
  /** 0: nothing is plugged in. */
  cameraCount?: number;
  viewport?: { width: number; height: number };
}

/** A browser and the profile it lives in. */
export interface TestBrowser {
  context: BrowserContext;
  close(): Promise<void>;
}

/** Where Chromium is: `CHROMIUM_PATH`, else where the platform's packages put it. @throws when there is none */
export function chromiumPath(): string {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const macPlaces = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = [process.env['CHROMIUM_PATH'], ...places, ...macPlaces].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (!found) throw new Error('No Chromium found. Install the package "chromium" or set CHROMIUM_PATH.');
  return found;
}

/** The flags; never `--use-fake-ui-for-media-stream`, which silently replaces the shared tab by a fake monitor. */
export function chromiumArguments(options: BrowserOptions): string[] {
  const { media, sharedTabTitle, cameraCount } = options;
  const fakeDevices = '--use-fake-device-for-media-stream';
  return [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
    cameraCount === undefined ? fakeDevices : `${fakeDevices}=device-count=${cameraCount}`,
    ...(media
      ? [
          `--use-file-for-fake-video-capture=${media.cameraPath}`,
          `--use-file-for-fake-audio-capture=${media.microphonePath}`,
        ]
      : []),
    ...(sharedTabTitle ? [`--auto-select-tab-capture-source-by-title=${sharedTabTitle}`] : []),
    ...(options.isCaptureAllowed === false ? ['--use-fake-ui-for-media-stream=deny'] : []),
  ];
}

/** Starts a headless Chromium with a fresh profile. The caller closes it. */
export async function launchChromium(options: BrowserOptions = {}): Promise<TestBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'outreel-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    permissions: [
      ...(options.isCaptureAllowed === false ? [] : ['camera', 'microphone']),
      'clipboard-read',
      'clipboard-write',
    ],
    ignoreDefaultArgs: ['--mute-audio'],
    args: chromiumArguments(options),
  });
  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
