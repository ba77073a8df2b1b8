type Listener = () => void;

/** Tells within this process that something of a job was written. */
export class JobChanges {
  private readonly listeners = new Map<string, Set<Listener>>();

  /** To be called when a write about the job has resolved. */
  tell(jobId: string): void {
    for (const listener of this.listeners.get(jobId) ?? []) listener();
  }

  /** @returns what ends the listening */
  listen(jobId: string, listener: Listener): () => void {
    const those = this.listeners.get(jobId) ?? new Set();
    this.listeners.set(jobId, those.add(listener));
    return () => {
      those.delete(listener);
      if (those.size === 0 && this.listeners.get(jobId) === those) this.listeners.delete(jobId);
    };
  }
}
