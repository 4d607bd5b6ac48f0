import { Alert, Button, Group, Text } from '@mantine/core';
import type { CaptureError } from '../../recorder/capture-error';
import { IconAlertTriangle } from '../../shared/icons';
import type { Permission } from '../../recorder/permissions';
import { browserFamily, systemFamily } from './browser-family';
import classes from './record.module.css';
import { permissionAdvice, recordTexts, systemAdvice } from './record.texts';

const adviceOf = (permission: Permission): string =>
  // Not blocked: the browser asks again.
  permission === 'prompt'
    ? recordTexts.dismissed
    : permissionAdvice[browserFamily(navigator.userAgent, navigator.maxTouchPoints)];

/** Title and way out for every reason a source may not open. */
function explain({ source, refusal }: CaptureError, permission: Permission): { title: string; text: string } {
  switch (refusal) {
    case 'refused':
      return {
        title: recordTexts.refusedTitle[source],
        text: source === 'screen' ? recordTexts.screenRefused : adviceOf(permission),
      };
    case 'dismissed':
      return {
        title: recordTexts.refusedTitle[source],
        text: source === 'screen' ? recordTexts.screenRefused : recordTexts.dismissed,
      };
    case 'system-refused':
      return {
        title: recordTexts.refusedTitle[source],
        text: systemAdvice[systemFamily(navigator.userAgent, navigator.maxTouchPoints)],
      };
    case 'missing':
      return { title: recordTexts.missingTitle[source], text: recordTexts.missing[source] };
    case 'busy':
      return { title: recordTexts.busyTitle[source], text: recordTexts.busy };
    default:
      return { title: recordTexts.unsupportedTitle, text: recordTexts.unsupported };
  }
}

interface CaptureNoticeProps {
  error: CaptureError;
  /** How the permission stands that the browser wants for the source. */
  permission: Permission;
  onRetry: () => void;
}

/** Why a source could not be opened, and the way back. */
export function CaptureNotice({ error, permission, onRetry }: CaptureNoticeProps) {
  const { title, text } = explain(error, permission);
  const action = error.source === 'screen' ? recordTexts.chooseScreen : recordTexts.tryAgain;
  return (
    <Alert
      color="yellow"
      variant="light"
      classNames={{ title: classes.noticeTitle }}
      role="alert"
      icon={<IconAlertTriangle size={20} />}
      title={title}
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: '1 1 240px' }}>
          {text}
        </Text>
        {error.refusal !== 'unsupported' && (
          <Button variant="default" onClick={onRetry}>
            {action}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
