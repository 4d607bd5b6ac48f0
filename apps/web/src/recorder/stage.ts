/**
 * The stage: everything that is seen and heard before and during a recording. Holds the sources, composes them
 * into one stream whose two tracks never change, and goes on when a source ends. The recorder films the stage.
 */
import type { BlurState } from './blur/soft-camera';
import { createPictureComposer } from './create-picture-composer';
import { isPluggedIn, openCamera, openMicrophone, openScreen } from './devices';
import { landscape, pictureSize, type Size, type SourceChoice } from './layout';
import type { Look } from './look';
import type { PictureComposer } from './picture-composer';
import type { PictureCounts } from './picture-probe';
import type { SoundLevel } from './sound-level';
import { SoundMixer } from './sound-mixer';
import type { SoundReading } from './sound-probe';

/** A source that was open and is not any more, without having been closed by us. */
export type LostSource = 'screen' | 'camera' | 'microphone';

/** What the rep chose. */
export interface StageChoice {
  sources: SourceChoice;
  /** null = the browser's default camera. */
  cameraId: string | null;
  /** null = the browser's default microphone; `none` = record without one. */
  microphoneId: string | 'none' | null;
  /** Switches the browser's sound processing off. */
  isSoundRaw?: boolean;
}

type Source = 'screen' | 'camera' | 'microphone' | 'screenSound';

/** The composed stream and the sources behind it. */
export class Stage {
  private readonly composer: PictureComposer = createPictureComposer(landscape);
  private readonly mixer = new SoundMixer();
  private readonly tracks = new Map<Source, MediaStreamTrack>();
  private readonly opened = new Map<Source, string>();
  private size: Size = landscape;
  private isSizeLocked = false;
  private isClosed = false;

  /** The same two tracks from beginning to end. */
  readonly stream = new MediaStream([this.composer.track, this.mixer.track]);

  /** @param sourceLost told when a source ends by itself: a closed tab, an unplugged camera, a revoked permission */
  constructor(private readonly sourceLost: (source: LostSource) => void) {}

  /** The picture's size in pixels. */
  get picture(): Size {
    return this.size;
  }

  /** Whether anything can be seen: without a picture there is nothing to record. */
  get hasPicture(): boolean {
    return this.tracks.has('screen') || this.tracks.has('camera');
  }

  get hasSound(): boolean {
    return this.tracks.has('microphone') || this.tracks.has('screenSound');
  }

  /** Whether a camera is being filmed now. */
  get hasCamera(): boolean {
    return this.tracks.has('camera');
  }

  /** Whether a screen is being shared now. */
  get hasScreen(): boolean {
    return this.tracks.has('screen');
  }

  /**
   * Opens what is missing for a choice and closes what it does not need. Must run in a click or key handler when
   * a screen has to be chosen.
   * @throws CaptureError for the first source that cannot be opened; the others stay open
   */
  async open(choice: StageChoice): Promise<void> {
    const wantsScreen = choice.sources !== 'camera';
    const wantsCamera = choice.sources !== 'screen';
    if (!wantsScreen) this.closeScreen();
    if (!wantsCamera) this.set('camera', null);
    if (choice.microphoneId === 'none') this.set('microphone', null);
    // The screen first: its picker needs the click that is just happening.
    if (wantsScreen && !this.tracks.has('screen')) await this.chooseScreen();
    if (wantsCamera) await this.openOnce('camera', choice.cameraId, () => openCamera(choice.cameraId));
    this.fitPicture(choice.sources);
    const microphone = choice.microphoneId;
    if (microphone !== 'none')
      await this.openOnce('microphone', microphone, () => openMicrophone(microphone, choice.isSoundRaw));
    await this.mixer.resume();
  }

  /** Draws the camera differently from now on; also while recording. */
  setLook(look: Look): void {
    this.composer.setLook(look);
  }

  /** Covers the picture with a card, which is handed over; null lets it fade. */
  setCard(image: ImageBitmap | null): void {
    this.composer.setCard(image);
  }

