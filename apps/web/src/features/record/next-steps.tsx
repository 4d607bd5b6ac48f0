import type { Prospect } from '@app/contracts';
import { Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NewVideo } from '../../recorder/recordings-api';
import { notifyFailure } from '../../shared/notify-failure';
import { useCreateLink } from '../../shared/api/create-link';
import { useSnippet } from '../../shared/api/snippet';
import { copyRich, copyText } from '../../shared/copy';
import { IconLink, IconMail, IconPencil, IconUserPlus, IconVideo } from '../../shared/icons';
import { personName } from '../../shared/person-name';
import classes from './record.module.css';
import { recordTexts } from './record.texts';

/** The ways on from a finished video; first the link of the person for whom it was recorded. */
export function NextSteps({ video: { id, link }, prospect }: { video: NewVideo; prospect: Prospect | null }) {
  const snippet = useSnippet();
  const copyForMail = () =>
    snippet.mutate(link.id, {
      onSuccess: (copied) => void copyRich(copied),
      onError: notifyFailure,
    });
  return (
    <Stack gap="xs" component="nav" aria-label={recordTexts.nextSteps}>
      {prospect && <PersonalLinkStep videoId={id} prospect={prospect} />}
      <Link
        className={classes.step}
        data-main
        to="/videos/$videoId"
        params={{ videoId: id }}
        search={{ personalise: 1 }}
      >
        <IconUserPlus size={24} stroke={1.6} aria-hidden />
        <StepText name={recordTexts.personalise} text={recordTexts.personaliseText} />
      </Link>
      <button type="button" className={classes.step} disabled={snippet.isPending} onClick={copyForMail}>
        <IconMail size={24} stroke={1.6} aria-hidden />
        <StepText name={recordTexts.copyForMail} text={recordTexts.copyForMailText} />
      </button>
      <Link className={classes.step} to="/videos/$videoId/edit" params={{ videoId: id }}>
        <IconPencil size={24} stroke={1.6} aria-hidden />
        <StepText name={recordTexts.trim} text={recordTexts.trimText} />
      </Link>
      <Link className={classes.step} to="/videos/$videoId" params={{ videoId: id }}>
        <IconVideo size={24} stroke={1.6} aria-hidden />
        <StepText name={recordTexts.openVideo} text={recordTexts.openVideoText} />
      </Link>
    </Stack>
  );
}

/** Made once, by the first click; every click copies it. */
function PersonalLinkStep({ videoId, prospect }: { videoId: string; prospect: Prospect }) {
  const { mutate, data, isPending } = useCreateLink();
  const copy = () => {
    if (data) return void copyText(data.url);
    mutate(
      { videoId, prospectId: prospect.id },
      {
        onSuccess: ({ url }) => void copyText(url),
        onError: notifyFailure,
      },
    );
  };
  return (
    <button type="button" className={classes.step} data-main disabled={isPending} onClick={copy}>
      <IconLink size={24} stroke={1.6} aria-hidden />
      <StepText
        name={recordTexts.personalLink(personName(prospect))}
        text={data?.url ?? recordTexts.personalLinkText}
      />
    </button>
  );
}

function StepText({ name, text }: { name: ReactNode; text: ReactNode }) {
  return (
    <span>
      <Text fw={600} span display="block">
        {name}
      </Text>
      <Text size="sm" span display="block">
        {text}
      </Text>
    </span>
  );
}
