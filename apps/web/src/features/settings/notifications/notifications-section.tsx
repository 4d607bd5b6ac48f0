import type { NotificationSettings } from '@app/contracts';
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { notificationSettingsQuery } from '../../../shared/api/notification-settings';
import { FailureState } from '../../../shared/ui/failure-state';
import { SectionHead } from '../section-head';
import { Browsers } from './browsers';
import { KindsTable } from './kinds-table';
import { notificationsTexts as texts } from './notifications.texts';
import { Troubles } from './troubles';

/** What the member is told, and how. */
export function NotificationsSection() {
  const settings = useQuery(notificationSettingsQuery);
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead} />
      {settings.isPending && <Skeleton height={460} radius="lg" aria-hidden />}
      {settings.isError && !settings.data && (
        <FailureState error={settings.error} onRetry={settings.refetch} />
      )}
      {settings.data && (
        <Stack gap="md">
          <KindsTable settings={settings.data} />
          <MailNote {...settings.data.mail} />
          <Browsers push={settings.data.push} />
          <Troubles troubles={settings.data.troubles} />
        </Stack>
      )}
    </>
  );
}

/** Where mail goes, or why none does. */
function MailNote({ isAvailable, address }: NotificationSettings['mail']) {
  return (
    <Text size="sm" c="dimmed">
      {isAvailable ? texts.mailTo(address) : texts.mailOff}
    </Text>
  );
}
