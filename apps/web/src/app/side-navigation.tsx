import { Avatar, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '../shared/api/session';
import { IconVideoPlus } from '../shared/icons';
import { useLive } from '../shared/live-store';
import { initialsOf } from '../shared/person-name';
import { LiveDot } from '../shared/ui/live-dot';
import { appTexts } from './app.texts';
import { BrandMark } from '../shared/ui/brand-mark';
import { places } from './navigation';
import classes from './shell.module.css';

/** Navigation of wide screens: record first, then the places, oneself at the foot. */
export function SideNavigation() {
  const { member, workspace } = useSession();
  const { presences } = useLive();
  return (
    <nav className={classes.side} aria-label={appTexts.navigation}>
      <Link to="/" className={classes.brand}>
        <BrandMark size={28} />
        {appTexts.name}
      </Link>
      <Button
        component={Link}
        to="/record"
        justify="flex-start"
        size="md"
        mb={12}
        leftSection={<IconVideoPlus size={20} stroke={1.8} />}
        rightSection={<kbd className={classes.key}>R</kbd>}
        styles={{ section: { marginRight: 8 }, label: { flex: 1, justifyContent: 'flex-start' } }}
      >
        {appTexts.record}
      </Button>
      {places.map(({ to, label, icon: PlaceIcon }) => (
        <Link key={to} to={to} className={classes.item} activeOptions={{ exact: to === '/' }}>
          <PlaceIcon size={20} stroke={1.7} />
          {label}
          {to === '/inbox' && presences.length > 0 && (
            <LiveDot label={appTexts.watchingNow(String(presences.length))} ml="auto" />
          )}
        </Link>
      ))}
      <Link to="/settings" className={`${classes.item} ${classes.foot}`} title={appTexts.settings}>
        <Avatar size={28} radius="xl" color="accent" variant="light">
          {initialsOf(member.name)}
        </Avatar>
        <span style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} truncate c="var(--mantine-color-text)">
            {member.name}
          </Text>
          <Text size="xs" truncate c="dimmed">
            {workspace.name}
          </Text>
        </span>
      </Link>
    </nav>
  );
}
