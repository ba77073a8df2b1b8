import type { JobServer } from './spawn-job-server.js';

/** One life of a process that is listened to. */
export interface Life {
  /** How many lines it has said so far. */
  readonly said: number;
  /** Sends it a signal; resolves when it has ended and all it said was heard. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** What processes said about jobs, over all of their lives; see queue-server.ts. */
export class Witness {
  /** The jobs that were acknowledged. */
  readonly acknowledged = new Set<string>();
  /** How often each job was said to have ended. */
  readonly ended = new Map<string, number>();

  /** Listens to a process from now to its end. */
  hear(server: JobServer): Life {
    const life = { said: 0, end: () => Promise.resolve() };
    const heard = this.listen(server, life);
    life.end = async (signal?: NodeJS.Signals) => {
      await server.end(signal ?? 'SIGTERM');
      await heard;
    };
    return life;
  }

  /** The jobs that were said to have ended more than once. */
  endedTwice(): readonly string[] {
    return [...this.ended].filter(([, times]) => times > 1).map(([id]) => id);
  }

  private async listen(server: JobServer, life: { said: number }): Promise<void> {
    for (let line = await server.lines.next(); line.done !== true; line = await server.lines.next()) {
      const [id = '', word] = line.value.split(' ');
      if (word === undefined) continue; // it is open
      life.said += 1;
      if (word === 'PENDING') this.acknowledged.add(id);
      if (word === 'SUCCESS') this.ended.set(id, (this.ended.get(id) ?? 0) + 1);
    }
  }
}
