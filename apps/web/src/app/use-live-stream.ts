import { notifications } from '@mantine/notifications';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { notificationSettingsQuery } from '../shared/api/notification-settings';
import { liveStore } from '../shared/live-store';
import { openStream, staleAfter } from '../shared/stream';
import { isWanted, noticeOf } from './live-notice';
import type { LiveNotice } from './live-notice';

const sweepMs = 5_000;
/** A switch that was set elsewhere holds here after so long, ms. */
const settingsAgeMs = 60_000;
const shown = new Set<string>();

function show(notice: LiveNotice): void {
  const content = { ...notice, autoClose: 8_000, withBorder: true };
  if (shown.has(notice.id)) notifications.update(content);
  else notifications.show({ ...content, onClose: () => shown.delete(notice.id) });
  shown.add(notice.id);
}

/** Shows a toast unless the member has switched its kind off; when the settings do not load, it is shown. */
async function showIfWanted(notice: LiveNotice, queryClient: QueryClient): Promise<void> {
  const settings = await queryClient
    .fetchQuery({ ...notificationSettingsQuery, staleTime: settingsAgeMs })
    .catch(() => null);
  if (!settings || isWanted(notice, settings)) show(notice);
}

/** While mounted: the stream's events refresh what they make stale, fill the live store and show toasts. */
export function useLiveStream(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const close = openStream(
      (event) => {
        for (const queryKey of staleAfter(event)) void queryClient.invalidateQueries({ queryKey });
        if (event.type === 'video.state') return;
        liveStore.add(event);
        const notice = noticeOf(event);
        if (notice) void showIfWanted(notice, queryClient);
      },
      () => void queryClient.invalidateQueries(),
    );
    const sweep = setInterval(liveStore.forgetAbsent, sweepMs);
    return () => {
      close();
      clearInterval(sweep);
    };
  }, [queryClient]);
}
