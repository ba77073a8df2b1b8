// One Express route that reads a body and answers a small JSON, on Node's own server or on an edge server.
import { createServer } from 'node:http';
import { EdgeServer } from '@gatehouse/http-edge';
import express from 'express';

const app = express().disable('x-powered-by').set('etag', false);
app.post('/', express.raw({ type: () => true, limit: '10mb' }), (_, response) => {
  response.json({ plugin: 'empty', result: {}, status: 'SUCCESS' });
});
const limits = {
  headersTimeoutMs: 10_000,
  bodyIdleTimeoutMs: 10_000,
  requestTimeoutMs: 120_000,
  answerTimeoutMs: 120_000,
  maxBodyBytes: 10_000_000,
};
const server = process.argv[2] === 'edge' ? new EdgeServer(app, limits).server : createServer(app);
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`));
