import { resolve } from 'node:path';
import sharp from 'sharp';

/** The first family that is asked for; what it lacks comes from the others, then from the fonts of the machine. */
export const pictureFont = 'DejaVu Sans Bold';

/** Fonts come with the packages: a machine with Node alone has none, and would draw empty boxes. */
const fontFiles = [
  // Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian, Lao
  'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  '@expo-google-fonts/noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf',
  '@expo-google-fonts/noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf',
  '@expo-google-fonts/noto-sans-bengali/700Bold/NotoSansBengali_700Bold.ttf',
  '@expo-google-fonts/noto-sans-tamil/700Bold/NotoSansTamil_700Bold.ttf',
  '@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf',
  // Chinese and Japanese, then Korean
  '@embedpdf/fonts-sc/fonts/NotoSansHans-Bold.otf',
  '@expo-google-fonts/nanum-gothic/700Bold/NanumGothic_700Bold.ttf',
].map((file) => resolve('node_modules', file));

let known: Promise<void> | undefined;

/** Makes the fonts known to this process, once. A font is known from its first use on, whatever is drawn with it. */
export function loadFonts(): Promise<void> {
  known ??= loadAll().catch((error: unknown) => {
    // Memory may be short once: tried again with the next picture.
    known = undefined;
    throw error;
  });
  return known;
}

async function loadAll(): Promise<void> {
  for (const fontfile of fontFiles)
    // oxlint-disable-next-line no-await-in-loop -- the list that they are added to is not made for several at once
    await sharp({ text: { text: 'a', font: pictureFont, fontfile } }).toBuffer();
}
