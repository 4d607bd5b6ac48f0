import { Text } from '@mantine/core';
import classes from './campaigns.module.css';
import { campaignsTexts } from './campaigns.texts';

const line = { fill: 'none', stroke: 'var(--accent-ink)', strokeWidth: 2, strokeLinecap: 'round' } as const;

const pictures = [
  <svg key="video" viewBox="0 0 168 96" aria-hidden="true">
    <rect x="24" y="8" width="120" height="80" rx="12" fill="var(--accent-soft)" />
    <circle cx="84" cy="48" r="18" fill="var(--surface)" />
    <path d="M79 39v18l14-9z" fill="var(--accent-ink)" />
  </svg>,
  <svg key="people" viewBox="0 0 168 96" aria-hidden="true">
    {[42, 84, 126].map((x, index) => (
      <g key={x} fill={['#8a4b1f', '#17614f', '#5b4a9c'][index]}>
        <circle cx={x} cy="32" r="14" />
        <path d={`M${x - 22} 84c0-18 9-28 22-28s22 10 22 28z`} />
      </g>
    ))}
  </svg>,
  <svg key="send" viewBox="0 0 168 96" aria-hidden="true">
    <rect x="20" y="20" width="88" height="58" rx="10" fill="var(--accent-soft)" />
    <path d="M24 26l40 28 40-28" {...line} />
    <path d="M118 36h30M118 50h22M118 64h30" {...line} />
  </svg>,
];

/** How a campaign works, as three pictures. */
export function CampaignSteps() {
  return (
    <ol className={classes.steps}>
      {campaignsTexts.steps.map(({ title, text }, index) => (
        <li key={title} className={classes.step}>
          {pictures[index]}
          <Text fw={600}>{`${index + 1}. ${title}`}</Text>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </li>
      ))}
    </ol>
  );
}
