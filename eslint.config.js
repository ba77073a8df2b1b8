import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const STATUSES = 'Every route answers 200 or 400 (docs/adr/0001-every-answer-is-200-or-400.md).';

export default defineConfig(
  globalIgnores([
    '**/dist/',
    'coverage/',
    'reports/',
    'test/fixtures/plugins/',
    'libs/client/src/generated/',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // DTOs are answered as object literals
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['apps/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Decorator > CallExpression[callee.name="HttpCode"]:not([arguments.0.value=200])',
          message: `${STATUSES} Write @HttpCode(200).`,
        },
        {
          selector:
            'MethodDefinition:has(Decorator[expression.callee.name="Post"])' +
            ':not(:has(Decorator[expression.callee.name="HttpCode"]))',
          message: `${STATUSES} Nest answers a @Post() with 201: add @HttpCode(200).`,
        },
        {
          selector:
            'ImportDeclaration[source.value="@nestjs/common"] > ImportSpecifier[imported.name=/Exception$/]',
          message: `${STATUSES} Throw a GatehouseError of libs/errors/src/catalogue.ts.`,
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly', console: 'readonly' } },
  },
  prettier,
);
