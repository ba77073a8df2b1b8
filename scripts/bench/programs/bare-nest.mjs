// A Nest route that reads the same bodies and answers `{}`: what a request costs before anything is governed.
import 'reflect-metadata';
import { Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express from 'express';
import multer from 'multer';

class BareController {
  analyze() {
    return {};
  }
}
const method = Object.getOwnPropertyDescriptor(BareController.prototype, 'analyze');
Post('analyze')(BareController.prototype, 'analyze', method);
HttpCode(200)(BareController.prototype, 'analyze', method);
Controller()(BareController);

class BareModule {}
Module({ controllers: [BareController] })(BareModule);

const app = await NestFactory.create(BareModule, { bodyParser: false, logger: false });
app.use(express.json({ limit: '50mb' }), express.raw({ type: 'image/*', limit: '50mb' }), multer().any());
await app.listen(0, '127.0.0.1');
process.stdout.write(`${await app.getUrl()}\n`);
