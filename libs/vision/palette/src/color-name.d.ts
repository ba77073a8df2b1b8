/** Types for color-name, which has none: the names of CSS and their red, green and blue. */
declare module 'color-name' {
  const colors: Readonly<Record<string, readonly [red: number, green: number, blue: number]>>;
  export default colors;
}
