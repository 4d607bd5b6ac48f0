import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { errorTable } from '@app/contracts';
import { messageOf, offlineError } from '../../../shared/api-error';
import { libraryTexts } from '../library.texts';
import { sendFile } from './send-file';
import { uploadStore } from './upload-store';

let running = 0;

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Browsers leave the type of some containers empty, so the ending counts too. */
function isVideo(file: File): boolean {
  return file.type.startsWith('video/') || /\.(mp4|m4v|mov|webm|mkv)$/i.test(file.name);
}

/** The uploader tells status and code; the contract's table has the sentence. */
async function failureOf(error: unknown): Promise<string> {
  const { TransportError } = await import('../../../recorder/tus-transport');
  if (!(error instanceof TransportError)) return messageOf(error);
  if (error.status === null) return offlineError().message;
  const entry = Object.entries(errorTable).find(([code]) => code === error.code);
  return entry ? entry[1][1] : messageOf(error);
}

async function upload(file: File, queryClient: QueryClient): Promise<void> {
  const key = uploadStore.add(file.name);
  if (running++ === 0) window.addEventListener('beforeunload', askBeforeLeaving);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['videos'] });
  try {
    await sendFile(file, {
      onCreated: (videoId) => {
        uploadStore.update(key, { videoId });
        void refresh();
      },
      onProgress: (share, waiting) => uploadStore.update(key, { share, waiting }),
    });
  } catch (error) {
    notifications.show({
      color: 'red',
      title: libraryTexts.uploadFailed(file.name),
      message: await failureOf(error),
      autoClose: false,
    });
  } finally {
    uploadStore.remove(key);
    if (--running === 0) window.removeEventListener('beforeunload', askBeforeLeaving);
    void refresh();
  }
}

/** Starts the upload of each file; files that are no videos are refused with a sentence. */
export function useUploadFiles(): (files: readonly File[]) => void {
  const queryClient = useQueryClient();
  return useCallback(
    (files) => {
      for (const file of files)
        if (isVideo(file)) void upload(file, queryClient);
        else notifications.show({ color: 'red', message: libraryTexts.notAVideo(file.name) });
    },
    [queryClient],
  );
}
