import type { Link } from '@app/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import { useMarkSent } from '../api/mark-sent';
import { IconBan, IconCheck, IconDotsVertical, IconExternalLink, IconLock, IconPencil } from '../icons';
import { notifyFailure } from '../notify-failure';
import { linkOwner } from './link-owner';
import { linksTexts } from './links.texts';

/** What is changed of a link in a dialog. */
export type LinkDialog = 'page' | 'access' | 'revoke';

interface LinkMenuProps {
  link: Link;
  onChoose: (dialog: LinkDialog) => void;
}

/** What is done with a link less often, behind one button. */
export function LinkMenu({ link, onChoose }: LinkMenuProps) {
  const markSent = useMarkSent();
  const who = linkOwner(link);
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={linksTexts.actionsOf(who)}>
          <IconDotsVertical size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCheck size={16} />}
          onClick={() => markSent.mutate(link.id, { onError: notifyFailure })}
        >
          {linksTexts.markSent}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={`${link.url}?preview=1`}
          target="_blank"
          leftSection={<IconExternalLink size={16} />}
        >
          {link.prospect ? linksTexts.preview(link.prospect.firstName ?? who) : linksTexts.previewAnyone}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => onChoose('page')}>
          {linksTexts.editPage}
        </Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} />} onClick={() => onChoose('access')}>
          {linksTexts.access.menu}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconBan size={16} />} onClick={() => onChoose('revoke')}>
          {linksTexts.revoke}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
