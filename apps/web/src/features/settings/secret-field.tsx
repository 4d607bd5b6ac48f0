import { Button, Group, TextInput } from '@mantine/core';
import { copyText } from '../../shared/copy';
import { IconCopy } from '../../shared/icons';
import { sharedTexts } from '../../shared/shared.texts';

/** Something that is shown once: selected on focus, copied by one button. */
export function SecretField({ label, value }: { label: string; value: string }) {
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        value={value}
        readOnly
        flex={1}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button leftSection={<IconCopy size={18} />} onClick={() => void copyText(value)}>
        {sharedTexts.copy}
      </Button>
    </Group>
  );
}
