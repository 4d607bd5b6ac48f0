import { useEffect, useState, useSyncExternalStore } from 'react';
import { recoveryFor } from '../../recorder/create-recovery';
import { createRecorderSession, type BrowserSession } from '../../recorder/create-recorder-session';
import { initialSnapshot, type RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { FetchRecordingsApi } from '../../recorder/recordings-api';
import { useSession } from '../../shared/api/session';

const noSubscription = () => () => undefined;
const noSnapshot = () => initialSnapshot;

/** A recorder that lives as long as the screen; null for the moment before it exists. */
export function useRecorderSession(): BrowserSession | null {
  const { member, workspace } = useSession();
  const [memberId, workspaceId] = [member.id, workspace.id];
  const [session, setSession] = useState<BrowserSession | null>(null);
  useEffect(() => {
    let created: BrowserSession | null = null;
    let isMounted = true;
    // In the next turn: a mount that React only rehearses must not open devices.
    queueMicrotask(() => {
      if (!isMounted) return;
      created = createRecorderSession(new FetchRecordingsApi(), { workspaceId, memberId });
      setSession(created);
    });
    return () => {
      isMounted = false;
      // What was not finished is offered from now on.
      void created?.close().then(() => recoveryFor({ workspaceId, memberId }).look());
    };
  }, [memberId, workspaceId]);
  return session;
}

/** The recorder's state, rendered anew with every change. */
export function useSnapshot(session: BrowserSession | null): RecorderSnapshot {
  return useSyncExternalStore(session?.subscribe ?? noSubscription, session?.snapshot ?? noSnapshot);
}
