import type { DeliveryTrouble } from '@app/contracts';
import { Text, Title } from '@mantine/core';
import { Ago } from '../../../shared/ui/ago';
import settingsClasses from '../settings.module.css';
import classes from './notifications.module.css';
import { notificationsTexts as texts } from './notifications.texts';

/** Messages that did not arrive, or perhaps did not, with the reason and the next step; nothing where there are none. */
export function Troubles({ troubles }: { troubles: readonly DeliveryTrouble[] }) {
  if (troubles.length === 0) return null;
  return (
    <section>
      <Title order={3}>{texts.troubles}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {texts.troublesLead}
      </Text>
      <ul className={settingsClasses.list}>
        {troubles.map(({ id, kind, channel, at, message, answer }) => (
          <li key={id} className={classes.trouble}>
            <Text fw={600}>
              {texts.switchOf(texts.kinds[kind].label, texts.channels[channel])}
              <Text span c="dimmed" size="sm" fw={400}>
                {' · '}
                <Ago time={at} />
              </Text>
            </Text>
            <Text size="sm">{message}</Text>
            {answer && (
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {texts.answered(answer)}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
