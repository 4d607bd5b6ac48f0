import { Button, VisuallyHidden } from '@mantine/core';
import { IconArrowsMaximize, IconArrowsMinimize } from '../../../shared/icons';
import classes from './look.module.css';
import { cameraFullKey, lookTexts } from './look.texts';
import type { LookControl } from './use-look';

/** Lets the camera fill the picture, and gives the screen back; also while recording. */
export function CameraFullButton({ control }: { control: LookControl }) {
  const { isCameraFull } = control.look;
  const Icon = isCameraFull ? IconArrowsMinimize : IconArrowsMaximize;
  if (!control.hasBoth) return null;
  return (
    <>
      <Button
        variant="subtle"
        leftSection={<Icon size={18} />}
        rightSection={
          <kbd className={classes.key} aria-hidden>
            {cameraFullKey}
          </kbd>
        }
        onClick={control.toggleCameraFull}
      >
        {isCameraFull ? lookTexts.screenBack : lookTexts.cameraFull}
      </Button>
      <VisuallyHidden component="output">
        {isCameraFull ? lookTexts.cameraIsFull : lookTexts.screenIsBack}
      </VisuallyHidden>
    </>
  );
}
