/** What a GET answers. @throws Error where it is not a 200 */
export async function getJson<Body>(url: string): Promise<Body> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text) as Body; // as the OpenAPI document says
}
