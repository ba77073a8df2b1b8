/**
 * Imports run downward only, from the first row of this table to the last. Libraries of one row do not know each other.
 */
const layers = [
  ['^apps/', 'an application'],
  ['^libs/plugin-testkit/', 'the kit that takes plugins through the governed path'],
  [
    '^libs/(execution|observability|auth|http-edge)/',
    'the governed path, its observers, its doorkeeper and its edge',
  ],
  ['^libs/(plugins|jobs|images)/', 'what the governed path is built on'],
  ['^libs/(postgres|otlp)/', 'the ways to a shared database and to a collector of traces'],
  ['^libs/(sandbox|config)/', 'the ground: processes and settings'],
  ['^libs/errors/', 'the error catalogue'],
  ['^libs/contracts/', 'the shared shapes'],
];

const downward = layers.slice(1).map(([path, name], index) => ({
  name: `downward-from-${path.replace(/\W+/g, '-').replace(/^-|-$/g, '')}`,
  comment: `This is ${name}: it may import what stands below it only (docs: imports run downward). Move the shared part down.`,
  severity: 'error',
  from: { path },
  to: { path: [...layers.slice(0, index + 1).map(([above]) => above), '^libs/(vision|plugin-sdk)/'] },
}));

const apart = [
  'execution|observability|auth|http-edge',
  'plugins|jobs|images',
  'postgres|otlp',
  'sandbox|config',
].map((names) => ({
  name: `apart-${names.replaceAll('|', '-')}`,
  comment: 'Libraries of one layer do not import one another: let the layer above bring them together.',
  severity: 'error',
  from: { path: `^libs/(${names})/` },
  to: { path: `^libs/(${names})/`, pathNot: '^libs/$1/' },
}));

export default {
  forbidden: [
    ...downward,
    ...apart,
    {
      name: 'sdk-knows-contracts-alone',
      comment:
        'What plugin authors import stays small: plugin-sdk imports contracts and nothing else of ours.',
      severity: 'error',
      from: { path: '^libs/plugin-sdk/' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/(plugin-sdk|contracts)/' },
    },
    {
      name: 'plugins-know-the-sdk-alone',
      comment:
        'A plugin that ships is written like anybody’s: it imports plugin-sdk and nothing else of ours.',
      severity: 'error',
      from: { path: '^libs/vision/([^/]+)/' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/(vision/$1|plugin-sdk)/' },
    },
    {
      name: 'client-knows-nothing-of-ours',
      comment: 'The client is published by itself: what it knows of the server is the OpenAPI document.',
      severity: 'error',
      from: { path: '^libs/client/' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/client/' },
    },
    {
      name: 'client-stands-alone',
      comment:
        'The client is published and runs in browsers: it imports nothing of ours, nothing of Node (but for its door ./node), and no package.',
      severity: 'error',
      from: { path: '^libs/client/src/' },
      to: { pathNot: '^libs/client/src/' },
    },
    {
      name: 'client-door-for-node-stands-alone',
      comment: 'What is published imports nothing of ours and no package.',
      severity: 'error',
      from: { path: '^libs/client/node/' },
      to: { pathNot: '^libs/client/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'client-is-for-users',
      comment: 'The client is what others call the server with. The server does not call itself.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/client/' },
      to: { path: '^libs/client/' },
    },
    {
      name: 'testkit-is-for-tests',
      comment:
        'plugin-testkit opens a store and processes of its own, and grants a plugin all it asks for: right for a test, wrong for a server.',
      severity: 'error',
      from: { path: '^apps/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/plugin-testkit/' },
    },
    {
      name: 'internal-door-is-for-tests',
      comment:
        '@gatehouse/execution/internal is there so that tests can reach inner providers. Use the public door.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$|^libs/execution/' },
      to: { path: '^libs/execution/(src|dist)/internal\\.' },
    },
    {
      name: 'processes-are-the-sandbox-s',
      comment:
        'What another process runs, the gate does not see. Plugins are run through AnalysisExecutionService; a program of ours is started by libs/sandbox.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.ts$|^libs/sandbox/' },
      to: { path: '^(node:)?(child_process|cluster|inspector|inspector/promises|repl)$' },
    },
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one, or need a third that both import.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'This import leads nowhere: a deep import past a library’s door, or a missing package.',
      severity: 'error',
      from: { pathNot: '\\.spec\\.ts$' },
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'Name the package in the dependencies of the workspace’s own package.json.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // Without the first, edges between libraries would resolve into dist/, be excluded, and vanish silently.
      conditionNames: ['@gatehouse/source', 'import', 'node', 'default', 'types'],
    },
  },
};
