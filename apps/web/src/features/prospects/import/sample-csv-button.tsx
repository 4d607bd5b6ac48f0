import { Button } from '@mantine/core';
import { saveFile } from '../../../shared/save-file';
import { prospectsTexts } from '../prospects.texts';

const sample = [
  'email,firstName,lastName,company,externalId,city',
  'jane@example.com,Jane,Doe,Acme,crm-1001,Berlin',
  'max@example.com,Max,Weber,Nordlicht,crm-1002,Hamburg',
  '',
].join('\r\n');

/** Downloads a CSV that can be imported as it is. */
export function SampleCsvButton() {
  return (
    <Button variant="subtle" onClick={() => saveFile('prospects-sample.csv', sample, 'text/csv')}>
      {prospectsTexts.sample}
    </Button>
  );
}
