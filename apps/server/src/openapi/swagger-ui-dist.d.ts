/** swagger-ui-dist has no types of its own. */
declare module 'swagger-ui-dist/absolute-path.js' {
  /** The folder of Swagger UI's files. */
  const absolutePath: () => string;
  export default absolutePath;
}
