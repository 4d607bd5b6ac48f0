import { type Config, workFolder } from '@app/config';
import { join } from 'node:path';

/** What the folders begin with that live encodings write into. */
export const liveFolderPrefix = 'live-';

/** Where the encoder of this name leaves its files; on the disk that uploads lie on. */
export const liveFolder = (config: Pick<Config, 'dataDir'>, holder: string) =>
  join(workFolder(config), `${liveFolderPrefix}${holder}`);
