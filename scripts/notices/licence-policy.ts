/** Licences that any package may have: they ask for a notice, and nothing of what uses them. */
export const ALLOWED_LICENCES: readonly string[] = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Python-2.0',
  'Unlicense',
];

/** A licence that only the packages named here may have. */
export interface LicenceException {
  readonly licence: string;
  readonly why: string;
  readonly packages: readonly string[];
}

/** What was looked at by somebody, and why it is taken all the same. */
export const LICENCE_EXCEPTIONS: readonly LicenceException[] = [
  {
    licence: 'LGPL-3.0-or-later',
    why:
      'libvips and libraries that it uses, which sharp decodes images with. They are unchanged, come as shared libraries ' +
      'in files of their own, and are called through their public interface.',
    packages: [
      '@img/sharp-libvips-darwin-arm64',
      '@img/sharp-libvips-darwin-x64',
      '@img/sharp-libvips-linux-arm',
      '@img/sharp-libvips-linux-arm64',
      '@img/sharp-libvips-linux-ppc64',
      '@img/sharp-libvips-linux-riscv64',
      '@img/sharp-libvips-linux-s390x',
      '@img/sharp-libvips-linux-x64',
      '@img/sharp-libvips-linuxmusl-arm64',
      '@img/sharp-libvips-linuxmusl-x64',
      '@img/sharp-win32-arm64',
      '@img/sharp-win32-ia32',
      '@img/sharp-win32-x64',
    ],
  },
  {
    licence: 'LGPL-3.0-or-later',
    why:
      'the same libraries in one WebAssembly file. The lock names it because sharp does; no machine that Gatehouse is ' +
      'tested on installs it. Whoever ships it has to offer what relinking it takes.',
    packages: ['@img/sharp-wasm32'],
  },
];
