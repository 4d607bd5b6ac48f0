import { Client } from 'pg';
import { createTestDatabase } from '../../../test/support/test-database.js';
import { describeQueue } from './queue.conformance.js';

describeQueue('Postgres', async () => {
  const database = await createTestDatabase();
  return {
    config: { kind: 'postgres', databaseUrl: database.url },
    wipe: async () => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      await client.query('drop schema bullmq cascade');
      await client.end();
    },
    stop: () => database.drop(),
  };
});
