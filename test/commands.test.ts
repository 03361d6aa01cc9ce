import { expect, test } from "vitest";
import { isDestructive } from "../src/compile/code/destructive.ts";
import { commandsOf, commentsIn, without } from "../src/text/commands.ts";

const destructive = {
	sh: [
		"rm -rf /var/lib/rancher/k3s/server/db",
		"sudo rm -r data/",
		"rm backup.dump",
		"kubectl delete pvc redis-data",
		"kubectl -n app delete job migrate",
		"kubectl drain n1 --ignore-daemonsets --delete-emptydir-data",
		"helm uninstall redis -n app",
		"psql \"$URL\" -c 'DROP TABLE tasks'",
		"psql <<SQL\nTRUNCATE tasks;\nSQL",
		'goose -dir migrations postgres "$DB" down',
		"goose down-to 41",
		"GOOSE_DRIVER=postgres goose reset",
		"truncate -s 0 /var/log/syslog",
		"dd if=/dev/zero of=/dev/sdb bs=1M",
		"mkfs.ext4 /dev/sdb1",
		"wipefs --all -a /dev/sdb",
		"find /var/lib/uploads -mtime +30 -delete",
		"find . -name '*.bak' -exec rm {} \\;",
		"git push --force origin main",
		"git reset --hard origin/main",
		"git clean -fdx",
		"terraform destroy",
		"terraform apply -destroy",
		"aws s3 rm s3://b/x --recursive",
		"aws ec2 terminate-instances --instance-ids i-1",
		"docker system prune -a",
		"docker compose down -v",
		"docker volume rm pg",
		"redis-cli FLUSHALL",
		'redis-cli -h r -a "$P" del session:1',
		"redis-cli --scan --pattern 'x:*' | xargs redis-cli del",
		"kubectl exec redis-0 -- redis-cli FLUSHDB",
		'kubectl exec -it pg-0 -- sh -c "rm -rf /data/pg"',
		"ssh <node-1> 'sudo rm -rf /var/lib/rancher'",
		"ssh -p 22 root@n1 rm -rf /opt/x",
		"rsync -a --delete src/ dst/",
		"rclone sync a: b:",
		"k3s-uninstall.sh",
		"/usr/local/bin/k3s-killall.sh",
		"sudo k3s server --cluster-reset",
		"etcdctl del /registry --prefix",
		"curl -X DELETE https://api/x",
		"curl --request DELETE https://es:9200/logs",
		": > /var/log/app.log",
		"> /var/log/app.log",
		"iptables -F",
		"nft flush ruleset",
		"sudo ufw reset",
		"ufw delete allow 6443/tcp",
		"dropdb app",
		'for f in *.old; do rm "$f"; done',
		"test -f x && rm -f x",
		"tw queue purge orders",
		"neonctl branches delete br-1",
		"asynq task deleteall --queue=q --state=archived",
		"alembic downgrade -1",
		"npx prisma migrate reset",
		"rails db:drop",
		"journalctl --vacuum-time=1d",
		"apt-get purge nginx",
		"crontab -r",
		"lvremove vg/data",
		"zfs destroy tank/x",
		"shred -u key.pem",
		"echo 'DELETE FROM tasks' | psql app",
		"kafka-topics.sh --bootstrap-server b --delete --topic x",
		"rabbitmqctl purge_queue q",
		"kubectl replace --force -f pod.yaml",
		"xargs -n 1 kubectl delete pod",
		"kubectl get pods -o name | xargs kubectl delete",
		"sqlite3 a.db 'DELETE FROM x'",
		"git branch -D old",
		"git push origin :old",
		"kubectl delete namespace app \\\n  --wait",
		'sudo -u postgres psql -c "DROP DATABASE app"',
		"vault kv delete secret/a",
		"k3s etcd-snapshot delete x",
	],
	sql: [
		"DROP TABLE tasks;",
		"ALTER TABLE tasks DROP COLUMN due;",
		"DELETE FROM tasks WHERE id = 1;",
		"UPDATE tasks SET due = NULL;",
		"TRUNCATE tasks CASCADE;",
		"drop index concurrently idx_a",
		"WITH x AS (SELECT 1) DELETE FROM y",
		"BEGIN;\nDELETE FROM goose_db_version WHERE version_id = 3;\nCOMMIT;",
	],
	powershell: [
		"Remove-Item -Recurse C:\\data",
		"Get-ChildItem | Remove-Item",
		"kubectl delete ns app",
		"Format-Volume D",
	],
};

