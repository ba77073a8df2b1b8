/** One thing that a process did to its files. Paths are absolute; numbers of open files are those of the process. */
export type DiskRecord =
  /** A process began: no file is open. */
  | { readonly did: 'start' }
  | {
      readonly did: 'open';
      readonly fd: number;
      readonly path: string;
      /** The file came into being, or what was in it went. */
      readonly how: 'as it is' | 'created' | 'truncated';
    }
  | { readonly did: 'close'; readonly fd: number }
  | { readonly did: 'write'; readonly fd: number; readonly offset: number; readonly data: Buffer }
  | { readonly did: 'resize'; readonly fd: number; readonly size: number }
  /** Of a file or a folder; only this makes sure of anything. */
  | { readonly did: 'sync'; readonly fd: number }
  | { readonly did: 'link' | 'rename'; readonly from: string; readonly to: string }
  | { readonly did: 'unlink' | 'mkdir' | 'rmdir'; readonly path: string }
  /** What the process had to say at this moment. */
  | { readonly did: 'mark'; readonly text: string };

/** What processes did to the files below a folder that was empty. */
export interface Recording {
  /** The folder. */
  readonly root: string;
  readonly records: readonly DiskRecord[];
}
