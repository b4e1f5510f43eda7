// Addresses of the public internet. Whoever names an address to be called must not reach what only
// this server can reach (SSRF: OWASP ASVS 1.3.6): ranges of the IANA special-purpose registries
// (RFC 6890) are refused, and what is checked is what is connected to, so that no name can change
// its mind between.
import { lookup } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";

const special = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  special.addSubnet(net, prefix, "ipv4");
}
/** Global unicast is 2000::/3; within it tunnels and documentation. Everything else is special. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  special.addSubnet(net, prefix, "ipv6");
}

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, "ipv4");
  return family === 6 && globalUnicast.check(address, "ipv6") && !special.check(address, "ipv6");
}

export class AddressRefused extends Error {
  override name = "AddressRefused";
  readonly code = "ADDRESS_REFUSED";
}

export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

const resolveByName: Resolve = (host) => lookup(host, { all: true });

/** For a connection: the name's addresses, if every one of them is public. */
export function publicLookup(resolve: Resolve = resolveByName): LookupFunction {
  return (host, options, done) => {
    resolve(host)
      .then((found) => {
        const refused = found.find(({ address }) => !isPublicAddress(address));
        if (refused || found.length === 0) throw new AddressRefused(refused?.address ?? host);
        return found.map(({ address, family }) => ({ address, family }));
      })
      .then(
        (found) => {
          if (options.all) return done(null, found);
          const [first] = found;
          return done(null, first?.address ?? "", first?.family ?? 4);
        },
        (error: NodeJS.ErrnoException) => done(error, "", 0),
      );
  };
}
