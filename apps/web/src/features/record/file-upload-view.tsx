import { Alert, Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { errorTable, type ErrorCode } from '@app/contracts';
import type { FileUpload, FileUploadSnapshot } from '../../recorder/file-upload';
import { IconAlertTriangle } from '../../shared/icons';
import { FinishedView } from './finished-view';
import { recordTexts } from './record.texts';
import { LinkLine } from './upload-status';

interface FileUploadViewProps {
  upload: FileUpload;
  file: File;
  /** Back to the recorder. */
  onLeave: () => void;
}

/** A file on its way: its link at once, how far it is, and afterwards the same next steps as a recording. */
export function FileUploadView({ upload, file, onLeave }: FileUploadViewProps) {
  const snapshot = useSyncExternalStore(upload.subscribe, upload.snapshot);
  const { phase, video } = snapshot;
  if (phase === 'finished' && video) return <FinishedView video={video} file={file} onAgain={onLeave} />;
  const cancel = () => {
    void upload.cancel();
    onLeave();
  };
  return (
    <Paper withBorder p="xl" maw={720} mx="auto">
      <Stack gap="md">
        <Title order={2}>{recordTexts.uploading(snapshot.fileName)}</Title>
        <LinkLine url={video?.link.url ?? null} />
        {phase === 'failed' ? <Refusal snapshot={snapshot} /> : <Bar snapshot={snapshot} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            {phase === 'failed' ? recordTexts.recordAnother : recordTexts.cancelUpload}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Bar({ snapshot }: { snapshot: FileUploadSnapshot }) {
  const { phase, sentBytes, sizeBytes, waiting } = snapshot;
  const share = sizeBytes > 0 ? sentBytes / sizeBytes : 0;
  const state = phase === 'finishing' ? recordTexts.finishing : recordTexts.sent(sentBytes, sizeBytes);
  return (
    <Stack gap={6}>
      <Progress value={share * 100} size="lg" aria-label={recordTexts.uploading(snapshot.fileName)} />
      <Text size="sm" c="dimmed" component="output">
        {waiting ? recordTexts.fileWaits[waiting] : state}
      </Text>
    </Stack>
  );
}

function Refusal({ snapshot: { refusal } }: { snapshot: FileUploadSnapshot }) {
  const known = refusal?.code && refusal.code in errorTable ? errorTable[refusal.code as ErrorCode][1] : null;
  const text = refusal ? (known ?? errorTable.internal[1]) : recordTexts.fileUnreadable;
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle size={20} />} title={recordTexts.uploadFailed}>
      {text}
    </Alert>
  );
}
