// Which customers have to be looked at together because some line may settle items of both: a
// union–find forest over their ranks, whose roots are the lowest ranks.

export class CustomerTies {
  /** The customer above each; its own rank at a root. Other threads read it as it is. */
  readonly above: Int32Array;

  constructor(customerCount: number) {
    this.above = Int32Array.from({ length: customerCount }, (_, rank) => rank);
  }

  /** Lowest rank among all customers tied to this one. */
  rootOf(rank: number): number {
    let root = rank;
    while (this.above[root] !== root) root = this.above[root]!;
    for (let at = rank; at !== root; ) {
      const next = this.above[at]!;
      this.above[at] = root;
      at = next;
    }
    return root;
  }

  tie(customers: readonly number[]): void {
    let root = this.rootOf(customers[0]!);
    for (const customer of customers) {
      const other = this.rootOf(customer);
      if (other === root) continue;
      this.above[Math.max(root, other)] = Math.min(root, other);
      root = Math.min(root, other);
    }
  }

  /** Takes over the ties of another share. */
  join(above: Int32Array): void {
    for (const [rank, other] of above.entries()) if (rank !== other) this.tie([rank, other]);
  }
}
