import { installedSizes } from '../../scripts/size/installed-sizes.js';
import { productionClosure, type LockedPackages } from '../../scripts/size/production-closure.js';
import { ROOT } from './workspaces.js';

const MEGABYTE = 1_000_000;

describe('what is installed for production', () => {
  it('is under 100 MB for the server alone, with the heavy runtimes in the plugins that need them', () => {
    const sizes = new Map(installedSizes(ROOT).map(({ what, bytes }) => [what, bytes / MEGABYTE]));
    expect(sizes.get('the server alone')).toBeLessThan(100);
    expect(sizes.get('the server alone')).toBeGreaterThan(20); // or it was not found
    expect(sizes.get('otlp adds')).toBeGreaterThan(2);
    expect(sizes.get('detect adds')).toBeGreaterThan(50);
    expect(sizes.get('metadata adds')).toBe(0);
  });

  it('is what Node would find, nested before shared, each once', () => {
    const packages: LockedPackages = {
      'apps/one': { dependencies: { a: '1', own: '1' } },
      'node_modules/own': { link: true, resolved: 'libs/own' },
      'libs/own': {
        dependencies: { b: '1' },
        optionalDependencies: { elsewhere: '1' },
        peerDependencies: { 'left-out': '1' },
        peerDependenciesMeta: { 'left-out': { optional: true } },
      },
      'node_modules/a': { dependencies: { b: '2', c: '1' } },
      'node_modules/a/node_modules/b': {},
      'node_modules/b': {},
      'node_modules/c': { peerDependencies: { a: '1', own: '1' } },
      'node_modules/left-out': { link: true, resolved: 'libs/left-out' },
      'node_modules/stranger': {},
    };
    expect([...productionClosure(packages, 'apps/one')].sort()).toEqual([
      'apps/one',
      'libs/own',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/b',
      'node_modules/c',
    ]);
  });
});
