import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from './confirm-dialog';

interface LeaveDialogProps {
  /** Whether leaving now would lose something. */
  isBusy: boolean;
  title: string;
  text: string;
  action: string;
}

/** Asks before the screen or the tab is left while something is unfinished. */
export function LeaveDialog({ isBusy, title, text, action }: LeaveDialogProps) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => isBusy && current.pathname !== next.pathname,
    enableBeforeUnload: () => isBusy,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      isOpen={status === 'blocked'}
      {...{ title, text, action }}
      isBusy={false}
      error={null}
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    />
  );
}
