import { StorageError, type StorageErrorCode } from '@app/storage';

const storageOutages: readonly StorageErrorCode[] = ['unavailable', 'access-denied', 'no-space'];
/** Classes of SQLSTATE: connection exception, insufficient resources, operator intervention. */
const databaseOutages = /^(08|53|57)[0-9A-Z]{3}$/;
const brokenConnections = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Whether the database or the storage is to blame, which would fail any other video just as well. Told by shape: TypeORM
 * wraps what the driver threw, and a connection that broke in the middle of a query has no code at all.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof StorageError) return storageOutages.includes(error.code);
  const { name, code, driverError } = error as {
    name?: string;
    code?: unknown;
    driverError?: { code?: unknown };
  };
  if (name === 'QueryFailedError' && driverError?.code === undefined) return true;
  const told = String(driverError?.code ?? code);
  return databaseOutages.test(told) || brokenConnections.has(told);
}
