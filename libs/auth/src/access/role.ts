/** What a caller may do; each role holds those before it. */
export const ROLE = Object.freeze({
  /** Look at plugins and at what is known of jobs. */
  read: 'read',
  /** Also have images analysed. */
  analyze: 'analyze',
  /** Also reload plugins and see everybody's jobs. */
  admin: 'admin',
} as const);

/** One of the roles. */
export type Role = (typeof ROLE)[keyof typeof ROLE];

/** The roles from the least to the most. */
export const ROLES: readonly Role[] = Object.freeze([ROLE.read, ROLE.analyze, ROLE.admin]);

/** Whether who holds one role may do what needs another. */
export function roleHolds(held: Role, needed: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(needed);
}

/** Whether a text is the name of a role. */
export function isRole(text: unknown): text is Role {
  return ROLES.some((role) => role === text);
}
