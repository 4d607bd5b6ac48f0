/** Many requests over few connections, at little cost to the machine that they are to measure. Called by `test/bench`. */
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A request as it goes over the wire: see {@link postRequest}. */
export type WireRequest = string;

/** What came back. */
export interface LoadReply {
  readonly status: number;
  readonly body: string;
}

/** What a load saw. */
export interface LoadResult {
  readonly wallSeconds: number;
  /** How long the answers took, shortest first, ms; of paced requests from the moment they were due. */
  readonly latenciesMs: readonly number[];
  /** In the order of the requests; undefined where the connection broke first. */
  readonly replies: readonly (LoadReply | undefined)[];
}

/** How it is sent. */
export interface LoadOptions {
  /** Open at the same time (64). */
  readonly connections?: number;
  /** Requests a second; undefined: as fast as they are answered. */
  readonly perSecond?: number;
}

/** A POST for a connection that stays open. @param from address of the sender, as a proxy tells it */
export function postRequest(path: string, body: object | string, from: string): WireRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain;charset=UTF-8' : 'application/json';
  return (
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n` +
    `x-forwarded-for: ${from}\r\nuser-agent: Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36\r\n` +
    `sec-ch-ua: "Chromium";v="141"\r\n\r\n${text}`
  );
}

/** One connection, with one request on its way at a time. */
class Line {
  private text = '';
  private settle: ((reply: LoadReply | undefined) => void) | undefined;

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (data) => this.read(data.toString('latin1')));
    for (const end of ['error', 'close']) socket.on(end, () => this.answer(undefined));
  }

  ask(request: WireRequest): Promise<LoadReply | undefined> {
    return new Promise((resolve) => {
      this.settle = resolve;
      if (this.socket.destroyed) this.answer(undefined);
      else this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private read(data: string): void {
    this.text += data;
    const head = this.text.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.text.slice(0, head))?.[1] ?? 0);
    if (this.text.length < head + 4 + length) return;
    const body = this.text.slice(head + 4, head + 4 + length);
    const status = Number(this.text.slice(9, 12));
    this.text = this.text.slice(head + 4 + length);
    this.answer({ status, body });
  }

  private answer(reply: LoadReply | undefined): void {
    this.settle?.(reply);
    this.settle = undefined;
  }
}

/** Sends them all. @param origin e.g. `http://127.0.0.1:3000` */
export async function sendLoad(
  origin: string,
  requests: readonly WireRequest[],
  { connections = 64, perSecond }: LoadOptions = {},
): Promise<LoadResult> {
  const { hostname, port } = new URL(origin);
  const replies: (LoadReply | undefined)[] = Array.from({ length: requests.length });
  const latenciesMs: number[] = [];
  const beganAt = performance.now();
  let next = 0;
  const work = async () => {
    const line = new Line(connect(Number(port), hostname));
    for (let index = next++; index < requests.length; index = next++) {
      const dueAt = perSecond ? beganAt + (index * 1000) / perSecond : performance.now();
      // oxlint-disable-next-line no-await-in-loop -- one request at a time
      if (dueAt > performance.now()) await pause(dueAt - performance.now());
      // oxlint-disable-next-line no-await-in-loop
      replies[index] = await line.ask(requests[index] ?? '');
      latenciesMs.push(performance.now() - dueAt);
    }
    line.close();
  };
  await Promise.all(Array.from({ length: connections }, work));
  const wallSeconds = (performance.now() - beganAt) / 1000;
  return { wallSeconds, latenciesMs: latenciesMs.toSorted((one, other) => one - other), replies };
}

/** @param share 0–1 @param sorted not empty */
export const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
