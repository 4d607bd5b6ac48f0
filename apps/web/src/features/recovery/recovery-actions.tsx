import { ActionIcon, Button, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Recovery } from '../../recorder/recovery';
import type { RecoveryOffer } from '../../recorder/recovery-snapshot';
import { api } from '../../shared/api-client';
import { ApiError } from '../../shared/api-error';
import { IconDots, IconDownload, IconTrash, IconX } from '../../shared/icons';
import { saveBlob } from '../../shared/save-file';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import classes from './recovery.module.css';
import { recoveryTexts } from './recovery.texts';

interface RecoveryActionsProps {
  recovery: Recovery;
  offer: RecoveryOffer;
}

/** Hands every run to the browser as a download. */
async function keep({ recovery, offer: { id, title } }: RecoveryActionsProps): Promise<void> {
  const files = await recovery.files(id);
  for (const [index, { name, blob }] of files.entries())
    saveBlob(blob, recoveryTexts.fileName(title, index, files.length, name.split('.').at(-1) ?? 'mp4'));
}

/** Failures after which the same try can still succeed. */
const isWorthATry = ({ failure }: RecoveryOffer): boolean =>
  failure === null || failure === 'held-elsewhere' || failure === 'refused' || failure === 'unreadable';

/** Finish, go on, keep the file, delete. */
export function OfferedActions({ recovery, offer }: RecoveryActionsProps) {
  const isOpen = isWorthATry(offer);
  return (
    <div className={classes.actions}>
      {isOpen && (
        <>
          <Button onClick={() => void recovery.finish(offer.id)}>
            {offer.failure ? recoveryTexts.tryAgain : recoveryTexts.finish}
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/record" search={{ goOn: offer.id }} />}
          >
            {recoveryTexts.goOn}
          </Button>
        </>
      )}
      {!isOpen && (
        <Button leftSection={<IconDownload size={18} />} onClick={() => void keep({ recovery, offer })}>
          {recoveryTexts.keepFile}
        </Button>
      )}
      <MoreActions recovery={recovery} offer={offer} />
    </div>
  );
}

/** Deletes the video first: while that fails, nothing is lost here. */
function useRemoval({ recovery, offer: { id, video } }: RecoveryActionsProps) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      if (video) await api.delete(`/videos/${video.id}`).catch(ignoreMissing);
      await recovery.remove(id);
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['videos'] }),
  });
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 404) throw error;
}

function MoreActions({ recovery, offer }: RecoveryActionsProps) {
  const [isAsking, setIsAsking] = useState(false);
  const remove = useRemoval({ recovery, offer });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={recoveryTexts.more}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={18} />} onClick={() => void keep({ recovery, offer })}>
            {recoveryTexts.keepFile}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={() => setIsAsking(true)}>
            {recoveryTexts.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        title={recoveryTexts.removeTitle}
        text={recoveryTexts.removeText}
        action={recoveryTexts.removeAction}
        isBusy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setIsAsking(false)}
      />
    </>
  );
}

/** After it was finished: to the video, or off the screen. */
export function FinishedActions({ recovery, offer }: RecoveryActionsProps) {
  return (
    <div className={classes.actions}>
      {offer.video && (
        <Button
          renderRoot={(props) => (
            <Link {...props} to="/videos/$videoId" params={{ videoId: offer.video?.id ?? '' }} />
          )}
        >
          {recoveryTexts.open}
        </Button>
      )}
      <ActionIcon
        variant="default"
        size={36}
        aria-label={recoveryTexts.dismiss}
        onClick={() => recovery.dismiss(offer.id)}
      >
        <IconX size={18} />
      </ActionIcon>
    </div>
  );
}
