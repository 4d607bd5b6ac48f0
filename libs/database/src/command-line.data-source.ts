import { loadConfig } from '@app/config';
import { createDataSource } from './data-source.js';

/** The data source of TypeORM's command line, which generates and checks migrations. */
export default createDataSource(loadConfig().databaseUrl);
