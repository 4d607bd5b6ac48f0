import type { Visit } from '@app/contracts';
import { formatDuration } from '../../../shared/format';
import { IconClick, IconMessageCircle, IconMoodSmile } from '../../../shared/icons';
import classes from './visits.module.css';
import { visitsTexts } from './visits.texts';

type VisitAction = Visit['actions'][number];

const icons = { click: IconClick, reply: IconMessageCircle, reaction: IconMoodSmile };

function sentenceOf(action: VisitAction): string {
  const words = visitsTexts.actions[action.type](
    action.type === 'click' ? (action.label ?? '') : (action.text ?? ''),
  );
  return action.atMs === null ? words : `${words} ${visitsTexts.actions.at(formatDuration(action.atMs))}`;
}

/** What the person did on the page. */
export function VisitActions({ actions }: { actions: readonly VisitAction[] }) {
  if (actions.length === 0) return null;
  return (
    <ul className={classes.actions}>
      {actions.map((action) => {
        const ActionIcon = icons[action.type];
        return (
          <li key={action.id}>
            <ActionIcon size={16} color="var(--accent-ink)" aria-hidden />
            {sentenceOf(action)}
          </li>
        );
      })}
    </ul>
  );
}
