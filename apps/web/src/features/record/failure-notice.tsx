import { Alert, Button, Group, Text } from '@mantine/core';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { IconAlertTriangle, IconDownload } from '../../shared/icons';
import { saveBlob } from '../../shared/save-file';
import { recordTexts } from './record.texts';

interface FailureNoticeProps {
  session: BrowserSession;
  snapshot: RecorderSnapshot;
}

/** What went wrong with a recording, with the file to keep wherever there is one. */
export function FailureNotice({ session, snapshot }: FailureNoticeProps) {
  const { failure, hasFile, phase } = snapshot;
  if (!failure) return null;
  const { title, text } = recordTexts.failure[failure];
  const keep = async () => {
    const file = await session.file();
    if (file) saveBlob(file, `recording-${new Date().toISOString().slice(0, 10)}.mp4`);
  };
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={20} />} title={title}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: '1 1 240px' }}>
          {text}
        </Text>
        {hasFile && (
          <Button variant="default" leftSection={<IconDownload size={18} />} onClick={() => void keep()}>
            {recordTexts.keepFile}
          </Button>
        )}
        {phase === 'failed' && (
          <Button onClick={() => void session.retake()}>{recordTexts.recordAgain}</Button>
        )}
      </Group>
    </Alert>
  );
}
