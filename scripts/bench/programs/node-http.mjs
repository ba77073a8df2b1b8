// Node's own server: it reads the whole body, parses it where it is JSON, and answers `{}`.
import { createServer } from 'node:http';
import { Buffer } from 'node:buffer';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    if (request.headers['content-type'] === 'application/json') JSON.parse(body.toString());
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
