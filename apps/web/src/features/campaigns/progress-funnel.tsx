import classes from './progress-funnel.module.css';

interface ProgressFunnelProps {
  steps: readonly { label: string; count: number }[];
  format: (count: number) => string;
}

/** A campaign's progress in three bars, each of its true length against the first. */
export function ProgressFunnel({ steps, format }: ProgressFunnelProps) {
  const most = Math.max(1, ...steps.map(({ count }) => count));
  return (
    <dl className={classes.funnel}>
      {steps.map(({ label, count }) => (
        <div key={label} className={classes.step}>
          <dt>{label}</dt>
          <dd>
            <span className={classes.lane}>
              <span className={classes.bar} style={{ width: `${(100 * count) / most}%` }} />
            </span>
            <span className={classes.count}>{format(count)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
