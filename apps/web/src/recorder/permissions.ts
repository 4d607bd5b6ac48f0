/** What the browser has been told about cameras and microphones, where it lets a page ask. */

/** Where a permission stands; `unknown` where the browser does not tell. */
export type Permission = PermissionState | 'unknown';

/**
 * Follows a permission.
 * @param report told how it stands now and whenever the person changes it in the browser
 * @returns a function that ends it
 */
export function watchPermission(
  source: 'camera' | 'microphone',
  report: (permission: Permission) => void,
): () => void {
  let isOver = false;
  let status: PermissionStatus | null = null;
  const tell = (): void => {
    if (!isOver) report(status?.state ?? 'unknown');
  };
  const follow = async (): Promise<void> => {
    status = await askFor(source);
    tell();
    if (!isOver) status?.addEventListener('change', tell);
  };
  void follow();
  return () => {
    isOver = true;
    status?.removeEventListener('change', tell);
  };
}

async function askFor(source: 'camera' | 'microphone'): Promise<PermissionStatus | null> {
  try {
    // The DOM library's types do not know every name that browsers do.
    return (await navigator.permissions?.query({ name: source as PermissionName })) ?? null;
  } catch (error) {
    // Browsers throw this for names that they do not tell about.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
