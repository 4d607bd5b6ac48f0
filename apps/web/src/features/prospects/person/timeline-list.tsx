import type { Link, Prospect } from '@app/contracts';
import { Skeleton, Text } from '@mantine/core';
import {
  IconBan,
  IconClick,
  IconEye,
  IconMessageCircle,
  IconMoodSmile,
  IconPlayerPlay,
  IconSend,
  IconUserPlus,
} from '../../../shared/icons';
import { personName } from '../../../shared/person-name';
import { Ago } from '../../../shared/ui/ago';
import classes from '../prospects.module.css';
import { timelineOf } from './timeline';
import type { TimelineEvent } from './timeline';
import { useVisitsOfLinks } from './use-visits-of-links';

const icons = {
  added: IconUserPlus,
  sent: IconSend,
  opened: IconEye,
  viewed: IconPlayerPlay,
  excluded: IconBan,
  click: IconClick,
  reply: IconMessageCircle,
  reaction: IconMoodSmile,
};
const counting: readonly TimelineEvent['type'][] = ['viewed', 'click', 'reply', 'reaction'];

/** A prospect's page is one timeline: what was sent, opened, watched, said. */
export function TimelineList({ prospect, links }: { prospect: Prospect; links: readonly Link[] }) {
  const { visits, isPending } = useVisitsOfLinks(links);
  if (isPending) return <Skeleton height={120} aria-hidden />;
  const name = prospect.firstName ?? personName(prospect);
  return (
    <ul className={classes.timeline}>
      {timelineOf(prospect, links, visits).map((event) => {
        const EventIcon = icons[event.type];
        return (
          <li key={event.id} className={classes.event}>
            <span className={classes.eventIcon} data-counts={counting.includes(event.type) || undefined}>
              <EventIcon size={16} stroke={1.8} aria-hidden />
            </span>
            <div>
              <Text size="sm" c={event.note ? 'dimmed' : undefined} pt={3}>
                {event.note ? `${event.sentence}: ${event.note}` : `${name} ${event.sentence}`}
              </Text>
              <Text size="xs" c="dimmed">
                <Ago time={event.at} />
              </Text>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
