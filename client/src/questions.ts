/** What the server's command `whylint.questions` answers. Lines and characters count from 0, as in the protocol. */
export interface OpenQuestions {
	documents: readonly DocumentQuestions[];
}

export interface DocumentQuestions {
	uri: string;
	title: string;
	stories: readonly StoryQuestions[];
}

export interface StoryQuestions {
	/** The story's own title, "" for what belongs to the document as a whole. */
	title: string;
	items: readonly Question[];
}

/** A question that stands in the document without an answer, or a gap that nobody has asked about yet. */
export interface Question {
	kind: "question" | "gap";
	/** The rule that asks, "" where a person did. */
	rule: string;
	text: string;
	/** The words of the criterion that it is about, "" where it is about none. */
	about: string;
	line: number;
	character: number;
}

/** What `whylint questions --format json` writes. Lines count from 1. */
interface Written {
	documents: readonly {
		path: string;
		title: string;
		questions: readonly {
			line: number;
			story: string;
			kind: string;
			rule: string | null;
			question: string;
			about: string;
		}[];
	}[];
}

/**
 * What the command line has written of the documents as they are saved.
 *
 * @param uriOf The address of the document at a path.
 */
export function readWritten(json: string, uriOf: (path: string) => string): DocumentQuestions[] {
	const { documents } = JSON.parse(json) as Written;
	return documents.map(({ path, title, questions }) => {
		const stories = new Map<string, Question[]>();
		for (const { line, story, kind, rule, question, about } of questions) {
			const items = stories.get(story) ?? [];
			items.push({
				kind: kind === "gap" ? "gap" : "question",
				rule: rule ?? "",
				text: question,
				about,
				line: line - 1,
				character: 0,
			});
			stories.set(story, items);
		}
		return {
			uri: uriOf(path),
			title,
			stories: [...stories].map(([story, items]) => ({ title: story, items })),
		};
	});
}

/** Which of them a person wants to see. */
export type Filter = "all" | "question" | "gap";

/** The questions that pass the filter, without the stories and documents that have none left. */
export function filtered({ documents }: OpenQuestions, filter: Filter, uri?: string): OpenQuestions {
	const passes = (item: Question) => filter === "all" || item.kind === filter;
	return {
		documents: documents
			.filter((document) => uri === undefined || document.uri === uri)
			.map((document) => ({
				...document,
				stories: document.stories
					.map((story) => ({ ...story, items: story.items.filter(passes) }))
					.filter((story) => story.items.length > 0),
			}))
			.filter((document) => document.stories.length > 0),
	};
}

export function count({ documents }: OpenQuestions): number {
	return documents.reduce((sum, document) => sum + countOf(document), 0);
}

export function countOf(document: DocumentQuestions): number {
	return document.stories.reduce((sum, story) => sum + story.items.length, 0);
}

/**
 * A list for a planning meeting: one check box a question, with the place where the answer belongs.
 *
 * @param pathOf How a person calls the document of a URI.
 */
export function asMarkdown({ documents }: OpenQuestions, pathOf: (uri: string) => string): string {
	const lines = ["# Open questions", ""];
	for (const { title, uri, stories } of documents) {
		const path = pathOf(uri);
		lines.push(`## ${title || path}`, "");
		for (const story of stories) {
			if (story.title) {
				lines.push(`### ${story.title}`, "");
			}
			lines.push(...story.items.map((item) => `- [ ] ${item.text} (${path}:${item.line + 1})`), "");
		}
	}
	return lines.join("\n");
}
