import type { Video } from '@app/contracts';
import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { IconTrash } from '../../shared/icons';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { useDeleteVideo } from './api/delete-video';
import { videoTexts } from './video.texts';

/** Deletes the video after a question, and goes back to the library. */
export function DeleteVideo({ video }: { video: Video }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const remove = useDeleteVideo(video.id);
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={videoTexts.delete}
        title={videoTexts.delete}
        onClick={open}
      >
        <IconTrash size={18} />
      </ActionIcon>
      <ConfirmDialog
        isOpen={isOpen}
        title={videoTexts.deleteTitle}
        text={videoTexts.deleteText(video.title)}
        action={videoTexts.delete}
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => void navigate({ to: '/' }) })}
        onClose={close}
      />
    </>
  );
}
