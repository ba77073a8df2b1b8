import { AuthModule } from '@gatehouse/auth';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { GlobalExceptionFilter } from '@gatehouse/errors';
import { Controller, Get } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ask } from '../support/http.js';
import { addKey, newKeyFile } from '../support/key-folder.js';

@Controller()
class ForgetfulController {
  @Get('forgotten')
  forgotten(): string {
    return 'the secret';
  }
}

async function start(keyFile: string): Promise<NestExpressApplication> {
  const values = readConfig({ API_KEYS_FILE: keyFile });
  const module = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(values), AuthModule],
    controllers: [ForgetfulController],
    providers: [{ provide: APP_FILTER, useClass: GlobalExceptionFilter }],
  }).compile();
  const app = module.createNestApplication<NestExpressApplication>({ logger: false });
  await app.listen(0, '127.0.0.1');
  return app;
}

describe('a route that does not say whom it answers', () => {
  it('answers nobody: not without keys, not with one, not even an admin', async () => {
    const file = newKeyFile();
    const open = await start(file.path);
    const url = `${await open.getUrl()}/forgotten`;
    expect(await ask(url)).toMatchObject({
      status: 400,
      text: expect.not.stringContaining('secret') as string,
    });
    await open.close();

    const { text } = await addKey(file, 'admin');
    const keyed = await start(file.path);
    const answer = await ask(`${await keyed.getUrl()}/forgotten`, { headers: { 'x-api-key': text } });
    await keyed.close();
    expect(answer).toMatchObject({
      status: 400,
      json: { error: { details: { code: 'INTERNAL_ERROR' } } },
    });
  });
});
