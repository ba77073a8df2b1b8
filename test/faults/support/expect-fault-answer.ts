import { expectEnvelope } from '../../support/expect-envelope.js';
import type { Answer } from '../../support/http.js';
import type { PlacedFault } from './place-faults.js';

/** Expects the answer that a fault is to bring its caller. Gives back what stands on the page of it. */
export function expectFaultAnswer(answer: Answer, { plugin, codes, answers }: PlacedFault): string {
  const [likeliest, ...others] = codes;
  if (likeliest === undefined) {
    expect(answer.json).toMatchObject({ plugin, status: 'SUCCESS' });
    expect((answer.json as { result: unknown }).result).toEqual(answers); // a success, as seen above
    return 'answer';
  }
  const told = others.find((code) => answer.text.includes(`"${code}"`)) ?? likeliest;
  expect(expectEnvelope(answer, told).plugin).toBe(plugin);
  return codes.join(' or ');
}

/** Expects a call that no fault was in to have got its answer. */
export function expectGood(answer: Answer): void {
  expect(answer.json).toMatchObject({ status: 'SUCCESS', result: { ok: true } });
}
