import type { Prospect } from '@app/contracts';
import { Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useLive } from '../../shared/live-store';
import { personName } from '../../shared/person-name';
import { Ago } from '../../shared/ui/ago';
import { Face } from '../../shared/ui/face';
import { LiveDot } from '../../shared/ui/live-dot';
import classes from './prospects.module.css';
import { prospectsTexts } from './prospects.texts';

/** Prospects as rows of people: face, name, company, last sign of life and because of what. */
export function ProspectList({ prospects }: { prospects: readonly Prospect[] }) {
  return (
    <ul className={classes.list}>
      {prospects.map((prospect) => (
        <ProspectRow key={prospect.id} prospect={prospect} />
      ))}
    </ul>
  );
}

function ProspectRow({ prospect }: { prospect: Prospect }) {
  const { presences } = useLive();
  const name = personName(prospect);
  const presence = presences.find(({ prospectId }) => prospectId === prospect.id);
  return (
    <li className={classes.row}>
      <Face name={name} size={40} />
      <div className={classes.cell}>
        <Link to="/prospects/$prospectId" params={{ prospectId: prospect.id }} className={classes.name}>
          {name}
        </Link>
        <Text size="sm" c="dimmed" truncate>
          {[prospect.company, name === prospect.email ? null : prospect.email].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <Text size="sm" c="dimmed" className={classes.links}>
        {prospectsTexts.links(prospect.linkCount)}
      </Text>
      <div className={classes.life}>
        {presence && <LiveDot label={presence.videoTitle} mr={8} />}
        {prospect.lastActivity ? (
          <>
            <Text size="sm" fw={550} span>
              {prospect.lastActivity.because}
            </Text>
            <Text size="sm" c="dimmed">
              <Ago time={prospect.lastActivity.at} />
            </Text>
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {prospectsTexts.noLife}
          </Text>
        )}
      </div>
    </li>
  );
}

/** Rows to come, of their final size. */
export function ProspectListSkeleton() {
  return (
    <div className={classes.list} aria-hidden>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className={classes.row}>
          <Skeleton circle height={40} />
          <div className={classes.cell}>
            <Skeleton height={14} width="45%" my={5} />
            <Skeleton height={12} width="60%" my={4} />
          </div>
          <Skeleton height={12} width={60} className={classes.links} />
          <Skeleton height={12} width="60%" className={classes.life} />
        </div>
      ))}
    </div>
  );
}
