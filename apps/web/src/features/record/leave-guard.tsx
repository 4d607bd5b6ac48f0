import { LeaveDialog } from '../../shared/ui/leave-dialog';
import { recordTexts } from './record.texts';

/** Asks before the screen or the tab is left while bytes are being made or on their way. */
export function LeaveGuard({ isBusy }: { isBusy: boolean }) {
  return (
    <LeaveDialog
      isBusy={isBusy}
      title={recordTexts.leaveTitle}
      text={recordTexts.leaveText}
      action={recordTexts.leave}
    />
  );
}
