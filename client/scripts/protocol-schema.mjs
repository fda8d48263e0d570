// Prints a JSON schema of all messages of the language server protocol, made out of its official TypeScript
// declarations, for the tests to judge the server's messages by. Objects take no properties but the declared.
//
// Output: { messages: { METHOD: { kind, direction, params?, result? } }, definitions }. The direction is
// "clientToServer", "serverToClient" or "both"; params and result are schemas, and a message without takes none.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGenerator } from "ts-json-schema-generator";
import ts from "typescript";
import protocol from "vscode-languageserver-protocol/node";

const CLIENT = dirname(dirname(fileURLToPath(import.meta.url)));
const DECLARATIONS = join(CLIENT, "node_modules/vscode-languageserver-protocol/lib/common");

/** What the base protocol defines, of which the declarations say nothing usable. */
const BASE = {
	"$/cancelRequest": { kind: "notification", direction: "both", params: "{ id: lsp.integer | string }" },
	"$/progress": {
		kind: "notification",
		direction: "both",
		params: "{ token: lsp.ProgressToken; value: any }",
	},
	"$/setTrace": { kind: "notification", direction: "clientToServer", params: "lsp.SetTraceParams" },
	"$/logTrace": { kind: "notification", direction: "serverToClient", params: "lsp.LogTraceParams" },
};

const ABSOLUTE_URI = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9+.-]*:" };
const SHARPER_DEFINITIONS = {
	integer: { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
	uinteger: { type: "integer", minimum: 0, maximum: 2 ** 31 - 1 },
	DocumentUri: ABSOLUTE_URI,
	URI: ABSOLUTE_URI,
};

const messages = { ...declaredMessages(), ...BASE };
const { properties, definitions } = schemaOf(messages);
for (const [name, definition] of Object.entries(SHARPER_DEFINITIONS)) {
	if (!(name in definitions)) {
		throw new Error(`The protocol's declarations have no ${name} any more`);
	}
	definitions[name] = definition;
}
for (const [method, message] of Object.entries(messages)) {
	message.params &&= properties[`${method} params`];
	message.result &&= properties[`${method} result`];
}
process.stdout.write(JSON.stringify({ messages, definitions }));

/** Every message that has a namespace with a `type` in the declarations; params and result as TypeScript. */
function declaredMessages() {
	const found = {};
	for (const file of readdirSync(DECLARATIONS).filter((name) => /^protocol\..*d\.ts$/.test(name))) {
		const text = readFileSync(join(DECLARATIONS, file), "utf8");
		const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
		for (const namespace of source.statements.filter(ts.isModuleDeclaration)) {
			const { type, messageDirection } = protocol[namespace.name.text] ?? {};
			const declared = typeOf(namespace);
			if (type === undefined || !/^Protocol(Request|Notification)Type/.test(declared?.typeName.text)) {
				continue;
			}
			const kind = declared.typeName.text.includes("Request") ? "request" : "notification";
			const types = declared.typeArguments.map((argument) => qualified(argument, source));
			const params = declared.typeName.text.endsWith("0") ? undefined : types.shift();
			const result = kind === "request" ? types.shift().replace(/^void$/, "null") : undefined;
			found[type.method] = { kind, direction: messageDirection, params, result };
		}
	}
	return found;
}

function typeOf(namespace) {
	return namespace.body.statements
		.filter(ts.isVariableStatement)
		.flatMap((statement) => [...statement.declarationList.declarations])
		.find((declaration) => declaration.name.text === "type")?.type;
}

/** The text of a type, with its names looked up in `lsp`. */
function qualified(type, source) {
	return type.getText(source).replaceAll(/\b(?:[A-Z]\w+|u?integer)\b/g, (name) => `lsp.${name}`);
}

function schemaOf(messages) {
	const directory = mkdtempSync(join(CLIENT, ".protocol-schema-"));
	const path = join(directory, "messages.ts");
	const members = Object.entries(messages).flatMap(([method, { params, result }]) => [
		params && `"${method} params": ${params};`,
		result && `"${method} result": ${result};`,
	]);
	writeFileSync(
		path,
		`import type * as lsp from "vscode-languageserver-protocol";
		export interface Messages { ${members.filter(Boolean).join("\n")} }`,
	);
	try {
		const generator = createGenerator({
			path,
			tsconfig: join(CLIENT, "tsconfig.json"),
			type: "Messages",
			expose: "all",
			topRef: false,
			jsDoc: "none",
			additionalProperties: false,
			skipTypeCheck: true,
		});
		return generator.createSchema("Messages");
	} finally {
		rmSync(directory, { recursive: true });
	}
}
