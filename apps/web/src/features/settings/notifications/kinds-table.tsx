import { notificationChannelSchema } from '@app/contracts';
import type { NotificationChannel, NotificationChoice, NotificationSettings } from '@app/contracts';
import { Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { messageOf } from '../../../shared/api-error';
import { pushObstacle } from '../../../shared/push';
import { useChangeNotification } from '../api/change-notification';
import { useStartPush } from '../api/push-browsers';
import classes from './notifications.module.css';
import { notificationsTexts as texts } from './notifications.texts';
import { pushFailure } from './push-failure';

const channels = notificationChannelSchema.options;

const complain = (message: string) => notifications.show({ color: 'red', message });

/** A switch for every kind and way. */
export function KindsTable({ settings }: { settings: NotificationSettings }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{texts.what}</th>
          {channels.map((channel) => (
            <th key={channel} scope="col" className={classes.channel}>
              {texts.channels[channel]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {settings.kinds.map((choice) => (
          <KindRow key={choice.kind} choice={choice} push={settings.push} />
        ))}
      </tbody>
    </table>
  );
}

function KindRow({ choice, push }: { choice: NotificationChoice; push: NotificationSettings['push'] }) {
  const change = useChangeNotification(choice.kind);
  const start = useStartPush(push);
  const { label, lead } = texts.kinds[choice.kind];
  const set = (channel: NotificationChannel, isOn: boolean) => {
    change.mutate({ [channel]: isOn }, { onError: (error) => complain(messageOf(error)) });
    // Whoever wants to see them in a browser means this one first. What stands in the way is told below the table.
    if (channel === 'push' && isOn && push.browsers.length === 0 && !pushObstacle())
      start.mutate(undefined, { onError: (error) => complain(pushFailure(error)) });
  };
  return (
    <tr>
      <th scope="row" className={classes.what}>
        <Text fw={600}>{label}</Text>
        <Text size="sm" c="dimmed">
          {lead}
        </Text>
      </th>
      {channels.map((channel) => (
        <td key={channel} className={classes.channel}>
          {choice[channel] !== null && (
            <div className={classes.switch}>
              <Switch
                classNames={{ track: classes.track }}
                aria-label={texts.switchOf(label, texts.channels[channel])}
                checked={choice[channel]}
                onChange={(event) => set(channel, event.currentTarget.checked)}
              />
            </div>
          )}
        </td>
      ))}
    </tr>
  );
}
