import { Avatar } from '@mantine/core';
import { IconLink } from '../../../shared/icons';

/** Stands where a face would be: a link without a person. */
export function LinkFace() {
  return (
    <Avatar size={36} radius="xl" color="gray" variant="light" aria-hidden>
      <IconLink size={18} />
    </Avatar>
  );
}
