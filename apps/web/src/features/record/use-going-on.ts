import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import { recoveryFor } from '../../recorder/create-recovery';
import { useSession } from '../../shared/api/session';

/**
 * Takes up the recording that the address names (`?goOn=`), once.
 * @returns whether it could not be taken up because another tab has it
 */
export function useGoingOn(session: BrowserSession | null): boolean {
  const { goOn } = useSearch({ from: '/member/record' });
  const { member, workspace } = useSession();
  const [memberId, workspaceId] = [member.id, workspace.id];
  const [isHeldElsewhere, setIsHeldElsewhere] = useState(false);
  useEffect(() => {
    if (!session || goOn === undefined) return;
    const recovery = recoveryFor({ memberId, workspaceId });
    const takeUp = async () => {
      await recovery.look();
      const recording = recovery.recordingOf(goOn);
      if (!recording) return;
      await session.goOnWith(recording);
      // It is ours now and not offered any more.
      await recovery.look();
    };
    takeUp().catch(() => setIsHeldElsewhere(true));
  }, [session, goOn, memberId, workspaceId]);
  return isHeldElsewhere;
}
