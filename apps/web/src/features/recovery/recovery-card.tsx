import { Paper, Progress, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Recovery } from '../../recorder/recovery';
import type { RecoveryOffer } from '../../recorder/recovery-snapshot';
import { Ago } from '../../shared/ui/ago';
import { FinishedActions, OfferedActions } from './recovery-actions';
import classes from './recovery.module.css';
import { recoveryTexts } from './recovery.texts';

interface RecoveryCardProps {
  recovery: Recovery;
  offer: RecoveryOffer;
}

/** One recording that was left behind: what there is of it, and what can be done. */
export function RecoveryCard({ recovery, offer }: RecoveryCardProps) {
  const queryClient = useQueryClient();
  const { phase, video } = offer;
  useEffect(() => {
    if (phase !== 'finished') return;
    void queryClient.invalidateQueries({ queryKey: ['videos'] });
    if (video) void queryClient.invalidateQueries({ queryKey: ['video', video.id] });
  }, [queryClient, phase, video]);
  const isFinished = phase === 'finished';
  return (
    <Paper withBorder component="article" className={classes.card}>
      <div className={classes.words}>
        <Text fw={600} role={isFinished ? 'status' : undefined}>
          {isFinished ? recoveryTexts.finished(offer.title) : recoveryTexts.title(offer.title)}
        </Text>
        {!isFinished && <Facts offer={offer} />}
      </div>
      {(phase === 'offered' || phase === 'failed') && <OfferedActions {...{ recovery, offer }} />}
      {isFinished && <FinishedActions {...{ recovery, offer }} />}
    </Paper>
  );
}

function Facts({ offer }: { offer: RecoveryOffer }) {
  const { phase, failure, startedAt, durationMs, sizeBytes, safeMs } = offer;
  if (phase === 'sending') return <Sending offer={offer} />;
  const where = safeMs === null ? recoveryTexts.here : recoveryTexts.safe(safeMs, durationMs);
  return (
    <>
      <Text size="sm" c="dimmed">
        <Ago time={startedAt} /> · {recoveryTexts.length(durationMs, sizeBytes)}
        {!failure && ` · ${where}`}
      </Text>
      {failure && (
        <Text size="sm" role="alert">
          {recoveryTexts.failures[failure]}
        </Text>
      )}
    </>
  );
}

function Sending({ offer: { sentShare, network } }: { offer: RecoveryOffer }) {
  const texts = {
    ok: recoveryTexts.sending(sentShare),
    waiting: recoveryTexts.waiting,
    'no-space': recoveryTexts.noSpace,
    'signed-out': recoveryTexts.signedOut,
    'other-member': recoveryTexts.otherMember,
  };
  return (
    <>
      <Text size="sm" c="dimmed" component="output" display="block">
        {texts[network]}
      </Text>
      <Progress value={sentShare * 100} mt={8} aria-label={recoveryTexts.sending(sentShare)} />
    </>
  );
}
