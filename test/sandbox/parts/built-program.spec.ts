import { builtProgram } from '@gatehouse/sandbox';

describe('builtProgram', () => {
  it.each([
    ['file:///app/libs/x/src/a/program.js', 'file:///app/libs/x/dist/a/program.js'],
    ['file:///app/libs/x/dist/a/program.js', 'file:///app/libs/x/dist/a/program.js'],
    ['file:///usr/src/app/libs/x/dist/program.js', 'file:///usr/src/app/libs/x/dist/program.js'],
    ['file:///usr/src/app/libs/x/src/program.js', 'file:///usr/src/app/libs/x/dist/program.js'],
  ])('of %s is %s', (given, expected) => {
    expect(builtProgram(new URL(given)).href).toBe(expected);
  });
});
