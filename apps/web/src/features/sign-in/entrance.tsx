import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { BrandMark } from '../../shared/ui/brand-mark';
import { IconCheck } from '../../shared/icons';
import classes from './entrance.module.css';
import { EntrancePicture } from './entrance-picture';
import { signInTexts } from './sign-in.texts';

/** The frame of every screen before the sign-in: the form, and on wide screens what the product does. */
export function Entrance({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <main className={classes.frame}>
      <div className={classes.form}>
        <div className={classes.brand}>
          <BrandMark size={36} />
          Outreel
        </div>
        <Title order={1} mb={4}>
          {title}
        </Title>
        {lead && (
          <Text c="dimmed" mb="lg">
            {lead}
          </Text>
        )}
        {children}
      </div>
      <div className={classes.story}>
        <EntrancePicture className={classes.picture} />
        <div className={classes.promise}>{signInTexts.promise}</div>
        <ul className={classes.proof}>
          {signInTexts.proof.map((line) => (
            <li key={line}>
              <IconCheck size={18} aria-hidden />
              {line}
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}
