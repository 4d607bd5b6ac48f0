import type { FunnelStep } from '@app/contracts';
import { formatNumber, formatShare } from '../format';
import { sharedTexts } from '../shared.texts';
import { InfoTip } from '../ui/info-tip';
import { funnelTexts } from './funnel.texts';
import classes from './funnel.module.css';

interface FunnelProps {
  steps: readonly FunnelStep[];
  /** An outline without figures, for what is not there yet. */
  isSample?: boolean;
}

/** The funnel as bars of true length. A step that could not be counted says so; it is never a zero. */
export function Funnel({ steps, isSample = false }: FunnelProps) {
  const most = Math.max(1, ...steps.map(({ count }) => count ?? 0));
  return (
    <ol className={classes.funnel} data-sample={isSample || undefined}>
      {steps.map(({ step, count, ofPrevious }) => {
        const { name, meaning } = funnelTexts[step];
        return (
          <li key={step} className={classes.step}>
            <span className={classes.name}>
              {name}
              {!isSample && <InfoTip name={name} text={meaning} />}
            </span>
            {count === null ? (
              <span className={classes.missing}>{sharedTexts.notMeasured}</span>
            ) : (
              <span className={classes.lane}>
                <span className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
                <span className={classes.count}>{formatNumber(count)}</span>
                {ofPrevious !== null && <span className={classes.share}>{formatShare(ofPrevious)}</span>}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
