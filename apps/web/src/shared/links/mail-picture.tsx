import type { Link } from '@app/contracts';
import { HoverCard, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { linkOwner } from './link-owner';
import classes from './mail-picture.module.css';
import { linksTexts } from './links.texts';

/** Shows the picture that a mail carries, as it will move there, while the pointer rests on what copies it. */
export function MailPicture({ link, children }: { link: Link; children: ReactElement }) {
  return (
    <HoverCard width={304} position="top" shadow="md" openDelay={300}>
      <HoverCard.Target>{children}</HoverCard.Target>
      <HoverCard.Dropdown p="xs">
        <img
          className={classes.picture}
          src={link.previewUrl}
          alt={linksTexts.mailPicture(linkOwner(link))}
        />
        <Text size="xs" c="dimmed" mt={6}>
          {linksTexts.mailPictureHint}
        </Text>
      </HoverCard.Dropdown>
    </HoverCard>
  );
}
