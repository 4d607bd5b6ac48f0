import { useSyncExternalStore } from 'react';

/** One file on its way; it goes on while the member looks at other screens. */
export interface RunningUpload {
  key: number;
  fileName: string;
  /** Known as soon as the video exists. */
  videoId: string | null;
  /** Bytes acknowledged by the server ÷ size, 0–1. */
  share: number;
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
    publish([...uploads, { key, fileName, videoId: null, share: 0 }]);
    return key;
  },
  update(key: number, change: Partial<Pick<RunningUpload, 'videoId' | 'share'>>): void {
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
