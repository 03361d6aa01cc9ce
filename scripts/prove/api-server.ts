import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A Job as the API server would give it, reduced to what the scripts of the gate look at. */
export interface Job {
	name: string;
	active?: number;
	/** Conditions that are true; `!Failed` is one that is not. */
	conditions: string[];
}

/** As much of a Kubernetes API server as kubectl needs to look at Jobs; it listens on this machine alone. */
export async function startApiServer(jobs: () => Job[]): Promise<{ url: string; stop(): void }> {
	const server = createServer((request, response) => {
		const found = answer(request, jobs());
		response.writeHead(found === undefined ? 404 : 200, {
			"content-type": typeof found === "string" ? "text/plain" : "application/json",
		});
		response.end(typeof found === "string" ? found : JSON.stringify(found ?? notFound(request)));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

const group = (name: string) => ({
	name,
	versions: [{ groupVersion: `${name}/v1`, version: "v1" }],
	preferredVersion: { groupVersion: `${name}/v1`, version: "v1" },
});
const resource = (name: string, kind: string) => ({
	name,
	kind,
	singularName: "",
	namespaced: true,
	verbs: ["get", "list"],
});
const resources = (groupVersion: string, ...list: object[]) => ({
	kind: "APIResourceList",
	apiVersion: "v1",
	groupVersion,
	resources: list,
});

const discovery: Record<string, unknown> = {
	"/api": { kind: "APIVersions", versions: ["v1"] },
	"/apis": { kind: "APIGroupList", apiVersion: "v1", groups: [group("batch")] },
	"/api/v1": resources("v1", resource("pods", "Pod"), resource("events", "Event")),
	"/apis/batch/v1": resources("batch/v1", resource("jobs", "Job")),
};

function answer({ url = "" }: IncomingMessage, jobs: Job[]): unknown {
	const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
	const known = discovery[pathname];
	if (known) return known;
	const [, path] = /^\/(?:api|apis\/batch)\/v1\/namespaces\/honeydue\/(.+)$/.exec(pathname) ?? [];
	if (path === "jobs")
		return list("batch/v1", "JobList", searchParams.get("labelSelector") === label ? jobs.map(jobObject) : []);
	const job = jobs.find(({ name }) => path === `jobs/${name}`);
	if (job) return jobObject(job);
	const selected = searchParams.get("labelSelector")?.match(/^batch\.kubernetes\.io\/job-name=(.+)$/)?.[1];
	if (path === "pods") return list("v1", "PodList", selected ? [pod(selected)] : []);
	if (path?.startsWith("pods/") && !path.endsWith("/log")) return pod(path.slice(5).replace(/-x$/, ""));
	if (path?.endsWith("/log")) return "the log of the Job\n";
	if (path === "events") return list("v1", "EventList", []);
	return undefined;
}

const label = "app.kubernetes.io/name=migrate";

function list(apiVersion: string, kind: string, items: object[]): object {
	return { apiVersion, kind, metadata: { resourceVersion: "1" }, items };
}

function jobObject({ name, active, conditions }: Job): object {
	return {
		apiVersion: "batch/v1",
		kind: "Job",
		metadata: { name, namespace: "honeydue", uid: name, labels: { "app.kubernetes.io/name": "migrate" } },
		spec: {
			backoffLimit: 0,
			selector: { matchLabels: { "batch.kubernetes.io/job-name": name } },
			template: {
				spec: { restartPolicy: "Never", containers: [{ name: "goose", image: `registry.example.com/app:${name}` }] },
			},
		},
		status: {
			...(active === undefined ? {} : { active }),
			conditions: conditions.map((type) => ({
				type: type.replace("!", ""),
				status: type.startsWith("!") ? "False" : "True",
			})),
		},
	};
}

function pod(job: string): object {
	return {
		apiVersion: "v1",
		kind: "Pod",
		metadata: { name: `${job}-x`, namespace: "honeydue", labels: { "batch.kubernetes.io/job-name": job } },
		spec: { containers: [{ name: "goose", image: "x" }] },
		status: { phase: "Failed" },
	};
}

function notFound({ url = "" }: IncomingMessage): object {
	const name = url.split("/").at(-1)?.split("?")[0] ?? "";
	return {
		kind: "Status",
		apiVersion: "v1",
		status: "Failure",
		reason: "NotFound",
		code: 404,
		message: `jobs.batch "${name}" not found`,
		details: { name, group: "batch", kind: "jobs" },
	};
}
