import { notifications } from '@mantine/notifications';
import { sharedTexts } from './shared.texts';

/** Puts plain text on the clipboard and says so; says what to do when the browser refuses. */
export async function copyText(text: string): Promise<void> {
  await announce(navigator.clipboard?.writeText(text));
}

/** Puts a formatted text and its plain form on the clipboard, as mail programs paste it. */
export async function copyRich({ html, text }: { html: string; text: string }): Promise<void> {
  await announce(writeRich(html, text));
}

async function writeRich(html: string, text: string): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(text);
  const item = new ClipboardItem({
    'text/html': new Blob([html], { type: 'text/html' }),
    'text/plain': new Blob([text], { type: 'text/plain' }),
  });
  return navigator.clipboard.write([item]);
}

/** `undefined` stands for a browser without a clipboard: it has one only on https and localhost. */
async function announce(copying: Promise<void> | undefined): Promise<void> {
  const isCopied = await (copying ?? Promise.reject(new Error('no clipboard'))).then(
    () => true,
    () => false,
  );
  notifications.show(
    isCopied
      ? { message: sharedTexts.copied, autoClose: 2_000 }
      : { message: sharedTexts.copyFailed, color: 'red' },
  );
}
