import { TextInput } from '@mantine/core';
import { notifyFailure } from '../../shared/notify-failure';
import { useRenameVideo } from './api/rename-video';
import { recordTexts } from './record.texts';

const maximumLength = 200;

interface TitleFieldProps {
  title: string;
  onChange: (title: string) => void;
  /** Once the video exists, leaving the field gives it the title. */
  videoId: string | null;
}

/** The video's title; can be changed at any time. */
export function TitleField({ title, onChange, videoId }: TitleFieldProps) {
  const rename = useRenameVideo();
  const save = () => {
    const wanted = title.trim() || recordTexts.defaultTitle(new Date());
    onChange(wanted);
    if (videoId) rename.mutate({ id: videoId, title: wanted }, { onError: notifyFailure });
  };
  return (
    <TextInput
      label={recordTexts.titleLabel}
      description={recordTexts.titleHint}
      maxLength={maximumLength}
      value={title}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
