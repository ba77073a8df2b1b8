import { freePlaces, mustYield, nextMove, placesWithinReach, type Claim } from './share-places.js';

/** A pool as a budget deals with it. */
export interface Tenant extends Pick<Claim, 'working' | 'idle' | 'idleSince' | 'wanted'> {
  /** It has one more place: it starts a process, and gives the place back once that is gone. */
  grant(): void;
  /** Lets its longest idle process go. */
  retireIdle(): void;
}

interface Account extends Claim {
  readonly tenant: Tenant;
}

interface Holding {
  held: number;
  waitingSince: number | null;
  left: boolean;
}

/**
 * A limit on the processes of several pools together. Each process has a place, from before it is spawned until it is
 * gone. When all are taken, a pool that needs one gets that of the longest idle process of another pool; where none
 * is idle its calls wait. Who gets what is decided in `share-places`.
 */
export class ProcessBudget {
  private readonly holdings = new Map<Tenant, Holding>();

  /** @param max most processes of all pools together, 1 or more */
  constructor(readonly max: number) {}

  join(tenant: Tenant): void {
    this.holdings.set(tenant, { held: 0, waitingSince: null, left: false });
  }

  /** It wants nothing more; what it holds counts until it is given back. */
  leave(tenant: Tenant): void {
    const holding = this.holdings.get(tenant);
    if (holding === undefined) return; // it left before
    holding.left = true;
    if (holding.held === 0) this.holdings.delete(tenant);
    this.settle();
  }

  /** The places a tenant has. */
  held(tenant: Tenant): number {
    return this.holdings.get(tenant)?.held ?? 0;
  }

  /** Gives back a place whose process is gone, or never came to be. */
  release(tenant: Tenant): void {
    const holding = this.holdingOf(tenant);
    holding.held--;
    if (holding.left && holding.held === 0) this.holdings.delete(tenant);
    this.settle();
  }

  /** Brings places to those who want them. To be called whenever what a tenant wants or has idle has changed. */
  settle(): void {
    for (;;) {
      const move = nextMove(this.accounts(), this.max);
      if (move === null) return;
      if (move.kind === 'grant') this.grantTo(move.to.tenant);
      else move.from.tenant.retireIdle();
    }
  }

  /** Gives a tenant a place that it could do without, if one is free and nobody waits. */
  grantSpare(tenant: Tenant): void {
    const accounts = this.accounts();
    if (freePlaces(accounts, this.max) > 0 && accounts.every(({ wanted }) => wanted === 0)) {
      this.grantTo(tenant);
    }
  }

  /** Whether a tenant is to let a process go that has just ended a call, for another tenant that has none. */
  mustYield(tenant: Tenant): boolean {
    const accounts = this.accounts();
    return accounts.some(
      (account) => account.tenant === tenant && mustYield(account, accounts, this.max, performance.now()),
    );
  }

  /** How many processes a tenant can count on starting soon. */
  withinReach(tenant: Tenant): number {
    const accounts = this.accounts();
    const own = accounts.find((account) => account.tenant === tenant);
    return own === undefined ? 0 : placesWithinReach(own, accounts, this.max);
  }

  private grantTo(tenant: Tenant): void {
    const holding = this.holdingOf(tenant);
    holding.held++;
    holding.waitingSince = null; // whoever wants more queues up again
    tenant.grant();
  }

  private accounts(): Account[] {
    return [...this.holdings].map(([tenant, holding]) => {
      const { working, idle, idleSince, wanted } = tenant;
      holding.waitingSince = wanted > 0 ? (holding.waitingSince ?? performance.now()) : null;
      return {
        tenant,
        held: holding.held,
        waitingSince: holding.waitingSince,
        working,
        idle,
        idleSince,
        wanted,
      };
    });
  }

  private holdingOf(tenant: Tenant): Holding {
    const holding = this.holdings.get(tenant);
    if (holding === undefined) throw new Error('This pool has no part in the budget: join first.');
    return holding;
  }
}
