/** Commands, as the compile stage writes them. */
export function command(code: string, className = "command"): string {
	const isDanger = className.includes("danger");
	const caption = isDanger ? "<figcaption>Destructive</figcaption>" : "";
	const label = isDanger ? "Destructive" : "Command";
	return `<figure class="${className}">${caption}<pre tabindex="0" aria-label="${label}"><code class="language-bash">${code}</code></pre></figure>\n`;
}

/** A listing with a title, with a marked line. */
export const listing = `<figure class="listing"><figcaption>examples/job-migrate.yaml</figcaption><pre tabindex="0" aria-label="examples/job-migrate.yaml"><code class="language-yaml"><span class="f">apiVersion</span><span class="p">:</span> <span class="s">batch/v1</span>
<span class="f">kind</span><span class="p">:</span> <span class="s">Job</span>
<span class="c"># one Job for each release; it never runs twice</span>
<mark class="line"><span class="f">spec</span><span class="p">:</span></mark>
<mark class="line">  <span class="f">backoffLimit</span><span class="p">:</span> <span class="n">0</span></mark>
  <span class="f">activeDeadlineSeconds</span><span class="p">:</span> <span class="n">600</span>
  <span class="f">template</span><span class="p">:</span>
    <span class="f">spec</span><span class="p">:</span>
      <span class="f">restartPolicy</span><span class="p">:</span> <span class="k">Never</span>
</code></pre></figure>
`;

/** What a command prints. */
export const output = `<figure class="output"><figcaption>Output</figcaption><pre tabindex="0" aria-label="Output"><code class="language-output">NAME                STATUS     COMPLETIONS   DURATION   AGE
migrate-1f2e3d4     Complete   1/1           14s        2m
</code></pre></figure>
`;

/** A table whose rows are stacked on a phone. */
export const table = `<div class="table" tabindex="0" role="region" aria-label="Table"><table role="table" class="stacked"><thead><tr role="row"><th role="columnheader">Probe</th><th role="columnheader">Asks</th><th role="columnheader" align="right">Every</th></tr></thead><tbody><tr role="row"><td role="cell" data-l="Probe">startup</td><td role="cell" data-l="Asks">is the schema as new as the image</td><td role="cell" data-l="Every" align="right">2 s</td></tr><tr role="row"><td role="cell" data-l="Probe">readiness</td><td role="cell" data-l="Asks">does the database answer</td><td role="cell" data-l="Every" align="right">10 s</td></tr><tr role="row"><td role="cell" data-l="Probe">liveness</td><td role="cell" data-l="Asks">does the process answer at all</td><td role="cell" data-l="Every" align="right">20 s</td></tr></tbody></table></div>
`;

/** A drawing without colours of its own. */
export const diagram = `<figure class="diagram"><svg role="img" aria-label="The gate of a deploy: the Job, the wait, then the roll." viewBox="0 0 330 60" width="330" height="60"><g class="node"><polygon points="1,10 81,10 81,50 1,50"></polygon><text x="41" y="35" text-anchor="middle">Job</text></g><g class="edge"><path d="M81,30 L115,30"></path><polygon points="115,26 123,30 115,34"></polygon></g><g class="node"><polygon points="125,10 205,10 205,50 125,50"></polygon><text x="165" y="35" text-anchor="middle">wait</text></g><g class="edge"><path d="M205,30 L239,30"></path><polygon points="239,26 247,30 239,34"></polygon></g><g class="node ok"><polygon points="249,10 329,10 329,50 249,50"></polygon><text x="289" y="35" text-anchor="middle">roll</text></g></svg><figcaption>A deploy passes three gates.</figcaption></figure>
`;

/** An admonition. */
export function aside(kind: string, label: string, text: string): string {
	const id = `${kind}-label`;
	return `<aside class="${kind}" aria-labelledby="${id}"><p class="label" id="${id}">${label}</p><p>${text}</p></aside>\n`;
}

/** The steps of an entry, each with its box. */
export function steps(items: string[]): string {
	const drawn = items.map((item, index) => {
		const number = index + 1;
		return `<li id="step-${number}"><input type="checkbox" class="tick" aria-label="Step ${number}">${item}</li>`;
	});
	return `<ol class="steps">${drawn.join("\n")}</ol>\n`;
}
