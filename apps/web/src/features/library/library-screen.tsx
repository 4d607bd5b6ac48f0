import { Button, FileButton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useVideos } from '../../shared/api/videos';
import { IconUpload, IconVideo, IconVideoPlus } from '../../shared/icons';
import { EmptyState } from '../../shared/ui/empty-state';
import { FailureState } from '../../shared/ui/failure-state';
import { LoadMore } from '../../shared/ui/load-more';
import { PageHeader } from '../../shared/ui/page-header';
import { SearchInput } from '../../shared/ui/search-input';
import { libraryTexts } from './library.texts';
import { DropAnywhere } from './upload/drop-anywhere';
import { useUploadFiles } from './upload/use-upload-files';
import { VideoGrid, VideoGridSkeleton } from './video-grid';

/** Home: the videos of the member, newest first, and two ways to a new one. */
export function LibraryScreen() {
  const upload = useUploadFiles();
  // One chooser for all buttons: the one that opened it may be gone by the time files are chosen.
  return (
    <FileButton multiple accept="video/*,.mkv,.mov,.webm,.mp4,.m4v" onChange={upload}>
      {({ onClick }) => <Library onChooseFiles={onClick} onFiles={upload} />}
    </FileButton>
  );
}

interface LibraryProps {
  onChooseFiles: () => void;
  onFiles: (files: readonly File[]) => void;
}

function Library({ onChooseFiles, onFiles }: LibraryProps) {
  const { search = '' } = useSearch({ from: '/member/' });
  const navigate = useNavigate({ from: '/' });
  const videos = useVideos(search);
  const setSearch = (text: string) => void navigate({ search: text ? { search: text } : {}, replace: true });
  const isEmpty = videos.data?.length === 0;
  return (
    <>
      <PageHeader title={libraryTexts.title}>
        {(!isEmpty || search !== '') && (
          <>
            <SearchInput label={libraryTexts.search} value={search} onChange={setSearch} />
            <UploadButton onClick={onChooseFiles} />
          </>
        )}
      </PageHeader>
      <DropAnywhere onFiles={onFiles} />
      {videos.isError && !videos.data && <FailureState error={videos.error} onRetry={videos.refetch} />}
      {videos.isPending && <VideoGridSkeleton />}
      {videos.data && !isEmpty && <VideoGrid videos={videos.data} onFiles={onFiles} />}
      {isEmpty && search !== '' && (
        <EmptyState
          icon={<IconVideo size={28} stroke={1.5} />}
          title={libraryTexts.noMatchTitle}
          text={libraryTexts.noMatchText(search)}
        >
          <Button variant="default" onClick={() => setSearch('')}>
            {libraryTexts.clearSearch}
          </Button>
        </EmptyState>
      )}
      {isEmpty && search === '' && (
        <EmptyState
          icon={<IconVideo size={28} stroke={1.5} />}
          title={libraryTexts.emptyTitle}
          text={libraryTexts.emptyText}
        >
          <Button component={Link} to="/record" leftSection={<IconVideoPlus size={18} />}>
            {libraryTexts.record}
          </Button>
          <UploadButton onClick={onChooseFiles} />
        </EmptyState>
      )}
      <LoadMore pages={videos} />
    </>
  );
}

function UploadButton({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="default" leftSection={<IconUpload size={18} />} onClick={onClick}>
      {libraryTexts.upload}
    </Button>
  );
}