  /** Lets the person share another screen, window or tab. @throws CaptureError; the old one stays then */
  async chooseScreen(): Promise<void> {
    const { picture, sound } = await openScreen();
    this.set('screen', picture);
    this.set('screenSound', sound);
  }

  /** Keeps the picture's size while a file is being written. */
  lockSize(isLocked: boolean): void {
    this.isSizeLocked = isLocked;
  }

  /** Wakes the sound; call it in a click or key handler. */
  async resumeSound(): Promise<void> {
    await this.mixer.resume();
  }

  /** The microphone's level, once per painted frame. @returns a function that ends it */
  watchLevel(report: (level: SoundLevel) => void): () => void {
    return this.mixer.watchLevel(report);
  }

  /** Hands on what the composer counts, twice a second. @returns a function that ends it */
  watchPicture(report: (counts: PictureCounts) => void): () => void {
    this.composer.counted = report;
    return () => {
      this.composer.counted = () => undefined;
    };
  }

  /** Hands on whether the background is out of focus. @returns a function that ends it */
  watchBlur(report: (state: BlurState) => void): () => void {
    this.composer.blurChanged = report;
    return () => {
      this.composer.blurChanged = () => undefined;
    };
  }

  /** What the microphone or the shared sound delivered lately; null while there is none. */
  readSound(channel: 'microphone' | 'screen'): SoundReading | null {
    return this.mixer.read(channel);
  }

  /** The track behind a source; null while there is none. */
  trackOf(source: LostSource): MediaStreamTrack | null {
    return this.tracks.get(source) ?? null;
  }

  /** The device behind a source as the browser names it; null while there is none, or where it has no name. */
  deviceIdOf(source: 'camera' | 'microphone'): string | null {
    return this.tracks.get(source)?.getSettings().deviceId ?? null;
  }

  /** Lets go of every device. The stage cannot be used afterwards. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const source of this.tracks.keys()) this.set(source, null);
    this.composer.close();
    await this.mixer.close();
  }

  private async openOnce(
    source: 'camera' | 'microphone',
    id: string | null,
    open: () => Promise<MediaStreamTrack>,
  ): Promise<void> {
    const isOpen = this.tracks.has(source) && this.opened.get(source) === String(id);
    if (isOpen && !(await this.isBack(source, id))) return;
    this.set(source, await open());
    this.opened.set(source, String(id));
  }

  /** Another device stood in for the one that was wanted, and that one is plugged in again. */
  private async isBack(source: 'camera' | 'microphone', id: string | null): Promise<boolean> {
    return id !== null && this.deviceIdOf(source) !== id && isPluggedIn(id);
  }

  private closeScreen(): void {
    this.set('screen', null);
    this.set('screenSound', null);
  }

  private set(source: Source, track: MediaStreamTrack | null): void {
    // The permission was given after the screen had been left: the device must not stay on.
    if (this.isClosed && track) return track.stop();
    const old = this.tracks.get(source);
    if (track) this.tracks.set(source, track);
    else this.tracks.delete(source);
    this.connect(source, track);
    old?.stop();
    // `stop()` fires no event, so this is only ever an end that we did not ask for.
    track?.addEventListener('ended', () => this.lose(source, track));
  }

  private connect(source: Source, track: MediaStreamTrack | null): void {
    if (source === 'screen' || source === 'camera') this.composer.setSource(source, track);
    else this.mixer.setSource(source === 'microphone' ? 'microphone' : 'screen', track);
  }

  private lose(source: Source, track: MediaStreamTrack): void {
    if (this.tracks.get(source) !== track) return;
    this.set(source, null);
    this.opened.delete(source);
    if (source !== 'screenSound') this.sourceLost(source);
  }

  private fitPicture(sources: SourceChoice): void {
    if (this.isSizeLocked) return;
    const settings = this.tracks.get('camera')?.getSettings();
    const camera =
      settings?.width && settings.height ? { width: settings.width, height: settings.height } : null;
    this.size = pictureSize(sources, camera);
    this.composer.resize(this.size);
  }
}
