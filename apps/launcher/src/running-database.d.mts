/** See `running-database.mjs`. @returns undefined when none runs there */
export function runningDatabaseUrl(dataDir: string): string | undefined;
