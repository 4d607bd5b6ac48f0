import type { NotificationSettings } from '@app/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api-client';

/** What the member is told, and how. */
export const notificationSettingsQuery = queryOptions({
  queryKey: ['notification-settings'],
  queryFn: ({ signal }) => api.get<NotificationSettings>('/notification-settings', { signal }),
});
