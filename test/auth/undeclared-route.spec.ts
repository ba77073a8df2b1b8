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

const apps: NestExpressApplication[] = [];

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

/** Starts it, and gives back the URL of its one route. */
async function start(keyFile: string): Promise<string> {
  const values = readConfig({ API_KEYS_FILE: keyFile });
  const module = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(values), AuthModule],
    controllers: [ForgetfulController],
    providers: [{ provide: APP_FILTER, useClass: GlobalExceptionFilter }],
  }).compile();
  const app = module.createNestApplication<NestExpressApplication>({ logger: false });
  apps.push(app);
  await app.listen(0, '127.0.0.1');
  return `${await app.getUrl()}/forgotten`;
}

describe('a route that does not say whom it answers', () => {
  it('answers nobody: not without keys, not with one, not even an admin', async () => {
    const file = newKeyFile();
    const answers = [await ask(await start(file.path))];
    const { text } = await addKey(file, 'admin');
    answers.push(await ask(await start(file.path), { headers: { 'x-api-key': text } }));
    const refused = { status: 400, json: { error: { details: { code: 'INTERNAL_ERROR' } } } };
    expect(answers).toMatchObject([refused, refused]);
  });
});
