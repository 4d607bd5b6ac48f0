import type { CaptionFileProblem } from '@app/contracts';
import { Alert, Button, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../../../shared/api-error';
import { sharedTexts } from '../../../shared/shared.texts';
import { FormFailure } from '../../../shared/ui/form-failure';
import { useStoreCaptions } from '../api/captions';
import { typedFile } from './caption-file';
import { captionsTexts } from './captions.texts';
import { languageOfFile, languageOptions, ownLanguage } from '../../../shared/languages';

interface AddCaptionsProps {
  videoId: string;
  /** Null: captions are to be written. */
  file: File | null;
  /** Chosen already, where captions are replaced. */
  language?: string;
  /** Languages that there are. */
  taken: readonly string[];
  onClose: () => void;
  /** @param language of the captions that are there now */
  onAdded: (language: string) => void;
}

/** Asks for the language of captions that are uploaded or begun, and says line by line what is wrong with a file. */
export function AddCaptionsDialog({
  videoId,
  file,
  language: given,
  taken,
  onClose,
  onAdded,
}: AddCaptionsProps) {
  const [language, setLanguage] = useState(() => given ?? (file ? languageOfFile(file.name) : ownLanguage()));
  const store = useStoreCaptions(videoId);
  const isTaken = taken.includes(language);
  const add = () => {
    const content = file ? typedFile(file) : { version: 0, cues: [] };
    if (!file && isTaken) return onAdded(language);
    store.mutate({ language, content }, { onSuccess: (track) => onAdded(track.language) });
  };
  const options = languageOptions.some(({ value }) => value === language)
    ? languageOptions
    : [{ value: language, label: language }, ...languageOptions];
  return (
    <Modal opened onClose={onClose} title={captionsTexts.addTitle} size="md">
      <Stack>
        {file && <Text size="sm">{captionsTexts.fileIs(file.name)}</Text>}
        <Select
          label={captionsTexts.language}
          data={options}
          value={language}
          searchable
          allowDeselect={false}
          onChange={(value) => value && setLanguage(value)}
        />
        {file && isTaken && (
          <Text size="sm" c="dimmed">
            {captionsTexts.replaces}
          </Text>
        )}
        <FormFailure error={store.error} />
        <BadLines error={store.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {sharedTexts.cancel}
          </Button>
          <Button onClick={add} loading={store.isPending} data-autofocus>
            {file ? captionsTexts.upload : captionsTexts.write}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function BadLines({ error }: { error: unknown }) {
  if (!(error instanceof ApiError) || error.code !== 'bad-captions') return null;
  const problems = error.details as CaptionFileProblem[];
  return (
    <Alert color="gray" title={captionsTexts.badLines}>
      <List size="sm">
        {problems.map(({ line, message }) => (
          <List.Item key={line}>{captionsTexts.badLine(line, message)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
