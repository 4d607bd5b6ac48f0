import { Card, CloseButton, Drawer, Modal, Paper, Tooltip, createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { sharedTexts } from '../shared/shared.texts';

/** The one accent: a calm evergreen; its eighth shade carries white text at 7:1. */
const accent: MantineColorsTuple = [
  '#ecf7f3',
  '#d6ece4',
  '#abd9c9',
  '#7cc5ac',
  '#56b494',
  '#3ea384',
  '#2c8c70',
  '#20765d',
  '#17614f',
  '#0d4a3b',
];

/** Warm neutrals; 6 is the dimmed text and keeps 4.5:1 on every surface. */
const gray: MantineColorsTuple = [
  '#faf8f5',
  '#f4f1ec',
  '#ebe6df',
  '#ddd6cc',
  '#c7beb2',
  '#8b8174',
  '#6b6257',
  '#565047',
  '#3d3833',
  '#2a2622',
];

const dark: MantineColorsTuple = [
  '#ece8e2',
  '#cfc9bf',
  '#aaa297',
  '#857d72',
  '#5a534b',
  '#463f39',
  '#37322d',
  '#1f1c19',
  '#191714',
  '#12100e',
];

/** Colours that are not in the palette: the surface of cards above the warm ground, and hair lines. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#2a2622',
    '--mantine-color-error': '#b3261e',
    '--ground': '#faf8f5',
    '--surface': '#ffffff',
    '--line': '#e7e1d8',
    '--soft': '#f4f1ec',
    '--accent-soft': '#e3f1ec',
    '--accent-ink': '#17614f',
    '--live': '#d0402b',
  },
  dark: {
    '--mantine-color-body': '#282420',
    '--mantine-color-error': '#ff8f80',
    '--ground': '#1c1916',
    '--surface': '#282420',
    '--line': '#3d3731',
    '--soft': '#322d28',
    '--accent-soft': '#1f3d34',
    '--accent-ink': '#8fd3bb',
    '--live': '#ff7a62',
  },
});

const labelledClose = { 'aria-label': sharedTexts.close };

/** Look of the whole app: one accent, warm neutrals, one type scale, corners of 8 px, a rhythm of 4 px. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 8,
  autoContrast: true,
  colors: { accent, gray, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "'Figtree', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, monospace",
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  components: {
    Paper: Paper.extend({ styles: { root: { backgroundColor: 'var(--surface)' } } }),
    Card: Card.extend({ styles: { root: { backgroundColor: 'var(--surface)' } } }),
    CloseButton: CloseButton.extend({ defaultProps: { ...labelledClose } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        closeButtonProps: labelledClose,
        overlayProps: { backgroundOpacity: 0.45, blur: 2 },
      },
      styles: { title: { fontSize: '1.1875rem', fontWeight: 650 } },
    }),
    Drawer: Drawer.extend({ defaultProps: { closeButtonProps: labelledClose } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 320,
        // Beside what it explains, so that it lies in the same landmark; fixed, so that no scrolling box cuts it off.
        withinPortal: false,
        floatingStrategy: 'fixed',
        events: { hover: true, focus: true, touch: true },
      },
    }),
  },
});
