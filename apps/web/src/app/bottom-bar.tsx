import { Menu, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  IconAddressBook,
  IconChartBar,
  IconDots,
  IconInbox,
  IconSettings,
  IconSpeakerphone,
  IconVideo,
  IconVideoPlus,
} from '../shared/icons';
import { useLive } from '../shared/live-store';
import { LiveDot } from '../shared/ui/live-dot';
import { appTexts } from './app.texts';
import classes from './shell.module.css';

const iconProps = { size: 22, stroke: 1.7 };

/** Navigation of phones: two places, record in the middle, the inbox, and the rest behind one button. */
export function BottomBar() {
  const { presences } = useLive();
  return (
    <nav className={classes.bottom} aria-label={appTexts.navigation}>
      <Link to="/" activeOptions={{ exact: true }} className={classes.tab}>
        <IconVideo {...iconProps} />
        {appTexts.library}
      </Link>
      <Link to="/prospects" className={classes.tab}>
        <IconAddressBook {...iconProps} />
        {appTexts.prospects}
      </Link>
      <Link to="/record" className={classes.tab} aria-label={appTexts.record}>
        <span className={classes.recordRound}>
          <IconVideoPlus {...iconProps} />
        </span>
      </Link>
      <Link to="/inbox" className={classes.tab}>
        <IconInbox {...iconProps} />
        {appTexts.inbox}
        {presences.length > 0 && (
          <LiveDot className={classes.tabDot} label={appTexts.watchingNow(String(presences.length))} />
        )}
      </Link>
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <UnstyledButton className={classes.tab}>
            <IconDots {...iconProps} />
            {appTexts.more}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to="/campaigns" leftSection={<IconSpeakerphone size={18} />}>
            {appTexts.campaigns}
          </Menu.Item>
          <Menu.Item component={Link} to="/figures" leftSection={<IconChartBar size={18} />}>
            {appTexts.figures}
          </Menu.Item>
          <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={18} />}>
            {appTexts.settings}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
