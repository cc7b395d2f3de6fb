# Each step is a command that works without Docker, too: docs/operations/container.md.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.base.json ./
COPY packages packages
RUN npm ci --ignore-scripts && npx tsc -b packages/cli && node packages/cli/bundle.js
# The contract suites are part of two packages; what they want (mocha, chai, fast-check) would be installed for them, as npm
# has it in the lock, though nobody runs them here.
RUN npm pkg delete peerDependencies peerDependenciesMeta -w packages/application -w packages/adapters-http \
  && rm -r packages/testing

FROM node:24-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json ./
COPY --from=build /app/packages packages
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force \
  && mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 DATABASE_URL=pglite:/data/taskward
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/packages/cli/bin/taskward.js"]
CMD ["serve"]
