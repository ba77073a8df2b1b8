import { GatehouseApiError } from '@gatehouse/client';

/** What a call throws; fails where it throws nothing. */
export async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (thrown) {
    return thrown;
  }
  throw new Error('nothing was thrown');
}

/** The error of the API that a call throws; fails where it is of another kind. */
export async function refusalOf(call: Promise<unknown>): Promise<GatehouseApiError> {
  const thrown = await thrownBy(call);
  if (thrown instanceof GatehouseApiError) return thrown;
  throw thrown;
}
