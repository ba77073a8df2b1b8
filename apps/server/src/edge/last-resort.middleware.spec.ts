import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import express from 'express';
import { identifyRequest } from '../request/request-id.middleware.js';
import { lastResort } from './last-resort.middleware.js';

let server: Server;
let url: string;

beforeAll(async () => {
  Logger.overrideLogger(false);
  const app = express().set('env', 'test').use(identifyRequest);
  app.get('/throws', () => {
    throw new Error('the secret cause');
  });
  app.get('/breaks-off', (_, response) => {
    response.write('half');
    throw new Error('the secret cause');
  });
  server = createServer(app.use(lastResort)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});

describe('the last resort', () => {
  it('answers what nobody else did with a 400 and the envelope', async () => {
    const answer = await fetch(`${url}/throws`, { headers: { 'x-request-id': 'the-id' } });
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      error: { type: 'InternalError', details: { code: 'INTERNAL_ERROR', request_id: 'the-id' } },
    });
    expect(text).not.toContain('secret');
  });

  it('cuts an answer that broke off, and adds nothing to it', async () => {
    const read = fetch(`${url}/breaks-off`).then((answer) => answer.text());
    await expect(read).rejects.toThrow();
  });
});
