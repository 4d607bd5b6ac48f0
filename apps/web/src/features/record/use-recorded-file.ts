import { useEffect, useState } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';

/** What was recorded, once it is finished: it plays from this device without waiting for the server. */
export function useRecordedFile(session: BrowserSession | null, isFinished: boolean): Blob | null {
  const [file, setFile] = useState<Blob | null>(null);
  useEffect(() => {
    if (!isFinished) return;
    let isMounted = true;
    void session?.file().then((recorded) => isMounted && setFile(recorded));
    return () => {
      isMounted = false;
    };
  }, [session, isFinished]);
  return file;
}
