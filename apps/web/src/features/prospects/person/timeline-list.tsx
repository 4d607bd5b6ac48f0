import type { Prospect } from '@app/contracts';
import { Skeleton, Text } from '@mantine/core';
import {
  IconBan,
  IconClick,
  IconEye,
  IconLink,
  IconMailForward,
  IconMessageCircle,
  IconMoodSmile,
  IconPlayerPlay,
  IconSend,
  IconUserPlus,
  IconX,
} from '../../../shared/icons';
import { personName } from '../../../shared/person-name';
import { Ago } from '../../../shared/ui/ago';
import { FailureState } from '../../../shared/ui/failure-state';
import { LoadMore } from '../../../shared/ui/load-more';
import { WatchedBar } from '../../../shared/ui/watched-bar';
import { useHistory } from '../api/history';
import classes from '../prospects.module.css';
import { eventOf, type TimelineEvent } from './timeline';

const icons = {
  added: IconUserPlus,
  made: IconLink,
  sent: IconSend,
  revoked: IconX,
  opened: IconEye,
  viewed: IconPlayerPlay,
  forwarded: IconMailForward,
  excluded: IconBan,
};
const actionIcons = { click: IconClick, reply: IconMessageCircle, reaction: IconMoodSmile };

/** A prospect's page is one timeline: what was sent, opened, watched, done; and what does not count, with the reason. */
export function TimelineList({ prospect }: { prospect: Prospect }) {
  const history = useHistory(prospect.id);
  const name = prospect.firstName ?? personName(prospect);
  if (history.isPending) return <Skeleton height={240} aria-hidden />;
  if (history.isError && !history.data)
    return <FailureState error={history.error} onRetry={history.refetch} />;
  return (
    <>
      <ul className={classes.timeline}>
        {history.data?.map((entry) => (
          <Event key={entry.id} event={eventOf(entry, name)} />
        ))}
      </ul>
      <LoadMore pages={history} />
    </>
  );
}

function Event({ event }: { event: TimelineEvent }) {
  const { type, sentence, at, watched, actions } = event;
  const EventIcon = icons[type];
  const isExcluded = type === 'excluded';
  const counts = type === 'viewed' || type === 'forwarded' || (!isExcluded && actions.length > 0);
  return (
    <li className={classes.event}>
      <span className={classes.eventIcon} data-counts={counts || undefined}>
        <EventIcon size={16} stroke={1.8} aria-hidden />
      </span>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" c={isExcluded ? 'dimmed' : undefined} pt={3} style={{ overflowWrap: 'anywhere' }}>
          {sentence}
        </Text>
        {watched && (
          <div className={classes.watched}>
            <WatchedBar {...watched} isExcluded={isExcluded} />
          </div>
        )}
        {actions.length > 0 && <Actions actions={actions} />}
        <Text size="xs" c="dimmed">
          <Ago time={at} />
        </Text>
      </div>
    </li>
  );
}

function Actions({ actions }: Pick<TimelineEvent, 'actions'>) {
  return (
    <ul className={classes.deeds}>
      {actions.map(({ id, type, sentence }) => {
        const ActionIcon = actionIcons[type];
        return (
          <li key={id}>
            <ActionIcon size={16} color="var(--accent-ink)" aria-hidden />
            <span>{sentence}</span>
          </li>
        );
      })}
    </ul>
  );
}
