import { Alert, Button, Group, NativeSelect, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { LiveCaptions } from '../../recorder/live-captions';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { IconAlertTriangle, IconCircleCheck } from '../../shared/icons';
import { languageOptions, ownLanguage } from '../../shared/languages';
import { liveCaptionsTexts } from './live-captions.texts';
import { useLiveCaptionsState } from './use-live-captions';

interface LiveCaptionsControlProps {
  live: LiveCaptions | null;
  phase: RecorderSnapshot['phase'];
}

/** Turns live captions on, after saying where the sound goes. Not there where the browser cannot recognise speech. */
export function LiveCaptionsControl({ live, phase }: LiveCaptionsControlProps) {
  const [language, setLanguage] = useState(() => ownLanguage());
  const { isOn, isRefused, latest } = useLiveCaptionsState(live);
  if (!live) return null;
  const isBegun = phase !== 'idle' && phase !== 'ready';
  const turn = (on: boolean) => (on ? live.turnOn(language) : live.turnOff());
  return (
    <Stack gap={6}>
      <Switch
        label={liveCaptionsTexts.title}
        description={liveCaptionsTexts.explanation}
        checked={isOn}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      {isOn && (
        <NativeSelect
          label={liveCaptionsTexts.language}
          data={languageOptions}
          value={language}
          disabled={isBegun}
          onChange={(event) => {
            setLanguage(event.currentTarget.value);
            live.turnOn(event.currentTarget.value);
          }}
        />
      )}
      {isOn && isRefused && (
        <Alert color="yellow" variant="light" role="alert" icon={<IconAlertTriangle size={20} />}>
          {liveCaptionsTexts.refused}
        </Alert>
      )}
      {isOn && latest && (
        <Text
          size="sm"
          c="dimmed"
          lineClamp={2}
          aria-label={liveCaptionsTexts.latest}
          lang={language}
          dir="auto"
        >
          {latest}
        </Text>
      )}
    </Stack>
  );
}

/** After *Stop*: whether the captions that were heard have arrived. */
export function LiveCaptionsOutcome({ live }: { live: LiveCaptions | null }) {
  const { saving } = useLiveCaptionsState(live);
  if (!live || saving === 'none') return null;
  if (saving === 'failed')
    return (
      <Alert color="yellow" variant="light" role="alert" icon={<IconAlertTriangle size={20} />}>
        <Stack gap="xs" align="flex-start">
          {liveCaptionsTexts.failed}
          <Button size="xs" variant="default" onClick={() => void live.save()}>
            {liveCaptionsTexts.again}
          </Button>
        </Stack>
      </Alert>
    );
  return (
    <Group gap={6} wrap="nowrap" component="output">
      {saving === 'saved' && <IconCircleCheck size={18} color="var(--accent-ink)" aria-hidden />}
      <Text size="sm" c="dimmed">
        {liveCaptionsTexts[saving]}
      </Text>
    </Group>
  );
}
