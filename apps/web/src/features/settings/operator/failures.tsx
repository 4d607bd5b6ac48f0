import type { FailedVideo, FailureCount, OperatorView } from '@app/contracts';
import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../../shared/format';
import { Ago } from '../../../shared/ui/ago';
import settings from '../settings.module.css';
import classes from './operator.module.css';
import { operatorTexts as texts } from './operator.texts';

/** What failed, and why: the reasons of the last day by their number, and the latest videos. */
export function Failures({ lastDay, latest }: OperatorView['failures']) {
  return (
    <>
      <Stack gap="xs">
        <Title order={3}>{texts.failuresTitle}</Title>
        {lastDay.length === 0 && <Text c="dimmed">{texts.failuresNone}</Text>}
        {lastDay.length > 0 && (
          <ul className={settings.list}>
            {lastDay.map((reason) => (
              <Reason key={`${reason.job} ${reason.code}`} reason={reason} />
            ))}
          </ul>
        )}
      </Stack>
      <Stack gap="xs">
        <Title order={3}>{texts.latestTitle}</Title>
        {latest.length === 0 && <Text c="dimmed">{texts.latestNone}</Text>}
        {latest.length > 0 && (
          <ul className={settings.list}>
            {latest.map((video) => (
              <Failed key={video.videoId} video={video} />
            ))}
          </ul>
        )}
      </Stack>
    </>
  );
}

function Reason({ reason: { job, code, message, count } }: { reason: FailureCount }) {
  return (
    <li className={settings.simple}>
      <div>
        <Text>{message}</Text>
        <Text size="sm" c="dimmed">
          {texts.jobs[job].name} · {code}
        </Text>
      </div>
      <Text fw={600} className={classes.aside}>
        {formatNumber(count)}
      </Text>
    </li>
  );
}

function Failed({ video: { videoId, title, message, failedAt } }: { video: FailedVideo }) {
  return (
    <li className={settings.simple}>
      <div className={classes.what}>
        {title === null ? (
          <Text fw={600}>{texts.foreign}</Text>
        ) : (
          <Link to="/videos/$videoId" params={{ videoId }} className={classes.title}>
            {title}
          </Link>
        )}
        <Text size="sm">{message}</Text>
        {title === null && (
          <Text size="sm" c="dimmed">
            {texts.idOf(videoId)}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed" className={classes.aside}>
        <Ago time={failedAt} />
      </Text>
    </li>
  );
}
