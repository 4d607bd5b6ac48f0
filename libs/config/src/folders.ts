import { join } from 'node:path';
import type { Config } from './config.js';

/** Where the bytes of uploads lie, one file per upload named by its id; shared by the API and the worker. */
export const uploadsFolder = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'uploads');

/** Where the worker keeps what it is working on; nothing in it is needed after the work. */
export const workFolder = ({ dataDir }: Pick<Config, 'dataDir'>) => join(dataDir, 'work');
