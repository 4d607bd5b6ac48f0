import { Box, VisuallyHidden } from '@mantine/core';
import type { BoxProps } from '@mantine/core';
import classes from './live-dot.module.css';

/** Breathes while somebody watches. @param label what it means, for those who do not see it */
export function LiveDot({ label, className = '', ...box }: BoxProps & { label: string; className?: string }) {
  return (
    <Box component="span" className={`${classes.dot} ${className}`} title={label} {...box}>
      <VisuallyHidden>{label}</VisuallyHidden>
    </Box>
  );
}
