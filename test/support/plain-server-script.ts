/**
 * What an endpoint for beacons is measured against: `nothing` reads each body and answers 204; `insert` writes it to
 * Postgres before, one INSERT for each request. Tells its parent on which port it listens.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Pool } from 'pg';

const pool = process.argv[2] === 'insert' ? new Pool({ max: 10 }) : undefined;
await pool?.query(
  'create table plain_beacons (id bigserial primary key, received_at timestamptz default now(), body jsonb)',
);

const keep = async (request: IncomingMessage) => {
  const body = await text(request);
  await pool?.query('insert into plain_beacons (body) values ($1)', [body]);
};
const server = createServer((request, response) => {
  void keep(request).then(() => response.writeHead(204).end());
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
