import { useSyncExternalStore } from 'react';
import type { FileWaiting } from '../../../recorder/file-sender';

/** One file on its way; it goes on while the member looks at other screens. */
export interface RunningUpload {
  key: number;
  fileName: string;
  /** Known as soon as the video exists. */
  videoId: string | null;
  /** Bytes acknowledged by the server ÷ size, 0–1. */
  share: number;
  /** Why nothing is sent just now; it goes on by itself. */
  waiting: FileWaiting | null;
}

let uploads: readonly RunningUpload[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();

function publish(next: readonly RunningUpload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}

/** Memory of the uploads of this tab. */
export const uploadStore = {
  /** @returns key for the other methods */
  add(fileName: string): number {
    const key = nextKey++;
    publish([...uploads, { key, fileName, videoId: null, share: 0, waiting: null }]);
    return key;
  },
  update(key: number, change: Partial<Pick<RunningUpload, 'videoId' | 'share' | 'waiting'>>): void {
    publish(uploads.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  },
  remove(key: number): void {
    publish(uploads.filter((upload) => upload.key !== key));
  },
};

/** The uploads that run in this tab. */
export function useUploads(): readonly RunningUpload[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
  );
}
