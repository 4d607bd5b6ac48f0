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
  const { search = '' } = useSearch({ from: '/member/' });
  const navigate = useNavigate({ from: '/' });
  const videos = useVideos(search);
  const upload = useUploadFiles();
  const setSearch = (text: string) => void navigate({ search: text ? { search: text } : {}, replace: true });
  const isEmpty = videos.data?.length === 0;
  return (
    <>
      <PageHeader title={libraryTexts.title}>
        {(!isEmpty || search !== '') && (
          <>
            <SearchInput label={libraryTexts.search} value={search} onChange={setSearch} />
            <UploadButton onFiles={upload} />
          </>
        )}
      </PageHeader>
      <DropAnywhere onFiles={upload} />
      {videos.isError && !videos.data && <FailureState error={videos.error} onRetry={videos.refetch} />}
      {videos.isPending && <VideoGridSkeleton />}
      {videos.data && !isEmpty && <VideoGrid videos={videos.data} onFiles={upload} />}
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
          <UploadButton onFiles={upload} />
        </EmptyState>
      )}
      <LoadMore pages={videos} />
    </>
  );
}

/** Opens the file chooser for one or more videos. */
export function UploadButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  return (
    <FileButton multiple accept="video/*,.mkv,.mov,.webm,.mp4,.m4v" onChange={onFiles}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconUpload size={18} />}>
          {libraryTexts.upload}
        </Button>
      )}
    </FileButton>
  );
}
