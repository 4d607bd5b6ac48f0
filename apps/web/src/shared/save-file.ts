/** Hands a text to the browser as a download. @param type media type, e.g. `text/csv` */
export function saveFile(fileName: string, text: string, type: string): void {
  saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), fileName);
}

/** Hands bytes to the browser as a download. */
export function saveBlob(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  // The browser reads the address after this turn; a large file takes its time.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
