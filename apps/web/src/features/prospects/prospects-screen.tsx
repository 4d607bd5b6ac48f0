import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { apiAddress } from '../../shared/api-client';
import { useProspects } from '../../shared/api/prospects';
import { IconAddressBook, IconDownload, IconFileImport, IconUserPlus } from '../../shared/icons';
import { EmptyState } from '../../shared/ui/empty-state';
import { FailureState } from '../../shared/ui/failure-state';
import { LoadMore } from '../../shared/ui/load-more';
import { PageHeader } from '../../shared/ui/page-header';
import { SearchInput } from '../../shared/ui/search-input';
import { ImportDialog } from './import/import-dialog';
import { AddProspectDialog } from './prospect-dialogs';
import { ProspectList, ProspectListSkeleton } from './prospect-list';
import { prospectsTexts } from './prospects.texts';
import { SampleCsvButton } from './import/sample-csv-button';

/** The prospects with their last sign of life; what is searched stays in the address. */
export function ProspectsScreen() {
  const { search = '' } = useSearch({ from: '/member/prospects' });
  const navigate = useNavigate({ from: '/prospects' });
  const prospects = useProspects(search);
  const [isAdding, adding] = useDisclosure(false);
  const [isImporting, importing] = useDisclosure(false);
  const setSearch = (text: string) => void navigate({ search: text ? { search: text } : {}, replace: true });
  const isEmpty = prospects.data?.length === 0;
  const addButton = (
    <Button leftSection={<IconUserPlus size={18} />} onClick={adding.open}>
      {prospectsTexts.add}
    </Button>
  );
  const importButton = (
    <Button variant="default" leftSection={<IconFileImport size={18} />} onClick={importing.open}>
      {prospectsTexts.import}
    </Button>
  );
  return (
    <>
      <PageHeader title={prospectsTexts.title}>
        {(!isEmpty || search !== '') && (
          <>
            <SearchInput label={prospectsTexts.search} value={search} onChange={setSearch} />
            <Button
              component="a"
              href={apiAddress('/prospects/export.csv')}
              download
              variant="default"
              leftSection={<IconDownload size={18} />}
            >
              {prospectsTexts.export}
            </Button>
            {importButton}
            {addButton}
          </>
        )}
      </PageHeader>
      {prospects.isError && !prospects.data && (
        <FailureState error={prospects.error} onRetry={prospects.refetch} />
      )}
      {prospects.isPending && <ProspectListSkeleton />}
      {prospects.data && !isEmpty && <ProspectList prospects={prospects.data} />}
      {isEmpty && search !== '' && (
        <EmptyState
          icon={<IconAddressBook size={28} stroke={1.5} />}
          title={prospectsTexts.noMatchTitle}
          text={prospectsTexts.noMatchText(search)}
        >
          <Button variant="default" onClick={() => setSearch('')}>
            {prospectsTexts.clearSearch}
          </Button>
        </EmptyState>
      )}
      {isEmpty && search === '' && (
        <EmptyState
          icon={<IconAddressBook size={28} stroke={1.5} />}
          title={prospectsTexts.emptyTitle}
          text={prospectsTexts.emptyText}
        >
          {addButton}
          {importButton}
          <SampleCsvButton />
        </EmptyState>
      )}
      <LoadMore pages={prospects} />
      <AddProspectDialog isOpen={isAdding} onClose={adding.close} />
      <ImportDialog isOpen={isImporting} onClose={importing.close} />
    </>
  );
}
