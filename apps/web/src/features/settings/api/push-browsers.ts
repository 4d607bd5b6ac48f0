import type { NotificationSettings, PushBrowser } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { notificationSettingsQuery } from '../../../shared/api/notification-settings';
import { useSession } from '../../../shared/api/session';
import { startPush, stopPush } from '../../../shared/push';

/** Makes this browser show notifications; answers what stood in the way, or null. */
export function useStartPush({ publicKey }: NotificationSettings['push']) {
  const queryClient = useQueryClient();
  const { member } = useSession();
  return useMutation({
    mutationFn: () => startPush(publicKey, member.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: notificationSettingsQuery.queryKey }),
  });
}

/** A browser shows no more notifications. */
export function useRemoveBrowser() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, isThisOne }: PushBrowser) => {
      await api.delete(`/push-subscriptions/${id}`);
      if (isThisOne) await stopPush();
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: notificationSettingsQuery.queryKey }),
  });
}
