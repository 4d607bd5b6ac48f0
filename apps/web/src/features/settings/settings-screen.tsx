import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Role } from '@app/contracts';
import { useSession } from '../../shared/api/session';
import { PageHeader } from '../../shared/ui/page-header';
import { LedgerSection } from './ledger/ledger-section';
import { KeysSection } from './keys-section';
import { MeSection } from './me-section';
import { MembersSection } from './members-section';
import { NotificationsSection } from './notifications/notifications-section';
import { OperatorSection } from './operator/operator-section';
import { settingsTexts } from './settings.texts';
import { TeamsSection } from './teams-section';
import { WorkspaceSection } from './workspace-section';

const sections = {
  me: MeSection,
  notifications: NotificationsSection,
  workspace: WorkspaceSection,
  members: MembersSection,
  teams: TeamsSection,
  keys: KeysSection,
  ledger: LedgerSection,
  operator: OperatorSection,
};
type SectionName = keyof typeof sections;
const sectionsOf: Record<Role, readonly SectionName[]> = {
  rep: ['me', 'notifications', 'keys'],
  manager: ['me', 'notifications', 'members', 'teams', 'keys'],
  admin: ['me', 'notifications', 'workspace', 'members', 'teams', 'keys', 'ledger', 'operator'],
};

/** On a phone the row of sections is longer than the window. */
const bringIntoView = (tab: HTMLElement | null) =>
  tab?.scrollIntoView({ inline: 'center', block: 'nearest' });

/** Settings: oneself and what one is told, for managers and admins the members and teams, for admins the workspace, the ledger and how the server is doing. */
export function SettingsScreen() {
  const { member } = useSession();
  const { section } = useSearch({ from: '/member/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const names = sectionsOf[member.role];
  const shown = names.find((name) => name === section) ?? 'me';
  const show = (name: string | null) => void navigate({ search: { section: name ?? 'me' }, replace: true });
  return (
    <>
      <PageHeader title={settingsTexts.title} />
      <Tabs value={shown} onChange={show} keepMounted={false}>
        <Tabs.List mb="xl" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {names.map((name) => (
            <Tabs.Tab
              key={name}
              value={name}
              py={12}
              px={{ base: 10, sm: 'md' }}
              ref={name === shown ? bringIntoView : null}
            >
              {settingsTexts.tabs[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {names.map((name) => {
          const Section = sections[name];
          return (
            <Tabs.Panel key={name} value={name} maw={760}>
              <Section />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </>
  );
}
