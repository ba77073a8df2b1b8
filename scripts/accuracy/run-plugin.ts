/** A plugin's result. */
export type Result = Readonly<Record<string, unknown>>;

/**
 * Asks a plugin about a picture as a server would: through the gate, in a process of the plugin's own.
 *
 * @param picture the file, or where it is
 */
export type RunPlugin = (plugin: string, picture: string | Uint8Array, options?: object) => Promise<Result>;
