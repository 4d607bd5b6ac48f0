import { connect, createServer, type AddressInfo, type Server } from 'node:net';

/** A listener on this machine that nobody may reach. */
export class CanaryListener {
  private hits = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.hits++;
      socket.on('error', () => undefined);
      socket.destroy();
    });
  }

  /** Listens on a free port of 127.0.0.1. */
  static async open(): Promise<CanaryListener> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return new CanaryListener(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Closes it. @returns whether anybody connected */
  async close(): Promise<boolean> {
    // Connections are told in their order: when this one is over, all before it have been counted.
    await new Promise((resolve) => connect(this.port, '127.0.0.1').on('error', resolve).on('close', resolve));
    await new Promise((resolve) => this.server.close(resolve));
    return this.hits > 1;
  }
}
