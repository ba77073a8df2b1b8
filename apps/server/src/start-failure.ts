import { ConfigError } from '@gatehouse/config';
import { isGatehouseError } from '@gatehouse/errors';

/** What kept the server from starting, in sentences for whoever started it; null where it was not foreseen. */
export function describeStartFailure(thrown: unknown): string | null {
  if (thrown instanceof ConfigError) {
    return [
      'Gatehouse cannot start with these settings:',
      ...thrown.problems.map((line) => `  ${line}`),
    ].join('\n');
  }
  if (isGatehouseError(thrown)) return `Gatehouse cannot start: ${thrown.message}`;
  if (isUnknownHost(thrown)) {
    return `Gatehouse cannot start: no address is known for ${thrown.hostname}. Set HOST to an address of this machine, such as 127.0.0.1.`;
  }
  if (!isListenError(thrown)) return null;
  const { code, address, port } = thrown;
  switch (code) {
    case 'EADDRINUSE':
      return `Gatehouse cannot start: port ${port} of ${address} is in use. Stop what uses it, or set PORT to another (0 takes a free one).`;
    case 'EACCES':
      return `Gatehouse cannot start: it may not listen on port ${port}. Set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
      return `Gatehouse cannot start: ${address} is no address of this machine. Set HOST to 127.0.0.1.`;
    default:
      return null;
  }
}

interface ListenError {
  readonly code: string;
  readonly address: string;
  readonly port: number;
}

function isListenError(thrown: unknown): thrown is ListenError {
  return typeof thrown === 'object' && thrown !== null && 'syscall' in thrown && thrown.syscall === 'listen';
}

function isUnknownHost(thrown: unknown): thrown is { readonly hostname: string } {
  return (
    typeof thrown === 'object' && thrown !== null && 'syscall' in thrown && thrown.syscall === 'getaddrinfo'
  );
}
