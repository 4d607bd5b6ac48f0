import { useEffect, useSyncExternalStore } from 'react';
import { recoveryFor } from '../../recorder/create-recovery';
import type { Recovery } from '../../recorder/recovery';
import type { RecoveryOffer } from '../../recorder/recovery-snapshot';
import { useSession } from '../../shared/api/session';

/** The recordings of the signed-in member that were left behind on this device. */
export function useRecovery(): { recovery: Recovery; offers: readonly RecoveryOffer[] } {
  const { member, workspace } = useSession();
  const recovery = recoveryFor({ memberId: member.id, workspaceId: workspace.id });
  useEffect(() => void recovery.look(), [recovery]);
  const offers = useSyncExternalStore(recovery.subscribe, recovery.snapshot);
  return { recovery, offers };
}
