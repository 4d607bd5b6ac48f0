import type { Prospect } from '@app/contracts';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { useLinks } from '../../shared/api/links';
import { useSession } from '../../shared/api/session';
import { IconPencil } from '../../shared/icons';
import { personName } from '../../shared/person-name';
import { DetailScreen } from '../../shared/ui/detail-screen';
import { Face } from '../../shared/ui/face';
import { useProspect } from './api/prospect';
import { EraseProspect } from './person/erase-prospect';
import { PersonLinks } from './person/person-links';
import { TimelineList } from './person/timeline-list';
import { EditProspectDialog } from './prospect-dialogs';
import classes from './prospects.module.css';
import { prospectsTexts } from './prospects.texts';

const texts = prospectsTexts.person;

/** One prospect: who, the links made for them, and one timeline. */
export function ProspectScreen() {
  const { prospectId } = useParams({ from: '/member/prospects/$prospectId' });
  return (
    <DetailScreen
      back={{ to: '/prospects', text: texts.back }}
      query={useProspect(prospectId)}
      skeleton={[56, 160]}
    >
      {(prospect) => <Person prospect={prospect} />}
    </DetailScreen>
  );
}

function Person({ prospect }: { prospect: Prospect }) {
  const [isEditing, editing] = useDisclosure(false);
  const { member } = useSession();
  const links = useLinks({ prospectId: prospect.id });
  const name = personName(prospect);
  return (
    <>
      <Group justify="space-between" mt="xs" mb="xl">
        <Group gap="md" wrap="nowrap" style={{ minWidth: 0, flex: '1 1 280px' }}>
          <Face name={name} size={56} />
          <div style={{ minWidth: 0 }}>
            <Title order={1} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Title>
            <Text c="dimmed">{prospect.company ?? prospect.email}</Text>
          </div>
        </Group>
        <Group gap="xs">
          <Button variant="default" leftSection={<IconPencil size={18} />} onClick={editing.open}>
            {texts.edit}
          </Button>
          {member.role !== 'rep' && <EraseProspect prospect={prospect} />}
        </Group>
      </Group>
      <div className={classes.person}>
        <Stack gap="xl">
          <PersonLinks links={links} />
          <section>
            <Title order={2} mb="md">
              {texts.timeline}
            </Title>
            <TimelineList prospect={prospect} />
          </section>
        </Stack>
        <Details prospect={prospect} />
      </div>
      <EditProspectDialog prospect={prospect} isOpen={isEditing} onClose={editing.close} />
    </>
  );
}

function Details({ prospect }: { prospect: Prospect }) {
  const { form } = prospectsTexts;
  const rows = [
    [form.email, prospect.email],
    [form.company, prospect.company],
    [form.externalId, prospect.externalId],
    ...Object.entries(prospect.fields),
  ].filter((row): row is [string, string] => Boolean(row[1]));
  return (
    <Paper withBorder p="lg" radius="lg" className={classes.details} component="section">
      <Title order={2} mb="sm">
        {texts.details}
      </Title>
      <Stack gap="xs">
        {rows.map(([label, value]) => (
          <div key={label}>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}
