export { databaseProblem } from './database-problem.js';
export { demandDurability } from './demand-durability.js';
export { migratePostgres, type PostgresMigrations } from './migrate-postgres.js';
export { openPool, type PoolOptions } from './open-pool.js';
export { within } from './within.js';
