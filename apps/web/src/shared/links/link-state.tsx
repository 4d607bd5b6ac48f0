import type { Link } from '@app/contracts';
import { Badge } from '@mantine/core';
import { linksTexts } from './links.texts';

/** Why a link does not open; nothing while it does. */
export function LinkState({ link: { state } }: { link: Link }) {
  if (state === 'live') return null;
  return (
    <Badge color="gray" variant="light" style={{ flexShrink: 0 }}>
      {linksTexts[state]}
    </Badge>
  );
}
