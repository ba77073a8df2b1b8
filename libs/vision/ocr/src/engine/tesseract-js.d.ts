/** The parts of tesseract.js that it does not type itself. */
declare module 'tesseract.js/src/worker-script/node/getCore.js' {
  /** Chooses the WebAssembly build that this machine's instructions allow, and loads its factory. */
  const getCore: (
    engineMode: number,
    corePath: null,
    listener: { progress(event: object): void },
  ) => Promise<(module: { print(text: string): void; printErr(text: string): void }) => Promise<object>>;
  export default getCore;
}

declare module '@tesseract.js-data/eng' {
  const data: { readonly code: string; readonly gzip: boolean; readonly langPath: string };
  export default data;
}
