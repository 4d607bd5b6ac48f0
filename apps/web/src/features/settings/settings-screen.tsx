import { Tabs } from '@mantine/core';
import { useSession } from '../../shared/api/session';
import { PageHeader } from '../../shared/ui/page-header';
import { KeysSection } from './keys-section';
import { MeSection } from './me-section';
import { MembersSection } from './members-section';
import { settingsTexts } from './settings.texts';
import { TeamsSection } from './teams-section';

const sections = { me: MeSection, members: MembersSection, teams: TeamsSection, keys: KeysSection };
type SectionName = keyof typeof sections;
const forEveryone: readonly SectionName[] = ['me', 'keys'];

/** Settings: oneself, and for managers and admins the members and teams. */
export function SettingsScreen() {
  const { member } = useSession();
  const names = (Object.keys(sections) as SectionName[]).filter(
    (name) => member.role !== 'rep' || forEveryone.includes(name),
  );
  return (
    <>
      <PageHeader title={settingsTexts.title} />
      <Tabs defaultValue="me" keepMounted={false}>
        <Tabs.List mb="xl" style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name} py={12}>
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
