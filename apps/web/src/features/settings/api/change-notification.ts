import type { ChangeNotification, NotificationKind, NotificationSettings } from '@app/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../shared/api-client';
import { notificationSettingsQuery } from '../../../shared/api/notification-settings';

/** Sets switches of one kind. The screen shows them at once, and what holds as soon as the server has answered. */
export function useChangeNotification(kind: NotificationKind) {
  const queryClient = useQueryClient();
  const { queryKey } = notificationSettingsQuery;
  return useMutation({
    mutationFn: (switches: ChangeNotification) =>
      api.patch<NotificationSettings>(`/notification-settings/${kind}`, switches),
    onMutate: async (switches) => {
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(
        queryKey,
        (known) =>
          known && {
            ...known,
            kinds: known.kinds.map((one) => (one.kind === kind ? { ...one, ...switches } : one)),
          },
      );
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}
