/** What a collector is told of the process that spans come from. */
export interface TracedService {
  /** Unless OTEL_SERVICE_NAME says otherwise. */
  readonly name: string;
  readonly version: string;
}
