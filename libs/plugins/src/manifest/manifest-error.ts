/** What is wrong with a plugin's folder or manifest, in a sentence that its author can act on. */
export class ManifestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ManifestError';
  }
}
