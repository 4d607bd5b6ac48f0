import type { CallSign, ProspectToCall } from '@app/contracts';
import { Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatNumber, formatShare } from '../../../shared/format';
import { IconChevronDown } from '../../../shared/icons';
import { Ago } from '../../../shared/ui/ago';
import { Face } from '../../../shared/ui/face';
import classes from './calls.module.css';
import { callsTexts as texts } from './calls.texts';

/** A bar is full from this score on. */
const fullScore = 100;

/** People to call, warmest first: who, because of what, and what the score is made of. */
export function CallList({ calls }: { calls: readonly ProspectToCall[] }) {
  return (
    <ol className={classes.list}>
      {calls.map((call) => (
        <CallRow key={call.prospectId} call={call} />
      ))}
    </ol>
  );
}

function CallRow({ call }: { call: ProspectToCall }) {
  const { prospectId, name, company, because, score, signs, lastSignAt } = call;
  return (
    <li className={classes.row}>
      <Face name={name} size={40} />
      <div className={classes.who}>
        <Link to="/prospects/$prospectId" params={{ prospectId }} className={classes.name}>
          {name}
        </Link>
        {company && (
          <Text size="sm" c="dimmed" truncate>
            {company}
          </Text>
        )}
      </div>
      <div className={classes.because}>
        <Text size="sm" fw={550}>
          {because}
        </Text>
        <Text size="xs" c="dimmed">
          <Ago time={lastSignAt} />
        </Text>
      </div>
      <details className={classes.why}>
        <summary aria-label={texts.why(name, texts.score(score))}>
          <span className={classes.score}>{texts.score(score)}</span>
          <span className={classes.meter} aria-hidden>
            <span style={{ width: `${Math.min(100, (100 * score) / fullScore)}%` }} />
          </span>
          <IconChevronDown size={16} className={classes.chevron} aria-hidden />
        </summary>
        <ul className={classes.signs}>
          {signs.map((sign) => (
            <Sign key={`${sign.kind} ${sign.at}`} sign={sign} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function Sign({ sign: { kind, at, points, watchedShare, text } }: { sign: CallSign }) {
  const share = watchedShare === null ? null : formatShare(watchedShare);
  return (
    <li>
      <span>
        {texts.signs[kind]}
        {(text ?? share) && <span className={classes.detail}> {text ?? share}</span>}
        <Text size="xs" c="dimmed">
          <Ago time={at} />
        </Text>
      </span>
      <span className={classes.points} title={texts.points}>
        +{formatNumber(Math.round(points * 10) / 10)}
      </span>
    </li>
  );
}

/** Rows to come, of their final size. @param count 1 or more */
export function CallListSkeleton({ count }: { count: number }) {
  return (
    <div className={classes.list} aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={classes.row}>
          <Skeleton circle height={40} />
          <Skeleton height={14} width="60%" />
          <Skeleton height={14} width="80%" />
          <Skeleton height={14} width={72} />
        </div>
      ))}
    </div>
  );
}
