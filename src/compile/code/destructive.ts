import { commandsOf, without } from "../../text/commands.ts";
import { readShell } from "../../text/shell-text.ts";
import { commandLines, withoutDocuments } from "./command-lines.ts";
import { destroysAsSql } from "./destructive-sql.ts";
import type { FenceOptions } from "./fence-options.ts";
import { isShell } from "./shells.ts";

/** Say whether a block is marked as destructive: by its writer, or, unless that one calls it safe, by what it runs. A file is read and not run. */
export function isMarked(code: string, language: string, options: FenceOptions): boolean {
	if (options.flags.has("danger")) return true;
	return !options.flags.has("safe") && !isFile(code, options) && isDestructive(commandsOf(code, language), language);
}

/** Say whether code that could be run is shown as a file. */
export function isFile(code: string, { include, title }: FenceOptions): boolean {
	return include !== undefined || code.startsWith("#!") || /^[\w./-]+\.\w+$/.test(title ?? "");
}

/** Words of which one stands in every command below, so that other code is looked at once. */
const suspicious =
	/rm\b|r[bim] |dd |\bdel|drop|purge|destroy|prune|wipe|erase|remove|uninstall|killall|shred|mkfs|mk|truncate|discard|pvcreate|resetwal|clean|flush|reset|force|down|redo|rollback|undo|fresh|zero|luks|terminate|forget|trim|nosave|fix|vacuum|sync|mirror|push|stash|expire|filter|checkout|branch|worktree|leave|restore|disable|lifecycle|update|crontab|iptables|sgdisk|parted|gdisk|format|clear-|initialize|> ?[\w/~."'$<]/i;

/** Say whether commands destroy something that no other command brings back. What only shows what it would do does not. */
export function isDestructive(commands: string, language: string): boolean {
	if (commands.length > longest.block || !suspicious.test(commands)) return false;
	if (isShell(language)) return destroysInShell(commands);
	if (/^p(?:ower)?sh(?:ell)?$|^ps1$|^pwsh$/.test(language)) return destroysInPowerShell(commands);
	return /^(?:p|my)?sql$/.test(language) && destroysAsSql(commands);
}

/** What stands before a command and runs it. */
const runners =
	/^(?:(?:\w+=\S*|sudo|doas|time|nohup|command|exec|env|nice|ionice|setsid|xargs|watch|if|then|do|else|while|until|!|\{)(?: -{1,2}(?:[ugCnPIL] \S+|[\w-]+(?:=\S+)?)| \{\}|(?: -n)? \d+)* +)+/;

/** What runs a command elsewhere: the rest of the line is that command. */
const elsewhere = [
	/^(?:kubectl|k3s kubectl|k|oc) (?:.* )?(?:exec|debug|run)\b.*? -- (.*)$/,
	/^(?:docker|podman|nerdctl)(?: compose)? (?:exec|run)(?: -{1,2}\S+)* \S+ (.*)$/,
	/^ssh(?: -(?:[BbcDEeFIiJLlmOopQRSWw] ?\S+|\w+))* (?!-)\S+ (.+)$/,
	/^(?:\S*\/)?(?:ba|z|da)?sh -\w*c (.*)$/,
	/^su(?: -\w*)*(?: \w+)? -c (.*)$/,
	/^crictl exec(?: -\w+)* \S+ (.*)$/,
	/^find\b.* -(?:exec|ok)(?:dir)? (.*)$/,
];

function destroysInShell(commands: string): boolean {
	const text = without(commands, readShell(commands).comments);
	return commandLines(text).some((line) => destroys(line, 0)) || feedsSql(text);
}

/** A database's client is given its statements as an option, through a pipe, or in a here-document. */
function feedsSql(text: string): boolean {
	if (!/\b(?:psql|mysql|mariadb|sqlite3|cqlsh|clickhouse-client|cockroach sql)\b/.test(text)) return false;
	const { rest, documents } = withoutDocuments(text);
	const quoted = rest.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => `; ${double ?? single} ;`);
	return [quoted, ...documents].some(destroysAsSql);
}

/** Nobody runs more by hand, and some patterns take time that grows with the square of a line. */
const longest = { line: 2_000, block: 20_000 };

function destroys(line: string, depth: number): boolean {
	if (line.length > longest.line) return false;
	const command = line.replace(/\s+/g, " ").trim().replace(runners, "");
	if (/ (?:--dry-run(?:=(?!none)\S+)?|--help|--what-if|--check)(?: |$)/.test(command)) return false;
	for (const form of depth < 4 ? elsewhere : []) {
		const inner = form.exec(command)?.[1]?.replace(/^(["'])(.*)\1$/, "$2");
		if (inner && commandLines(inner).some((one) => destroys(one, depth + 1))) return true;
	}
	const plain = command.replace(/^(?:\S*\/)(?=[\w.-]+(?: |$))/, "");
	if (harmless.test(plain)) return false;
	return forms.some((form) => form.test(plain)) || hasVerb(plain);
}

/** They only show, whatever words they are given. */
const harmless =
	/^(?:echo|printf|grep|egrep|rg|ag|cat|less|man|head|tail|awk|jq|yq|test|\[|which|type|ls|vi|vim|nano|history|sed|export|cd|journalctl (?!.*--vacuum)|systemctl|git (?:log|show|diff|grep|commit|help|rm|remote)|kubectl (?:.* )?(?:auth can-i|explain|get|describe|logs|wait|api-resources)|terraform plan|helm (?:get|list|template|history))(?: |$)/;

const forms: RegExp[] = [
	// Files. What lies in a folder for temporary things was made to be taken away.
	/^rm (?!(?:-{1,2}[\w-]+ )*(?:(?:["']?(?:\/tmp|\/dev\/shm|\/var\/tmp)\/|["']?\$\{?TMP|["']?\$\(mktemp)\S*(?: |$))+$)/,
	/^(?:shred|wipefs .*-a|mkfs\S*|mke2fs|mkswap|blkdiscard|lvremove|vgremove|pvremove|pvcreate|dropdb|dropuser|pg_resetwal|pg_dropcluster|userdel|groupdel)(?: |$)/,
	/^truncate .*(?:-s|--size)/,
	/^dd .*\bof=(?!\/dev\/(?:null|stdout))\/dev\//,
	/^find .*(?:-delete\b|\brm )/,
	/^(?::|true|cat \/dev\/null|) ?>(?!>) ?(?!\/dev\/|&)[\w/~."'$<]/,
	/^(?:parted|sgdisk|fdisk|gdisk) .*(?:mklabel|\brm\b|-Z|--zap|-d\b)/,
	/^(?:zfs|zpool) destroy|^btrfs subvolume delete|^mdadm .*--zero-superblock|^cryptsetup (?:luksFormat|erase)/,
	/^rsync .*--del(?:ete)?(?!-dry)|^rclone (?:sync|purge|delete|deletefile|rmdirs|cleanup)\b/,
	/^crontab (?:\S+ )*-r\b|^journalctl .*--vacuum|^(?:apt|apt-get|aptitude) .*(?:purge\b|--purge)|^dpkg (?:-P|--purge)/,
	/^(?:iptables|ip6tables|iptables-legacy)(?:-\w+)? (?:.* )?(?:-F|-X|-D|--flush|--delete\S*)(?: |$)|^nft (?:flush|delete|destroy)|^ufw (?:--force )?(?:reset|delete)/,
	// Clusters and containers.
	/^(?:kubectl|oc|k|k3s kubectl) (?:.* )?(?:delete |drain .*--delete-emptydir-data|replace .*--force|apply .*--prune)/,
	/^k3s-(?:uninstall|agent-uninstall|killall)(?:\.sh)?|^k3s (?:.* )?(?:--cluster-reset|etcd-snapshot (?:delete|prune))/,
	/^helm (?:.* )?(?:uninstall|delete)\b|^etcdctl (?:.* )?(?:del|member remove|snapshot restore|auth disable)\b/,
	/^(?:docker|podman|nerdctl) (?:system prune|(?:volume|network|container|secret|config|stack|service|swarm|node) (?:rm|remove|prune|leave)|rm |compose (?:.* )?(?:down (?:.* )?(?:-v|--volumes)|rm )|swarm leave)/,
	/^docker-compose (?:.* )?(?:down (?:.* )?(?:-v|--volumes)|rm )|^crictl rmp? /,
	// Clouds and their stores.
	/^(?:terraform|tofu|terragrunt|pulumi) (?:.* )?(?:destroy|-destroy|state rm)\b|^terraform apply .*-destroy/,
	/^(?:aws|b2|mc|s3cmd|gsutil|gcloud storage) (?:.* )?(?:rm|rb|del|delete-\S+|sync .*--delete|mirror .*--remove|lifecycle)(?: |$)/,
	/^(?:aws|az|gcloud|doctl|hcloud) (?:.* )?(?:delete|delete-\S+|terminate-\S+|destroy|purge|rm|remove)(?: |$)/,
	/^curl (?:.* )?(?:-X ?|--request[ =])["']?DELETE\b/,
	/^(?:restic|borg) (?:.* )?(?:forget|prune|delete)\b/,
	// Data.
	/^redis-cli (?:.* )?(?:flushall|flushdb|del|unlink|ltrim|xtrim|zremrangeby\w+|shutdown nosave)\b/i,
	/^redis-check-\w+ .*--fix/,
	/^(?:goose|go run \S*goose\S*) (?:.* )?(?:down|down-to|reset|redo)(?: |$)/,
	/^(?:migrate|dbmate) (?:.* )?(?:down|drop|rollback)(?: |$)|^flyway (?:.* )?clean\b|^liquibase (?:.* )?(?:drop-?all|rollback)/i,
	/^alembic (?:.* )?downgrade\b|^(?:npx )?prisma (?:migrate reset|db push .*--force-reset)|^atlas schema clean/,
	/^(?:(?:bundle exec |bin\/)?(?:rails|rake)|npx \S+|php artisan|artisan) (?:.* )?(?:db:(?:drop|reset|rollback|wipe)|db:migrate:undo|migrate:(?:fresh|reset|rollback|refresh))/,
	/^(?:python3? )?(?:\.\/)?manage\.py flush\b|^mysqladmin .*\bdrop\b|^pg_restore .*(?:--clean|-c)(?: |$)/,
	/^kafka-(?:topics|consumer-groups)\S* .*--delete\b|^kafka-delete-records|^rabbitmqctl (?:.* )?(?:purge_queue|delete_\w+|reset|force_reset)\b/,
	/^mongo\S* .*(?:dropDatabase|\.drop\(|deleteMany|deleteOne|\.remove\()/,
	/^(?:vault|consul) (?:.* )?(?:delete|destroy)\b/,
	// Histories.
	/^git (?:.* )?push (?:.* )?(?:-f|--force\S*|--mirror|--delete|-d|\+\S+|:\S+)(?: |$)/,
	/^git (?:.* )?(?:reset (?:.* )?--hard|clean (?!(?:.* )?-\w*n)(?:.* )?-\w*f|branch (?:.* )?-D|filter-(?:branch|repo)|stash (?:drop|clear)|reflog expire|update-ref -d|checkout (?:.* )?-- |worktree remove --force)/,
];

/** A tool that nobody knows here says by its verb what it does. */
function hasVerb(command: string): boolean {
	const [tool = "", ...words] = command.split(" ").filter((word) => !word.startsWith("-"));
	if (!/^[\w.<>-]+$/.test(tool)) return false;
	return words.slice(0, 3).some((word) => /^(?:purge|destroy|wipe|delete|deleteall|delete-all|truncate)$/.test(word));
}

function destroysInPowerShell(commands: string): boolean {
	const text = commands.replace(/#.*|"[^"\n]*"|'[^'\n]*'/g, "");
	return text.split("\n").some((line) => {
		if (/-WhatIf\b/i.test(line)) return false;
		return (
			/\bRemove-(?!Variable|Module|PSSession|Job|Event|Alias|PSBreakpoint|TypeData)\w+/i.test(line) ||
			/\b(?:Clear-(?:Disk|Content|RecycleBin|EventLog)|Format-Volume|Initialize-Disk)\b/i.test(line) ||
			/(?:^|[;|{]\s*)(?:rm|del|rd|ri|rmdir|erase)\s/i.test(line) ||
			destroys(line, 0)
		);
	});
}
