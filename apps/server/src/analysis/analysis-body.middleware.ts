import { AppConfig } from '@gatehouse/config';
import { GatehouseError } from '@gatehouse/errors';
import { BodyBudget } from '@gatehouse/http-edge';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import multer from 'multer';
import type { AnalysisForm } from './analysis-form.js';
import { bodyLimits, type BodyLimits } from './body-limits.js';
import { fromUploadError } from './upload-error.js';

/** A request whose body was read. */
export interface FormRequest extends Request {
  body: unknown;
  analysisForm: AnalysisForm;
  /** Takes places for bytes that are fetched for it. */
  holdBytes: (bytes: number) => void;
}

/** One image, one more that makes it one too many, and every field a few times over. */
const MULTIPART_LIMITS = {
  files: 2,
  fields: 8,
  parts: 10,
  fieldSize: 1024 * 1024,
  fieldNameSize: 100,
  fieldNestingDepth: 0,
};

/** Reads the body of the one route that has one, by its Content-Type and within its limits. */
@Injectable()
export class AnalysisBodyMiddleware implements NestMiddleware<FormRequest, Response> {
  private readonly readJson: RequestHandler;
  private readonly readRaw: RequestHandler;
  private readonly readMultipart: RequestHandler;
  private readonly limits: BodyLimits;

  constructor(
    { values }: AppConfig,
    private readonly budget: BodyBudget,
  ) {
    const limits = bodyLimits(values.IMAGE_MAX_BYTES);
    const type = (): boolean => true; // the type was looked at already
    // `inflate: false`: a compressed body may grow a thousandfold.
    this.readJson = express.json({ limit: limits.json, type, inflate: false });
    this.readRaw = express.raw({ limit: limits.raw, type, inflate: false });
    this.readMultipart = multer({ limits: { ...MULTIPART_LIMITS, fileSize: limits.file } }).any();
    this.limits = limits;
  }

  use(request: FormRequest, response: Response, next: NextFunction): void {
    const contentType = request.headers['content-type'] ?? 'none';
    const mediaType = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
    if (mediaType === 'application/json') {
      this.read(this.readJson, request, response, next, jsonForm);
    } else if (mediaType === 'multipart/form-data') {
      this.read(
        this.readMultipart,
        request,
        response,
        (thrown?: unknown) => {
          next(thrown === undefined ? undefined : fromUploadError(thrown, this.limits.file));
        },
        multipartForm,
      );
    } else if (mediaType.startsWith('image/')) {
      this.read(this.readRaw, request, response, next, rawForm);
    } else {
      next(
        new GatehouseError('CONTENT_TYPE_UNSUPPORTED', {
          content_type: contentType.slice(0, 200),
          accepted: 'application/json, multipart/form-data or image/*',
        }),
      );
    }
  }

  private read(
    parser: RequestHandler,
    request: FormRequest,
    response: Response,
    next: (thrown?: unknown) => void,
    toForm: (request: FormRequest) => AnalysisForm,
  ): void {
    let isRefused = false;
    // A place for its bytes first: what is read has been paid for.
    this.budget.hold(request, this.limits.any, (refusal) => {
      isRefused = true;
      next(refusal);
    });
    request.holdBytes = this.budget.holder(request);
    void parser(request, response, (thrown?: unknown) => {
      if (isRefused) return;
      if (thrown === undefined) request.analysisForm = toForm(request);
      next(fromParserError(thrown));
    });
  }
}

// The parsers leave `body` undefined where the request has none.
function jsonForm({ query, body }: FormRequest): AnalysisForm {
  return { kind: 'json', query, body: body ?? {} };
}

function rawForm({ query, body, headers }: FormRequest): AnalysisForm {
  const bytes = body instanceof Uint8Array ? body : new Uint8Array();
  return { kind: 'raw', query, bytes, mimeType: headers['content-type'] ?? '' };
}

function multipartForm({ query, body, files }: FormRequest): AnalysisForm {
  const parts = Array.isArray(files) ? files : [];
  return {
    kind: 'multipart',
    query,
    fields: typeof body === 'object' && body !== null ? body : {},
    files: parts.map(({ fieldname, buffer, mimetype }) => ({
      name: fieldname,
      bytes: buffer,
      mimeType: mimetype,
    })),
  };
}

/** Nest passes on no more than the words of a parser's error, and its limit would be lost. */
function fromParserError(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null || !('limit' in thrown)) return thrown;
  const { limit } = thrown;
  return typeof limit === 'number'
    ? new GatehouseError('BODY_TOO_LARGE', { limit }, { cause: thrown })
    : thrown;
}
