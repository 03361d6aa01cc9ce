import { hostname, networkInterfaces } from "node:os";

/** Where a server listens, and by which names browsers may call it. */
export interface ServerPlace {
	addresses: string[];
	hosts: string[];
	/** True where other machines can reach it. */
	isOpen: boolean;
}

/** Say where to listen: on this machine alone, unless an address is named; `true` stands for all of them. */
export function serverPlace(host: string | true | undefined, allowedHosts: string[]): ServerPlace {
	if (host === undefined)
		return {
			addresses: ["127.0.0.1", "::1"],
			hosts: allowedHosts,
			isOpen: false,
		};
	const addresses = host === true ? ["0.0.0.0", "::"] : [host];
	const own = Object.values(networkInterfaces())
		.flatMap((each) => each ?? [])
		.map(({ address }) => address);
	const named = host === true ? [] : [host];
	const hosts = [hostname(), ...named, ...own, ...allowedHosts];
	return { addresses, hosts, isOpen: true };
}
