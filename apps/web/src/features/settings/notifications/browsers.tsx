import type { NotificationSettings, PushBrowser } from '@app/contracts';
import { Button, Group, Text, Title } from '@mantine/core';
import { messageOf } from '../../../shared/api-error';
import { IconBellRinging } from '../../../shared/icons';
import { pushObstacle } from '../../../shared/push';
import { Ago } from '../../../shared/ui/ago';
import { useRemoveBrowser, useStartPush } from '../api/push-browsers';
import settingsClasses from '../settings.module.css';
import { notificationsTexts } from './notifications.texts';
import { pushFailure } from './push-failure';

const texts = notificationsTexts.browsers;

/** The browsers that show notifications, and how this one becomes one of them. */
export function Browsers({ push }: { push: NotificationSettings['push'] }) {
  const start = useStartPush(push);
  const obstacle = pushObstacle() ?? start.data;
  const canStart = !obstacle && !push.browsers.some(({ isThisOne }) => isThisOne);
  return (
    <section>
      <Group justify="space-between" align="flex-start" gap="sm" mb="xs">
        <div style={{ flex: '1 1 280px' }}>
          <Title order={3}>{texts.title}</Title>
          <Text size="sm" c="dimmed">
            {texts.lead}
          </Text>
        </div>
        {canStart && (
          <Button
            variant="default"
            leftSection={<IconBellRinging size={18} />}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            {texts.start}
          </Button>
        )}
      </Group>
      {obstacle && <Text size="sm">{texts.obstacles[obstacle]}</Text>}
      {start.error && (
        <Text size="sm" role="alert">
          {pushFailure(start.error)}
        </Text>
      )}
      {push.browsers.length > 0 && (
        <ul className={settingsClasses.list}>
          {push.browsers.map((browser) => (
            <BrowserRow key={browser.id} browser={browser} />
          ))}
        </ul>
      )}
    </section>
  );
}

function BrowserRow({ browser }: { browser: PushBrowser }) {
  const remove = useRemoveBrowser();
  return (
    <li className={settingsClasses.simple}>
      <div style={{ minWidth: 0 }}>
        <Text fw={600} truncate>
          {browser.label}
          {browser.isThisOne && ` · ${texts.thisOne}`}
        </Text>
        <Text size="sm" c="dimmed">
          {texts.since} <Ago time={browser.createdAt} />
        </Text>
        {remove.error && (
          <Text size="sm" role="alert">
            {messageOf(remove.error)}
          </Text>
        )}
      </div>
      <Button
        variant="default"
        size="compact-md"
        fz="sm"
        loading={remove.isPending}
        onClick={() => remove.mutate(browser)}
        aria-label={texts.removeOf(browser.label)}
        style={{ flex: 'none' }}
      >
        {texts.remove}
      </Button>
    </li>
  );
}
