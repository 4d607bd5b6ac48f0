import { Alert } from '@mantine/core';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { IconAlertTriangle, IconInfoCircle } from '../../shared/icons';
import { recordTexts } from './record.texts';

interface SittingNoticesProps {
  snapshot: RecorderSnapshot;
  isHeldElsewhere: boolean;
}

/** What came before this sitting, and what ended it. */
export function SittingNotices({
  snapshot: { continued, phase, room },
  isHeldElsewhere,
}: SittingNoticesProps) {
  const isOver = phase === 'stopping' || phase === 'finished';
  return (
    <>
      {isHeldElsewhere && (
        <Alert mb="md" color="yellow" variant="light" role="alert" icon={<IconInfoCircle size={20} />}>
          {recordTexts.heldElsewhere}
        </Alert>
      )}
      {continued && !isOver && (
        <Alert mb="md" variant="light" icon={<IconInfoCircle size={20} />}>
          {recordTexts.continued(continued.title, continued.durationMs)}
        </Alert>
      )}
      {room === 'full' && isOver && (
        <Alert
          mb="md"
          color="yellow"
          variant="light"
          role="alert"
          icon={<IconAlertTriangle size={20} />}
          title={recordTexts.roomFullTitle}
        >
          {recordTexts.roomFull}
        </Alert>
      )}
    </>
  );
}
