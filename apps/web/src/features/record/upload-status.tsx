import { ActionIcon, Anchor, Group, Paper, Stack, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { isBusy } from '../../recorder/recorder-state';
import { copyText } from '../../shared/copy';
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCopy,
  IconDeviceLaptop,
  IconLink,
  IconWifiOff,
} from '../../shared/icons';
import classes from './record.module.css';
import { recordTexts } from './record.texts';
import { askToSignIn } from './session-guard';

/** The link, known as soon as recording starts, and how much of the recording is safe already. */
export function UploadStatus({ snapshot }: { snapshot: RecorderSnapshot }) {
  return (
    <Paper withBorder p="md" className={classes.status}>
      <Stack gap="sm">
        <LinkLine url={snapshot.video?.link.url ?? null} />
        <SafeLine snapshot={snapshot} />
        <KeepingLine snapshot={snapshot} />
      </Stack>
    </Paper>
  );
}

/** A link with its copy button; without one, when it will be there. */
export function LinkLine({ url }: { url: string | null }) {
  return (
    <Group gap="xs" wrap="nowrap" mih={36}>
      <IconLink size={18} aria-hidden style={{ flex: 'none' }} />
      {url ? (
        <>
          <Anchor
            href={`${url}?preview=1`}
            target="_blank"
            size="sm"
            className={classes.linkText}
            aria-label={recordTexts.link}
          >
            {url.replace(/^https?:\/\//, '')}
          </Anchor>
          <Tooltip label={recordTexts.copyLink}>
            <ActionIcon
              variant="light"
              size={36}
              aria-label={recordTexts.copyLink}
              onClick={() => void copyText(url)}
            >
              <IconCopy size={18} />
            </ActionIcon>
          </Tooltip>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {recordTexts.linkPending}
        </Text>
      )}
    </Group>
  );
}

function SafeLine({ snapshot: { phase, upload } }: { snapshot: RecorderSnapshot }) {
  if (!isBusy(phase)) return null;
  const { network, acknowledgedMs, keptMs } = upload;
  if (network === 'signed-out' || network === 'other-member')
    return (
      <Text size="sm" role="alert">
        {network === 'signed-out' ? recordTexts.signedOut : recordTexts.otherMember}{' '}
        <Anchor component="button" type="button" size="sm" onClick={askToSignIn}>
          {recordTexts.signIn}
        </Anchor>
      </Text>
    );
  return (
    <>
      {network === 'waiting' && (
        <StatusLine icon={<IconWifiOff size={18} />} isUrgent>
          {recordTexts.waiting}
        </StatusLine>
      )}
      {network === 'no-space' && (
        <StatusLine icon={<IconAlertTriangle size={18} />} isUrgent>
          {recordTexts.noSpace}
        </StatusLine>
      )}
      <StatusLine icon={<IconCloudCheck size={18} />}>{recordTexts.safe(acknowledgedMs)}</StatusLine>
      {keptMs > 0 && (
        <StatusLine icon={<IconDeviceLaptop size={18} />}>{recordTexts.kept(keptMs)}</StatusLine>
      )}
    </>
  );
}

/** What a crash or a full disk would mean, as long as it could happen. */
function KeepingLine({ snapshot: { phase, keptIn, room } }: { snapshot: RecorderSnapshot }) {
  if (!isBusy(phase) || (keptIn === 'device' && room === 'enough')) return null;
  return (
    <StatusLine icon={<IconAlertTriangle size={18} />} isUrgent>
      {room === 'low' ? recordTexts.roomLow : recordTexts.keptInMemory}
    </StatusLine>
  );
}

interface StatusLineProps {
  icon: ReactNode;
  isUrgent?: boolean;
  children: ReactNode;
}

function StatusLine({ icon, isUrgent = false, children }: StatusLineProps) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <span aria-hidden className={classes.statusIcon}>
        {icon}
      </span>
      <Text size="sm" role={isUrgent ? 'alert' : undefined}>
        {children}
      </Text>
    </Group>
  );
}
