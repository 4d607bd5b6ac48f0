import { CloseButton, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconAlertTriangle } from '../../../shared/icons';
import classes from './warnings.module.css';
import { noticeTexts } from './warnings.texts';

interface ProblemNoticeProps {
  title: string;
  text: string;
  /** Hides the notice; without it there is nothing to hide. */
  onHide?: () => void;
  /** The ways out, as buttons. */
  children?: ReactNode;
}

/** A problem with its ways out. Only its words are an alert: a screen reader says them once, and no button of it. */
export function ProblemNotice({ title, text, onHide, children }: ProblemNoticeProps) {
  return (
    <section className={classes.notice} aria-label={title}>
      <IconAlertTriangle size={20} aria-hidden className={classes.sign} />
      <div className={classes.body}>
        <div role="alert">
          <Text fw={650} size="sm">
            {title}
          </Text>
          <Text size="sm">{text}</Text>
        </div>
        <Group gap="xs" className={classes.ways}>
          {children}
        </Group>
      </div>
      {onHide && <CloseButton aria-label={noticeTexts.hide} onClick={onHide} />}
    </section>
  );
}
