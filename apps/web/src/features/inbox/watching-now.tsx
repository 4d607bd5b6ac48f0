import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatShare } from '../../shared/format';
import type { Presence } from '../../shared/stream';
import { Face } from '../../shared/ui/face';
import { LiveDot } from '../../shared/ui/live-dot';
import classes from './inbox.module.css';
import { inboxTexts } from './inbox.texts';

/** People who watch at this moment; each opens the video at the link's ledger. */
export function WatchingNow({ presences }: { presences: readonly Presence[] }) {
  return (
    <ul className={classes.list} aria-live="polite">
      {presences.map((presence) => {
        const who = presence.prospectName ?? inboxTexts.somebody;
        return (
          <li key={presence.visitId} className={classes.presence}>
            <Face name={who} />
            <div style={{ minWidth: 0, flex: 1 }}>
              <Text fw={600} size="sm" truncate>
                {who}
              </Text>
              <Text
                size="sm"
                c="dimmed"
                display="block"
                truncate
                renderRoot={(props) => (
                  <Link
                    {...props}
                    to="/videos/$videoId"
                    params={{ videoId: presence.videoId }}
                    search={{ link: presence.linkId }}
                  />
                )}
              >
                {inboxTexts.watches(presence.videoTitle)} ·{' '}
                {presence.watchedShare === null
                  ? inboxTexts.justOpened
                  : inboxTexts.watched(formatShare(presence.watchedShare))}
              </Text>
            </div>
            <LiveDot label={inboxTexts.now} />
          </li>
        );
      })}
    </ul>
  );
}
