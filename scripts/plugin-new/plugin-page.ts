/** The page of a new plugin. */
export function pluginPage(name: string): string {
  return `# ${name}

Tells how bright a picture is, and whether it is too dark.

## Request and answer

\`\`\`sh
curl -s 'http://127.0.0.1:3000/v1/analyze-execution?plugin=${name}' \\
  -H 'content-type: image/jpeg' --data-binary @docs/samples/photo-harbour.jpg
\`\`\`

The \`result\`:

\`\`\`json
{ "brightness": 0.6119, "is_dark": false, "megapixels": 0.3072 }
\`\`\`

| field        | means                                        |
| ------------ | -------------------------------------------- |
| \`brightness\` | mean of all pixels: 0 is black, 1 is white   |
| \`is_dark\`    | whether \`brightness\` is below \`dark_below\`   |
| \`megapixels\` | of the picture as it was sent, in millions   |

## Options

| option           | default | means                                               |
| ---------------- | ------- | --------------------------------------------------- |
| \`dark_below\`     | 0.25    | a picture less bright than this is dark: 0 to 1     |
| \`min_megapixels\` | 0       | pictures with fewer are refused; 0 takes every one  |

## Limits

- 5 s and 128 MB a picture, two at a time.
- A picture with fewer than \`min_megapixels\` is refused with \`PLUGIN_THREW\`.
`;
}
