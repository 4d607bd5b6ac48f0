import { ActionIcon, Tooltip } from '@mantine/core';
import { screenOnly } from '../figures/screen-only';
import { IconInfoCircle } from '../icons';
import { sharedTexts } from '../shared.texts';

/** The sentence that explains a number, behind a small sign beside it; by pointer, touch and keyboard. */
export function InfoTip({ name, text }: { name: string; text: string }) {
  return (
    <Tooltip label={text}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        mih={24}
        miw={24}
        {...screenOnly}
        aria-label={`${sharedTexts.whatIsThis(name)}: ${text}`}
      >
        <IconInfoCircle size={16} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
