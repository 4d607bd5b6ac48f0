import { bindMergeTags, mergeFieldsOf, type Prospect } from '@app/contracts';
import { Button, NativeSelect, Stack, Switch, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { countWords, readingMs } from './script-pace';
import { scriptTemplates } from './script-templates';
import { scriptTexts } from './script.texts';
import type { ScriptControl } from './use-script';

const situations = [
  { value: '', label: scriptTexts.noTemplate },
  ...scriptTemplates.map(({ id, name }) => ({ value: id, label: name })),
];

/** Writes the script, or begins with one for the situation. */
export function ScriptPanel({ control, prospect }: { control: ScriptControl; prospect: Prospect | null }) {
  const { script, change } = control;
  const [replaced, setReplaced] = useState<string | null>(null);
  const chosen = scriptTemplates.find(({ text }) => text === script.text);
  const words = countWords(bindMergeTags(script.text, mergeFieldsOf(prospect)));
  const choose = (id: string) => {
    const template = scriptTemplates.find((candidate) => candidate.id === id);
    if (!template) return;
    if (script.text.trim() !== '' && !chosen) setReplaced(script.text);
    change({ text: template.text, isShown: true });
  };
  return (
    <Stack gap="md">
      <NativeSelect
        label={scriptTexts.template}
        data={situations}
        value={chosen?.id ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {replaced !== null && (
        <Button
          variant="subtle"
          onClick={() => {
            change({ text: replaced });
            setReplaced(null);
          }}
        >
          {scriptTexts.undo}
        </Button>
      )}
      <Textarea
        label={scriptTexts.text}
        description={scriptTexts.textHint}
        placeholder={scriptTexts.placeholder}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={20_000}
        dir="auto"
        value={script.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {words > 0 && (
        <Text size="sm" c="dimmed">
          {scriptTexts.duration(readingMs(words, script.wordsPerMinute))}
        </Text>
      )}
      <Switch
        label={scriptTexts.show}
        description={scriptTexts.showHint}
        checked={script.isShown}
        onChange={(event) => change({ isShown: event.currentTarget.checked })}
      />
    </Stack>
  );
}
