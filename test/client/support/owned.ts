import { startServer, type RunningServer } from '../../support/start-server.js';
import { cuttingProxy, type CuttingProxy } from './cutting-proxy.js';
import { otherServer, type OtherServer } from './http-server.js';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

/** A real server that is closed after the test, whatever comes of it. */
export async function ownServer(...args: Parameters<typeof startServer>): Promise<RunningServer> {
  return own(await startServer(...args));
}

/** A server that is no Gatehouse, closed after the test. */
export async function ownOther(...args: Parameters<typeof otherServer>): Promise<OtherServer> {
  return own(await otherServer(...args));
}

/** A wire that breaks, closed after the test. */
export async function ownProxy(...args: Parameters<typeof cuttingProxy>): Promise<CuttingProxy> {
  return own(await cuttingProxy(...args));
}

function own<Thing extends { close(): Promise<void> }>(thing: Thing): Thing {
  open.push(thing);
  return thing;
}
