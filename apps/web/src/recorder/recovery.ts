/**
 * What a crash, a reload or a closed lid left behind: finds it in the journal, and finishes it into the same link.
 * One for each member and tab; publishes snapshots like `recorder-session.ts`.
 */
import type { Journal } from './journal/journal';
import { heldElsewhere } from './journal/held-store';
import { isOld, unfinishedRecordings, uselessRuns, type KeptRecording } from './journal/kept-recording';
import type { UploadProgress } from './live-uploader-parts';
import { MediaMarks } from './media-marks';
import { RecordingUpload, type RecordingUploadParts } from './recording-upload';
import type { RecoveryFailure, RecoveryOffer } from './recovery-snapshot';
import { TransportError } from './tus-transport';

/** What recovery needs from outside. */
export interface RecoveryParts extends RecordingUploadParts {
  /** Milliseconds since 1970. */
  wallClock(): number;
}

/** One file of a recording. */
export interface RecoveredFile {
  name: string;
  blob: Blob;
}

const nothing: readonly RecoveryOffer[] = [];

/** The recordings that are offered; empty where nothing was left behind. */
export class Recovery {
  private readonly listeners = new Set<() => void>();
  private readonly recordings = new Map<string, KeptRecording>();
  private offers: readonly RecoveryOffer[] = nothing;
  private looking: Promise<void> | null = null;

  constructor(private readonly parts: RecoveryParts) {}

  /** Calls `listener` after every change. @returns a function that ends it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The present offers, the oldest first; the same object until something changes. */
  readonly snapshot = (): readonly RecoveryOffer[] => this.offers;

  /** Looks into the journal. Called when the app opens, and when this tab has let go of a recording. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = null));
    return this.looking;
  }

  /** The recording of an offer, to go on with it. */
  recordingOf(id: string): KeptRecording | null {
    return this.recordings.get(id) ?? null;
  }

  /** Sends what is missing into the same link and tells the server that the recording is complete. */
  async finish(id: string): Promise<void> {
    const recording = this.recordings.get(id);
    if (!recording) return;
    this.update(id, { phase: 'sending', failure: null });
    try {
      await this.send(recording);
      this.update(id, { phase: 'finished' });
    } catch (error) {
      this.update(id, { phase: 'failed', failure: failureOf(error) });
    }
  }

  /** Takes a finished or deleted recording off the screen. */
  dismiss(id: string): void {
    this.recordings.delete(id);
    this.publish(this.offers.filter((offer) => offer.id !== id));
  }

  /** What is kept, one file for each run: runs are never appended to each other. */
  async files(id: string): Promise<RecoveredFile[]> {
    const [recording, journal] = [this.recordings.get(id), await this.parts.openJournal()];
    if (!recording || !journal) return [];
    return Promise.all(
      recording.runs.map(async (run) => ({ name: run.facts.filename, blob: await journal.file(run.id) })),
    );
  }

  /** Deletes what is kept on this device; what the server has stays there. */
  async remove(id: string): Promise<void> {
    const recording = this.recordings.get(id);
    const journal = await this.parts.openJournal();
    await Promise.all(recording?.runs.map((run) => journal?.remove(run.id)) ?? []);
    this.dismiss(id);
  }

  private async lookOnce(): Promise<void> {
    const journal = await this.parts.openJournal();
    if (!journal) return;
    const runs = await journal.list();
    await Promise.all(uselessRuns(runs).map(({ id }) => journal.remove(id)));
    const found = unfinishedRecordings(runs);
    const busy = this.offers.filter(isBusy);
    for (const recording of found) this.recordings.set(recording.id, recording);
    // What was *stopped* may lack nothing but an answer: that is no business of the rep's.
    const known = new Set(this.offers.map(({ id }) => id));
    const shown = found.filter(({ id, isComplete }) => !isComplete || known.has(id));
    this.publish([...busy, ...shown.map((recording) => this.known(recording.id) ?? offerOf(recording))]);
    await Promise.all(found.map((recording) => this.compare(recording, journal)));
  }