const harmless = {
	sh: [
		"kubectl get pods -A",
		"kubectl auth can-i delete pods",
		"kubectl delete pod x --dry-run=client",
		"grep -r 'DROP TABLE' migrations",
		"echo rm -rf /",
		"git commit -m 'Drop table; rm -rf old'",
		"rm -f /tmp/dump.sql",
		'rm -rf "$TMPDIR/x"',
		"rsync -an src/ dst/",
		"git clean -nd",
		"git push origin main",
		"git reset HEAD~1",
		"goose status",
		"goose up",
		'goose -dir migrations postgres "$DB" up-to 42',
		"docker compose down",
		"docker image prune",
		"docker ps --rm",
		"docker run --rm -it alpine sh",
		"kubectl run tmp --rm -it --image=x -- sh",
		"kubectl run t --rm -i --image=busybox -- wget -qO- http://x",
		"terraform plan -destroy",
		"psql -c 'SELECT * FROM dropped'",
		"psql -c \"SELECT count(*) FROM tasks WHERE state = 'delete from'\"",
		"redis-cli LLEN q",
		"redis-cli --scan --pattern 'del*'",
		"systemctl restart k3s",
		"systemctl stop k3s",
		"sudo reboot",
		"kubectl rollout undo deploy/api",
		"kubectl scale deploy/api --replicas=0",
		"kubectl drain n1 --ignore-daemonsets",
		"kubectl cordon n1",
		"iptables -L -n",
		"nft list ruleset",
		"ufw status numbered",
		"curl -X POST https://api/delete",
		"curl -sS https://x | tee /tmp/x",
		"kubectl logs job/delete-old",
		"find . -name '*.go'",
		"find / -xdev -size +100M -exec ls -lh {} \\;",
		"dd if=/dev/sda of=disk.img",
		"dd if=/dev/zero of=/dev/null",
		"cat dump.sql > /dev/null",
		"kubectl get pods > pods.txt",
		"aws s3 ls",
		"aws s3 sync a s3://b",
		"apt-get remove nginx",
		"journalctl -u k3s --since '1 hour ago'",
		"kubectl explain pod.spec",
		"helm rollback api 3",
		"# rm -rf /\nls",
		"ls # rm -rf x",
		"man rm",
		"alias k=kubectl",
		"ssh n1 'systemctl status k3s'",
		"ssh n1",
		"sudo k3s etcd-snapshot save",
		"kubectl wait --for=delete pod/x",
		"kubectl get events | grep -i delete",
		"for n in 1 2; do kubectl get node $n; done",
		"cat <<EOF > run.sh\nrm -rf /\nEOF",
		'test -n "$X" || { echo delete; exit 1; }',
		"make deploy",
		"etcdctl endpoint health",
		"pg_dump app > app.sql",
		"pg_restore -d app app.dump",
		"mv a b",
		"tar -czf x.tgz d",
		"sed -i 's/a/b/' f",
		"command 2>&1 | head",
		"kubectl exec redis-0 -- redis-cli INFO",
		"git stash",
		"git stash pop",
		"git checkout main",
		"docker rmi x",
		"crictl images",
		"b2 ls",
		"kubectl apply -f x.yaml",
		"kubectl create job --from=cronjob/purge purge-now",
		"truncate --help",
		"ip route del default",
	],
	sql: [
		"SELECT * FROM tasks;",
		"ALTER TABLE t ALTER COLUMN c DROP NOT NULL;",
		"ALTER TABLE t DROP CONSTRAINT c;",
		"SELECT 'drop table x';",
		"-- DROP TABLE x\nSELECT 1;",
		"UPDATE tasks SET a = 1 WHERE id = 2;",
		"BEGIN; DELETE FROM x; ROLLBACK;",
		"SELECT pg_cancel_backend(1);",
		"CREATE INDEX CONCURRENTLY i ON t (a);",
		"SELECT truncate(1.5);",
		"SELECT deleted_at FROM t FOR UPDATE;",
		"INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1;",
	],
	powershell: ["Get-Service", "Remove-Item x -WhatIf", "Remove-Module x", "Write-Host 'Remove-Item'"],
};

