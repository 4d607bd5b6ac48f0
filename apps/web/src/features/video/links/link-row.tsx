import type { Link } from '@app/contracts';
import { Collapse, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatNumber, formatShare } from '../../../shared/format';
import { IconChevronRight } from '../../../shared/icons';
import { LinkActions } from '../../../shared/links/link-actions';
import { linkOwner } from '../../../shared/links/link-owner';
import { LinkState } from '../../../shared/links/link-state';
import { linksTexts } from '../../../shared/links/links.texts';
import { useLive } from '../../../shared/live-store';
import { Ago } from '../../../shared/ui/ago';
import { Face } from '../../../shared/ui/face';
import { LiveDot } from '../../../shared/ui/live-dot';
import { videoTexts } from '../video.texts';
import { VisitLedger } from '../visits/visit-ledger';
import { LinkFace } from './link-face';
import classes from './links.module.css';

interface LinkRowProps {
  link: Link;
  isInitiallyOpen: boolean;
  durationMs: number | null;
}

/** One link: whose it is, what came of it, what can be done with it; opens its ledger. */
export function LinkRow({ link, isInitiallyOpen, durationMs }: LinkRowProps) {
  const [isOpen, { toggle }] = useDisclosure(isInitiallyOpen);
  const { columns } = videoTexts.links;
  return (
    <li>
      <div className={classes.row}>
        <div className={classes.whoCell}>
          <WhoButton link={link} isOpen={isOpen} onToggle={toggle} />
        </div>
        <div>
          <span className={classes.label}>{columns.views}</span>
          <span className={classes.value}>{formatNumber(link.viewCount)}</span>
        </div>
        <div>
          <span className={classes.label}>{columns.best}</span>
          <span className={classes.value}>
            {link.bestWatchedShare === null ? linksTexts.noViews : formatShare(link.bestWatchedShare)}
          </span>
        </div>
        <div>
          <span className={classes.label}>{columns.sent}</span>
          <span className={classes.value}>
            {link.sentAt ? <Ago time={link.sentAt} /> : linksTexts.notSent}
          </span>
        </div>
        <div className={classes.actions}>
          <LinkActions link={link} />
        </div>
      </div>
      <Collapse expanded={isOpen}>{isOpen && <VisitLedger link={link} durationMs={durationMs} />}</Collapse>
    </li>
  );
}

function WhoButton({ link, isOpen, onToggle }: { link: Link; isOpen: boolean; onToggle: () => void }) {
  const { presences } = useLive();
  const who = linkOwner(link);
  const isWatched = presences.some((presence) => presence.linkId === link.id);
  return (
    <UnstyledButton
      className={classes.who}
      aria-expanded={isOpen}
      aria-label={linksTexts.showVisits(who, link.state)}
      onClick={onToggle}
    >
      <IconChevronRight size={18} className={classes.chevron} />
      {link.prospect ? <Face name={who} /> : <LinkFace />}
      <span style={{ minWidth: 0 }}>
        <Group gap={8} wrap="nowrap">
          <Text fw={600} truncate>
            {who}
          </Text>
          <LinkState link={link} />
          {isWatched && <LiveDot label={videoTexts.links.watching} />}
        </Group>
        <Text size="xs" c="dimmed" truncate>
          {link.prospect ? (link.prospect.company ?? link.prospect.email) : linksTexts.anyoneHint}
        </Text>
      </span>
    </UnstyledButton>
  );
}
