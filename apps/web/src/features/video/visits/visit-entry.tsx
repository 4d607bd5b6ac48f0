import type { Visit } from '@app/contracts';
import { Badge, Button, Group, Text, Tooltip } from '@mantine/core';
import { messageOf } from '../../../shared/api-error';
import { formatMoment, formatShare } from '../../../shared/format';
import { WatchedBar } from '../../../shared/ui/watched-bar';
import { useMarkInternal } from '../api/mark-internal';
import { VisitActions } from './visit-actions';
import classes from './visits.module.css';
import { visitsTexts } from './visits.texts';

/** One line of the ledger; what does not count is grey and says why. */
export function VisitEntry({ visit, durationMs }: { visit: Visit; durationMs: number | null }) {
  const isExcluded = visit.class !== 'human';
  return (
    <li className={`${classes.entry} ${isExcluded ? classes.excluded : ''}`}>
      <ClassBadge visit={visit} />
      <div>
        <Text size="sm" className={classes.explanation}>
          {visit.explanation}
        </Text>
        <div className={classes.facts}>
          {[formatMoment(visit.startedAt), visit.browser].filter(Boolean).join(' · ')}
        </div>
        <VisitActions actions={visit.actions} />
      </div>
      <div>
        {durationMs !== null && visit.kind === 'visit' && (
          <>
            <WatchedBar
              ranges={visit.watchedRanges}
              durationMs={durationMs}
              share={visit.watchedShare}
              isExcluded={isExcluded}
            />
            <Group justify="space-between" mt={4} mih={24}>
              <span className={classes.facts}>{visitsTexts.watched(formatShare(visit.watchedShare))}</span>
              {(visit.class === 'human' || visit.class === 'suspect') && <ThatWasMe visit={visit} />}
            </Group>
          </>
        )}
      </div>
    </li>
  );
}

function ClassBadge({ visit }: { visit: Visit }) {
  const isPerson = visit.class === 'human';
  return (
    <Group gap={4}>
      <Badge color={visit.isView ? 'accent' : 'gray'} variant={visit.isView ? 'filled' : 'light'} tt="none">
        {isPerson ? (visit.isView ? visitsTexts.view : visitsTexts.opened) : visitsTexts.classes[visit.class]}
      </Badge>
      {!isPerson && <span className={classes.facts}>{visitsTexts.notCounted}</span>}
      {visit.isLikelyForwarded && <span className={classes.facts}>{visitsTexts.likelyForwarded}</span>}
    </Group>
  );
}

function ThatWasMe({ visit }: { visit: Visit }) {
  const mark = useMarkInternal(visit.linkId);
  return (
    <Tooltip label={mark.error ? messageOf(mark.error) : visitsTexts.thatWasMeHint}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        loading={mark.isPending}
        onClick={() => mark.mutate(visit.id)}
      >
        {visitsTexts.thatWasMe}
      </Button>
    </Tooltip>
  );
}
