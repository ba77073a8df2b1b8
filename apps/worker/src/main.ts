// No static imports: an older Node fails while it links them, before it could be told what is wrong.
const MINIMUM = [24, 9] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  process.stderr.write(
    `Gatehouse needs Node ${MINIMUM.join('.')} or later; this is ${process.versions.node}. ` +
      'Start it with `npm run start:worker`, which brings its own.\n',
  );
  process.exit(1);
}

const { bootstrap } = await import('./bootstrap.js');
await bootstrap();

export {};
