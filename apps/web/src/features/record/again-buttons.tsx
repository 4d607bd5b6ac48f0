import { Button, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../shared/api-client';
import { IconRefresh, IconVideoPlus } from '../../shared/icons';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { recordTexts } from './record.texts';

/** Back to the recorder: with this video kept, or deleted because it went wrong. */
export function AgainButtons({ videoId, onAgain }: { videoId: string; onAgain: () => void }) {
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.delete(`/videos/${videoId}`),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['videos'] });
      onAgain();
    },
  });
  return (
    <Stack gap="xs">
      <Button variant="default" leftSection={<IconVideoPlus size={18} />} onClick={onAgain}>
        {recordTexts.recordAnother}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconRefresh size={18} />}
        onClick={() => setIsAsking(true)}
      >
        {recordTexts.retake}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={recordTexts.retakeTitle}
        text={recordTexts.retakeFinishedText}
        action={recordTexts.retakeAction}
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setIsAsking(false)}
      />
    </Stack>
  );
}
