# The server and the worker: `docker build -t gatehouse .`, see docs/deployment.md.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
# The base image is the Node that runs; the one that is pinned for development is not needed here.
RUN npm ci && npx tsc -b tsconfig.build.json && npm prune --omit=dev \
  && rm -rf test .git .github && find apps libs -name '*.tsbuildinfo' -not -path '*/node_modules/*' -delete

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app /app
# Everything is root's and read only to the user below, but for /data and what is mounted over /tmp.
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/v1/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: signals are to reach the program itself.
CMD ["node", "--disable-sigusr1", "--max-semi-space-size=8", "--heap-growing-percent=100", "--enable-source-maps", "apps/server/dist/main.js"]
