import { Text } from '@mantine/core';
import type { VisitEvent } from '../../shared/stream';
import { Ago } from '../../shared/ui/ago';
import { Face } from '../../shared/ui/face';
import { eventSentence } from './event-sentence';
import classes from './inbox.module.css';
import { inboxTexts } from './inbox.texts';

const shown = 20;

/** What has happened since the app was opened, newest first. */
export function RecentEvents({ events }: { events: readonly VisitEvent[] }) {
  return (
    <ul className={classes.list}>
      {events.slice(0, shown).map((event) => {
        const who = event.data.prospectName ?? inboxTexts.somebody;
        return (
          <li key={`${event.type} ${event.data.visitId} ${event.data.at}`} className={classes.event}>
            <Face name={who} size={28} />
            <div>
              <Text size="sm">
                <b>{who}</b> {eventSentence(event)}
              </Text>
              <Text size="xs" c="dimmed">
                {event.data.videoTitle} · <Ago time={event.data.at} />
              </Text>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
