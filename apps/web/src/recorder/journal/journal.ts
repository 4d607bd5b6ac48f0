/**
 * The journal of recordings on this device: every run is written here before it is sent, and stays until the server
 * has confirmed the whole recording. Used by the recorder while it records, and by recovery afterwards.
 */
import { MediaMarks, type RunMarks } from '../media-marks';
import type { JournalStore } from './journal-store';
import { JournalRunFile } from './run-file';
import { factsNote, keptRunOf, markNote, type KeptRun, type RunFacts } from './run-notes';

/** Whose recordings. */
export interface Owner {
  workspaceId: string;
  memberId: string;
}

/** A run of the journal that this tab works with. */
export interface JournalRun {
  readonly id: string;
  readonly file: JournalRunFile;
  readonly marks: RunMarks;
  readonly facts: RunFacts;
  /** Notes what has become known; durable when it resolves. */
  change(facts: Partial<RunFacts>): Promise<void>;
}

/** The runs of one member on this device. */
export class Journal {
  constructor(
    private readonly store: JournalStore,
    private readonly owner: Owner,
  ) {}

  /**
   * Begins a run.
   * @param onTrouble the journal failed while writing: what follows is in memory alone
   * @throws when nothing can be written
   */
  async begin(
    facts: Omit<RunFacts, keyof Owner | 'sha256' | 'isFinished' | 'address'>,
    onTrouble: (error: unknown) => void,
  ): Promise<JournalRun> {
    const id = crypto.randomUUID();
    const whole: RunFacts = { ...facts, ...this.owner, address: null, sha256: null, isFinished: false };
    await this.store.open(id);
    await this.store.note(id, factsNote(whole));
    return this.runOf({ id, facts: whole, sizeBytes: 0, marks: [] }, onTrouble);
  }

  /** Takes a run up again. @throws Error `HeldElsewhereError` when another tab does */
  async resume(kept: KeptRun): Promise<JournalRun> {
    await this.store.open(kept.id);
    return this.runOf(kept, () => undefined);
  }

  /** The member's runs that no living tab works with, oldest first. */
  async list(): Promise<KeptRun[]> {
    const stored = await this.store.list();
    return stored
      .map(keptRunOf)
      .filter((run) => run !== null)
      .filter(({ facts }) => facts.memberId === this.owner.memberId)
      .filter(({ facts }) => facts.workspaceId === this.owner.workspaceId)
      .toSorted((one, other) => one.facts.startedAt.localeCompare(other.facts.startedAt));
  }

  /** All bytes of a run that nobody works with. */
  file(id: string): Promise<Blob> {
    return this.store.file(id);
  }

  async remove(id: string): Promise<void> {
    await this.store.remove(id);
  }

  private runOf(kept: KeptRun, onTrouble: (error: unknown) => void): JournalRun {
    const file = new JournalRunFile(this.store, kept.id, kept.sizeBytes, onTrouble);
    const marks = new MediaMarks();
    for (const [bytes, mediaMs] of kept.marks) marks.add(bytes, mediaMs);
    let { facts } = kept;
    return {
      id: kept.id,
      file,
      marks: {
        add: (bytes, mediaMs) => {
          marks.add(bytes, mediaMs);
          void file.note(markNote(bytes, mediaMs));
        },
        mediaMsAt: (bytes) => marks.mediaMsAt(bytes),
      },
      get facts() {
        return facts;
      },
      change: async (change) => {
        facts = { ...facts, ...change };
        await file.note(factsNote(change));
      },
    };
  }
}
