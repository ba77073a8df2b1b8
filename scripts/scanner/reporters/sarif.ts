import { allRules } from '../rules/all-rules.ts';
import type { Finding } from '../rules/rule.ts';
import { whyOf } from '../rules/why-of.ts';
import type { ScanResult } from '../scan.ts';

/** For code scanning services: SARIF 2.1.0. */
export function sarif({ findings }: ScanResult): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'scan-execution-violations',
            rules: allRules.map(({ id, statement, why }) => ({
              id,
              shortDescription: { text: statement },
              help: { text: why },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(finding: Finding): object {
  const { place, rule, message } = finding;
  return {
    ruleId: rule,
    level: 'error',
    message: { text: `${message} ${whyOf(finding)}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(place.file) },
          region: { startLine: place.line, startColumn: place.column },
        },
      },
    ],
  };
}
