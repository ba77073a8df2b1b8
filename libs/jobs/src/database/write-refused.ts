/** The database refused a write that breaks one of its rules: a defect of ours, never a passing state. */
export class WriteRefused extends Error {
  constructor(reason: string) {
    super(`The job store refused a write: ${reason}`);
    this.name = 'WriteRefused';
  }
}
