import { FfmpegRunError } from '@app/media';
import { StorageError, type StorageErrorCode } from '@app/storage';
import { isDiskFull } from '../disk/disk-full.js';

const storageOutages: readonly StorageErrorCode[] = ['unavailable', 'access-denied'];
/** Classes of SQLSTATE: connection exception, insufficient resources, operator intervention. */
const databaseOutages = /^(08|53|57)[0-9A-Z]{3}$/;
/** What the system says of a database that is not there. */
const systemOutages = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/**
 * Whether the database, the storage or the disk is to blame, which would fail any other video just as well. Told by shape:
 * TypeORM wraps what the driver threw, and a connection that broke in the middle of a query has no code of SQL.
 */
export function isOutage(error: unknown): boolean {
  if (isDiskFull(error)) return true;
  if (error instanceof StorageError) return storageOutages.includes(error.code);
  if (error instanceof FfmpegRunError) return false;
  const { name, code, driverError } = error as Partial<Record<'name' | 'code' | 'driverError', unknown>>;
  if (name !== 'QueryFailedError')
    return databaseOutages.test(String(code)) || systemOutages.test(String(code));
  const sqlState = String((driverError as { code?: unknown }).code);
  // Every SQLSTATE has a digit; what the system calls a broken connection has none.
  return databaseOutages.test(sqlState) || !/\d/.test(sqlState);
}