  /** Asks the server what it has of a recording. */
  private async compare(recording: KeptRecording, journal: Journal): Promise<void> {
    const { video, isComplete } = recording;
    try {
      const [atServer, offsets] = await Promise.all([
        video && this.parts.api.find(video.id),
        Promise.all(recording.runs.map(({ facts }) => this.offsetOf(recording, facts.address))),
      ]);
      if (video && !atServer) return this.offer(recording, { phase: 'failed', failure: 'video-deleted' });
      const isAllThere = recording.runs.every(({ sizeBytes }, index) => sizeBytes === offsets[index]);
      if (isAllThere && isComplete) return await this.finishQuietly(recording);
      if (isAllThere && isOld(recording, this.parts.wallClock())) return await this.drop(recording, journal);
      const title = atServer?.title ?? recording.title;
      this.offer(recording, { title, safeMs: safeMsOf(recording, offsets) });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      this.offer(recording, {});
    }
  }

  private async offsetOf({ video }: KeptRecording, address: string | null): Promise<number> {
    if (!video || !address) return 0;
    try {
      return (await this.parts.createTransport(video.uploadUrl).head(address)).offset;
    } catch (error) {
      if (error instanceof TransportError && error.isGone) return 0;
      throw error;
    }
  }

  /** The crash came between the last byte and the answer: nothing has to be asked. */
  private async finishQuietly(recording: KeptRecording): Promise<void> {
    try {
      await this.send(recording);
      this.dismiss(recording.id);
    } catch (error) {
      this.offer(recording, { phase: 'failed', failure: failureOf(error) });
    }
  }

  private async drop({ id, runs }: KeptRecording, journal: Journal): Promise<void> {
    await Promise.all(runs.map((run) => journal.remove(run.id)));
    this.dismiss(id);
  }

  private async send(recording: KeptRecording): Promise<void> {
    const journal = await this.parts.openJournal();
    if (!journal) throw new Error('The journal cannot be opened any more.');
    const events = { publish: () => undefined, onFull: () => undefined };
    const upload = new RecordingUpload(this.parts, events);
    const sent = new Map<string, number>();
    const onProgress = (runId: string, progress: UploadProgress): void => {
      sent.set(runId, progress.acknowledgedBytes);
      const sentBytes = [...sent.values()].reduce((sum, bytes) => sum + bytes, 0);
      this.update(recording.id, { sentShare: sentBytes / recording.sizeBytes, network: progress.network });
    };
    try {
      await upload.adopt(recording, journal, onProgress);
      await upload.finish(() => true);
    } finally {
      await upload.close();
    }
  }

  private known(id: string): RecoveryOffer | undefined {
    return this.offers.find((offer) => offer.id === id);
  }

  private offer(recording: KeptRecording, change: Partial<RecoveryOffer>): void {
    if (!this.known(recording.id)) this.publish([...this.offers, offerOf(recording)]);
    this.update(recording.id, change);
  }

  private update(id: string, change: Partial<RecoveryOffer>): void {
    this.publish(this.offers.map((offer) => (offer.id === id ? { ...offer, ...change } : offer)));
  }

  private publish(offers: readonly RecoveryOffer[]): void {
    this.offers = offers;
    for (const listener of this.listeners) listener();
  }
}

const isBusy = ({ phase }: RecoveryOffer): boolean => phase === 'sending' || phase === 'finished';

function offerOf(recording: KeptRecording): RecoveryOffer {
  const { id, title, startedAt, durationMs, sizeBytes, video } = recording;
  const start = { safeMs: null, phase: 'offered', sentShare: 0, network: 'ok', failure: null } as const;
  return { id, title, startedAt, durationMs, sizeBytes, video, ...start };
}

function safeMsOf({ runs }: KeptRecording, offsets: readonly number[]): number {
  return runs.reduce((sum, run, index) => {
    const marks = new MediaMarks();
    for (const [bytes, mediaMs] of run.marks) marks.add(bytes, mediaMs);
    return sum + marks.mediaMsAt(offsets[index] ?? 0);
  }, 0);
}

function failureOf(error: unknown): RecoveryFailure {
  if (error instanceof Error && error.name === heldElsewhere) return 'held-elsewhere';
  if (!(error instanceof TransportError)) return 'unreadable';
  if (error.code === 'already-finished') return 'already-finished';
  return error.isGone ? 'video-deleted' : 'refused';
}
