/**
 * The address of a server, without a slash at its end.
 *
 * @throws TypeError where it is none that can be asked
 */
export function readBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`baseUrl is ${JSON.stringify(baseUrl)}; it must be like http://127.0.0.1:3000.`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TypeError('baseUrl may have a path, but no user, query or fragment; a key is given as apiKey.');
  }
  return url.href.replace(/\/+$/, '');
}
