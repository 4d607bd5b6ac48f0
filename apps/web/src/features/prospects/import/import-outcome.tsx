import type { ImportReply } from '@app/contracts';
import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconDownload } from '../../../shared/icons';
import { saveFile } from '../../../shared/save-file';
import { prospectsTexts } from '../prospects.texts';
import { rejectedCsv } from './rejected-csv';

interface ImportOutcomeProps {
  csv: string;
  reply: ImportReply;
  onAgain: () => void;
  onDone: () => void;
}

const texts = prospectsTexts.importing;
const shownRows = 8;

/** What an import kept, and which rows it did not, with the reason of each. */
export function ImportOutcome({ csv, reply, onAgain, onDone }: ImportOutcomeProps) {
  const { created, updated, rejected } = reply;
  return (
    <Stack>
      <Alert color="accent" variant="light" icon={<IconCircleCheck size={20} />}>
        {texts.outcome(created, updated)}
      </Alert>
      {rejected.length > 0 && (
        <>
          <Alert
            color="yellow"
            variant="light"
            icon={<IconAlertTriangle size={20} />}
            title={texts.rejected(rejected.length)}
            styles={{ label: { color: 'var(--mantine-color-text)' } }}
          >
            <Table withRowBorders={false} verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={64}>{texts.row}</Table.Th>
                  <Table.Th>{texts.why}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rejected.slice(0, shownRows).map(({ row, message }) => (
                  <Table.Tr key={row}>
                    <Table.Td>{row}</Table.Td>
                    <Table.Td>{message}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {rejected.length > shownRows && <Text size="sm">{texts.more(rejected.length - shownRows)}</Text>}
          </Alert>
          <Group>
            <Button
              variant="default"
              leftSection={<IconDownload size={18} />}
              onClick={() => saveFile('rejected-rows.csv', rejectedCsv(csv, rejected), 'text/csv')}
            >
              {texts.downloadRejected}
            </Button>
          </Group>
        </>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onAgain}>
          {texts.again}
        </Button>
        <Button onClick={onDone}>{texts.done}</Button>
      </Group>
    </Stack>
  );
}
