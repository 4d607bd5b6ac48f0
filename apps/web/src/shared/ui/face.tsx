import { Avatar } from '@mantine/core';
import { initialsOf } from '../person-name';

const tints = ['#17614f', '#8a4b1f', '#5b4a9c', '#9c3d54', '#2d5f8a', '#6b6a1f'];

/** A person without a picture: initials on a tint that is always the same for the same name. */
export function Face({ name, size = 36 }: { name: string; size?: number }) {
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0) ?? 0;
  return (
    <Avatar
      size={size}
      radius="xl"
      aria-hidden
      styles={{
        placeholder: { background: tints[sum % tints.length], color: '#fff', border: 0, fontWeight: 600 },
      }}
    >
      {initialsOf(name)}
    </Avatar>
  );
}