test.each(Object.entries(destructive))("marks what destroys something in %s", (language, commands) => {
	expect(commands.filter((one) => !isDestructive(one, language))).toEqual([]);
});

test.each(Object.entries(harmless))("marks nothing else in %s", (language, commands) => {
	expect(commands.filter((one) => isDestructive(one, language))).toEqual([]);
});

/** Each line as a terminal showed it; what was typed stands between « and ». */
const sessions: Record<string, string> = {
	"a shell": "$ «kubectl get pods»\nNAME READY\napi 1/1\n  $ «date»\nMon",
	"a backslash": "$ «curl -s x \\»\n«    -H 'a: b' |»\n«    jq .»\n{}",
	"a here-document": "$ «cat <<EOF > /etc/x.conf»\n«name = 1»\n«# keep»\n«EOF»\n$ «systemctl restart x»",
	"a second prompt": "$ «for n in a b; do»\n> «  ssh $n uptime»\n> «done»\n 10:02 up 3 days",
	"a loop": "$ «for n in a b; do»\n«  if ssh $n true; then»\n«    ssh $n uptime»\n«  fi»\n«done»\n 10:02 up",
	"open quotes": '$ «echo "one»\n«two"»\none\ntwo',
	"an apostrophe": "$ «echo it's»\nfoo\n$ «date»",
	"names of hosts":
		"root@node-1:~# «k3s kubectl get nodes»\nNAME\n[root@db pg]# «ls»\nx\nubuntu@ip-10-0-0-1:/var/log$ «tail x»",
	"a container": "$ «kubectl exec -it x -- sh»\n/app # «ls»\nbin\nsh-5.2# «exit»",
	"a root shell": "$ «sudo -i»\n# «systemctl restart k3s»\n# «exit»\n$ «true»",
	"only a root shell": "# «systemctl restart k3s»\n# «journalctl -u k3s | tail»\nNov 3 k3s: up",
	psql: "$ «psql app»\npsql (17.2)\npostgres=# «\\l»\n List\napp=> «SELECT a»\napp-> «  FROM b;»\n a\napp=> «SELECT c»\n«FROM d;»\n c",
	mysql:
		"mysql> «SELECT *»\n    -> «FROM x;»\n+---+\n| a |\nmysql> «SHOW STATUS\\G»\n*** 1\nMariaDB [app]> «USE app;»\nDatabase changed",
	redis: "127.0.0.1:6379> «LLEN q»\n(integer) 3\nredis> «PING»\nPONG",
	PowerShell:
		"PS C:\\Users\\me> «Get-Service k3s»\n\nStatus Name\nPS C:\\> «Get-ChildItem |»\n>> «  Where-Object { $_.Length }»\nout\nPS> «Stop-Service `»\n«    k3s»",
};

test.each(Object.entries(sessions))("takes from %s what was typed", (_, session) => {
	const typed = [...session.matchAll(/«([^»]*)»/g)].map((found) => found[1]).join("\n");
	expect(commandsOf(session.replace(/[«»]/g, ""), "console")).toBe(typed);
});

test("takes code without prompts as it is", () => {
	for (const code of ["PS1='x'\nls", "SELECT a -- x\nFROM b\nWHERE c => 3;", "a <b> $ 3", "x=1\n# y\nls"])
		expect(commandsOf(code, "bash")).toBe(code);
});

test("leaves comments out, and nothing that only looks like one", () => {
	const code = "# restart it\nsystemctl restart k3s # don't wait\necho a#b $# '# no' http://a/#b\ncat <<E\n# yes\nE\n";
	expect(without(code, commentsIn(code))).toBe(
		"systemctl restart k3s \necho a#b $# '# no' http://a/#b\ncat <<E\n# yes\nE\n",
	);
	expect(commentsIn("#!/bin/sh\n# a file\n")).toEqual([]);
});

test("needs no time that grows faster than the code", () => {
	const many = (text: string) => text.repeat(20_000);
	for (const code of [many("$ a <<E\n"), many("$ 'a\n"), many("x # y\n"), many("kubectl exec "), many("a@b:")]) {
		commentsIn(code);
		isDestructive(commandsOf(code, "console"), "console");
	}
});
