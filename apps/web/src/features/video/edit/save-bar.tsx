import type { Video } from '@app/contracts';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ApiError } from '../../../shared/api-error';
import { videoQuery } from '../../../shared/api/videos';
import { FormFailure } from '../../../shared/ui/form-failure';
import { LeaveDialog } from '../../../shared/ui/leave-dialog';
import { useSaveEdits } from '../api/save-edits';
import { editTexts } from './edit.texts';
import type { DraftControl } from './use-draft';

/** Saves, tells what was refused and why, and asks before changes are left behind. */
export function SaveBar({ video, control }: { video: Video; control: DraftControl }) {
  const save = useSaveEdits(video.id);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const isConflict = save.error instanceof ApiError && save.error.code === 'conflict';
  const submit = () =>
    save.mutate(control.toSave(), {
      onSuccess: ({ state }) => {
        notifications.show({ message: state === 'processing' ? editTexts.savedCut : editTexts.saved });
        void navigate({ to: '/videos/$videoId', params: { videoId: video.id }, ignoreBlocker: true });
      },
    });
  const loadTheirs = async () => {
    const { edits } = await queryClient.fetchQuery({ ...videoQuery(video.id), staleTime: 0 });
    save.reset();
    control.load(edits);
  };
  return (
    <Stack gap="xs">
      {isConflict ? (
        <Alert color="yellow" role="alert">
          <Text size="sm">{editTexts.conflict}</Text>
          <Button variant="default" mt="xs" onClick={() => void loadTheirs()}>
            {editTexts.loadTheirs}
          </Button>
        </Alert>
      ) : (
        <FormFailure error={save.error} />
      )}
      <Group gap="sm" wrap="nowrap">
        <Button flex="none" disabled={!control.isChanged} loading={save.isPending} onClick={submit}>
          {editTexts.save}
        </Button>
        <Text size="sm" c="dimmed">
          {editTexts.promise}
        </Text>
      </Group>
      <LeaveDialog
        isBusy={control.isChanged}
        title={editTexts.leaveTitle}
        text={editTexts.leaveText}
        action={editTexts.leave}
      />
    </Stack>
  );
}
